"""A customer sends a photo on the page: seen by them and by the counter, and by nobody else."""

from __future__ import annotations

import io
import re

import pytest
from aiohttp import FormData

from bot.channels.web.photos import LARGEST
from bot.papers.png import png
from bot.records.staff import Role
from tests.web.conftest import HTMX, Browser, Page, shown
from tests.web.desk import seat
from tests.web.test_page import ASKED

PNG = png('<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"/>')


async def sends(browser: Browser, content: bytes, name: str = "单子.jpg", **headers: str) -> int:
    form = FormData()
    form.add_field("photo", io.BytesIO(content), filename=name, content_type="image/jpeg")
    answer = await browser.client.post("/chat", data=form, headers=headers)
    browser.html = await answer.text()
    return answer.status


async def test_a_photo_is_taken_shown_and_kept_for_a_person(page: Page) -> None:
    customer, other = await page.browser(), await page.browser()
    await customer.says(ASKED)
    assert await sends(customer, PNG) == 200
    assert "工单" in shown(customer.html)
    (address,) = re.findall(r'src="(/chat/photo/[\w-]+)"', customer.html)
    answer = await customer.client.get(address)
    assert (await answer.read(), answer.content_type) == (PNG, "image/png")
    await other.says("你好")
    assert (await other.client.get(address)).status == 404
    page.waits(31)
    assert (await customer.client.get(address)).status == 404, "whoever sits there next"


async def test_with_a_script_the_photo_comes_with_the_answer(page: Page) -> None:
    customer = await page.browser()
    assert await sends(customer, PNG, **HTMX) == 200
    assert "<html" not in customer.html
    assert "/chat/photo/web-" in customer.html


async def test_the_counter_sees_it_in_the_case(page: Page) -> None:
    customer = await page.browser()
    await sends(customer, PNG)
    number = re.findall(r"TS\d+", shown(customer.html))[-1]
    clerk = await seat(page, "王芳", Role.CLERK)
    await clerk.opens(f"/desk/case/{number}")
    await clerk.presses("附件")
    (address,) = re.findall(r'src="(/desk/picture/\d+)"', clerk.html)
    answer = await clerk.client.get(address)
    assert (await answer.read(), answer.content_type) == (PNG, "image/png")
    other = await seat(page, "刘洋", Role.CLERK)
    assert (await other.client.get(address)).status == 404


@pytest.mark.parametrize(
    "content", [b"<svg onload=alert(1)>", b"GIF89a", b"", b"%PDF-1.7", b"\xff\xd8" + b"x" * 100]
)
async def test_what_is_no_photo_is_refused_whatever_it_is_called(
    page: Page, content: bytes
) -> None:
    customer = await page.browser()
    assert await sends(customer, content) == 400
    assert "不是能显示的照片" in customer.html


async def test_too_large_and_too_many_are_refused(page: Page) -> None:
    customer = await page.browser()
    for over, status in ((100_000, 413), (1, 400)):
        assert await sends(customer, (PNG + b"x" * LARGEST)[:LARGEST] + b"x" * over) == status
    told = [await sends(customer, PNG) for _ in range(11)]
    assert told == [200] * 10 + [429]
    assert "够多了" in customer.html


async def test_no_other_site_sends_one(page: Page) -> None:
    customer = await page.browser()
    assert await sends(customer, PNG, **{"Sec-Fetch-Site": "cross-site"}) == 403
