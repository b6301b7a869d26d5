"""What somebody tries against the customer's page."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest
from aiohttp.test_utils import make_mocked_request

from bot.channels.web.visitors import Limiter, address_of
from tests.dialogue.conftest import CLAIM
from tests.dialogue.conversation import NOW
from tests.web.conftest import Page


async def test_no_other_site_sends_our_form(page: Page) -> None:
    customer = await page.browser()
    await customer.says("你好")
    for headers in (
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
    ):
        assert (await customer.says("我的账单", **headers)).status == 403
        left = await customer.client.post("/chat/leave", headers=headers)
        assert left.status == 403


GARBLED = {
    "cookie": (b"Cookie: jieti_chat=\xff\xfe", b""),
    "no text": (b"Content-Type: application/x-www-form-urlencoded", b"text=\xff"),
    "characters": (b"Content-Type: application/x-www-form-urlencoded; charset=utf-99", b"text=a"),
    "no bounds": (b"Content-Type: multipart/form-data", b"text=a"),
    "cut off": (b"Content-Type: multipart/form-data; boundary=x", b"--x\r\nContent-Dis"),
}


@pytest.mark.parametrize(("head", "body"), GARBLED.values(), ids=GARBLED)
async def test_what_is_garbled_is_refused_and_fills_no_log(
    page: Page, head: bytes, body: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    client = (await page.browser()).client
    reader, writer = await asyncio.open_connection(client.host, client.port)
    length = b"Content-Length: %d" % len(body)
    lines = (b"POST /chat HTTP/1.1", b"Host: x", b"Connection: close", length, head, b"", body)
    writer.write(b"\r\n".join(lines))
    assert (await reader.read()).startswith(b"HTTP/1.1 400")
    writer.close()
    await writer.wait_closed()
    assert not [record for record in caplog.records if record.exc_info]


async def test_pages_are_framed_by_nobody_run_no_foreign_script_and_are_kept_nowhere(
    page: Page,
) -> None:
    customer = await page.browser()
    for path in ("/chat", "/chat/new", "/chat/picture/1", "/no/such/page"):
        headers = (await customer.client.get(path)).headers
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert "'unsafe" not in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"
    assert (await customer.client.get("/chat")).headers["Cache-Control"] == "no-store"


async def test_the_cookie_is_read_by_no_script_and_the_database_does_not_hold_it(
    page: Page, tmp_path: Path
) -> None:
    customer = await page.browser()
    answer = await customer.client.post("/chat", data={"text": "你好"}, allow_redirects=False)
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    secret = cookie.partition("=")[2].partition(";")[0]
    assert secret.encode() not in all_of(tmp_path)


def all_of(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.iterdir())


async def test_guessing_is_not_cheap(page: Page) -> None:
    """Twenty chats an hour from one address, each with its own tries; then none."""
    for _ in range(20):
        assert (await (await page.browser()).says("4100000123 李某 0000")).status == 200
    refused = await (await page.browser()).says(CLAIM)
    assert refused.status == 429
    assert "过一小时再来" in await refused.text()
    danger = await (await page.browser()).says("电线掉下来冒火花了,孩子在旁边")
    assert "有人受伤" in await danger.text()


def test_an_address_may_begin_again_after_an_hour_and_others_meanwhile() -> None:
    now = [NOW]
    limiter = Limiter(lambda: now[0])
    for moved in (timedelta(0), timedelta(hours=1, seconds=1), timedelta(days=-5)):  # set back
        now[0] += moved
        assert all(limiter.may_begin("a") for _ in range(20))
        assert not limiter.may_begin("a")
    assert limiter.may_begin("b")


@pytest.mark.parametrize(
    ("addresses", "told"),
    [
        ("2001:db8:0:1::{n:x}", 429),  # one network of IPv6 is one neighbour
        ("2001:db8:0:{n:x}::1", 200),
        ("::ffff:192.0.2.{n}", 200),
        ("::ffff:192.0.2.7", 429),
        ("192.0.2.{n}, 192.0.2.7", 429),  # what the proxy itself adds counts
    ],
)
async def test_of_ipv6_a_network_is_one_address(page: Page, addresses: str, told: int) -> None:
    client = (await page.browser()).client
    for n in range(1, 22):
        client.session.cookie_jar.clear()
        answer = await client.post("/chat", data={"text": "你好"}, headers={
            "X-Forwarded-For": addresses.format(n=n)})  # fmt: skip
    assert answer.status == told


async def test_a_forged_cookie_opens_nothing(page: Page) -> None:
    """Not even who reads the database, or knows nearly all of another's cookie, sees the bill."""
    customer, thief = await page.browser(), await page.browser()
    await customer.says("为什么超过0.56?")
    await customer.says(CLAIM)
    right, kept = customer.cookie, customer.chat.chat_id
    forged = ["x", "../../etc/passwd", "张", "a" * 4000, kept, right[:-1], right + "x", f"{kept}="]
    for cookie, opens in ((right, True), *((one, False) for one in forged)):
        answer = await thief.client.get("/chat", headers={"Cookie": f"jieti_chat={cookie}"})
        assert answer.status == 200
        assert ("52.00" in await answer.text()) is opens, cookie


async def test_a_form_of_megabytes_is_refused(page: Page) -> None:
    customer = await page.browser()
    assert (await customer.says("电" * 100_000)).status in {400, 413}


async def test_the_staff_are_joined_by_no_page(page: Page) -> None:
    customer = await page.browser()
    await customer.says("/start s_aaaaaaaaaaaaaaaaaaaaaaaa")
    assert "您好" in await customer.opens()


def test_only_a_proxy_of_ours_says_for_whom_it_asks() -> None:
    asked = make_mocked_request("GET", "/", headers={"X-Forwarded-For": "10.0.0.9, 198.51.100.7"})
    assert address_of(asked.clone(remote="127.0.0.1")) == "198.51.100.7"
    assert address_of(asked.clone(remote="192.0.2.1")) == "192.0.2.1"
