"""What somebody tries against the counter's page."""

from __future__ import annotations

import html
from pathlib import Path

import pytest

from bot.contract.messages import Chat
from bot.records.staff import Role
from bot.store.port import Store
from tests.dialogue.conversation import put_account, put_bill
from tests.web.conftest import Page
from tests.web.desk import field_of, fields_of, link_for, seat, trail_of
from tests.web.test_desk import NUMBER, asked, at_the_case
from tests.web.test_threats_to_the_page import all_of

REPORT = "JB20181222001"


async def test_no_other_site_and_no_page_of_another_session_sends_a_form(page: Page) -> None:
    await asked(page)
    clerk = await at_the_case(page, "王芳", Role.CLERK)
    other = await at_the_case(page, "刘洋", Role.CLERK)
    fields = fields_of(clerk.html) | {"press": f"claim:{NUMBER}"}
    for headers in (
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://elsewhere.example"},
    ):
        answer = await clerk.client.post("/desk/do", data=fields, headers=headers)
        assert answer.status == 403
    for key in ("", "x", other.key):
        answer = await clerk.client.post("/desk/do", data=fields | {"key": key})
        assert answer.status == 403
        assert (await clerk.client.post("/desk/out", data={"key": key})).status == 403
    case = await page.database.read(lambda store: store.cases.get(NUMBER))
    assert case is not None
    assert case.assignee is None


async def test_a_link_signs_in_once_and_looking_at_it_does_not_use_it_up(page: Page) -> None:
    who = await page.database.write(lambda store: store.staff.add("王芳", Role.CLERK, page.now))
    link = await link_for(page, who)
    preview, owner, thief = [await page.browser() for _ in range(3)]
    assert (await preview.client.get(link)).status == 200
    token = field_of(await (await owner.client.get(link)).text(), "token")
    elsewhere = {"Sec-Fetch-Site": "cross-site"}
    pushed = await thief.client.post("/desk/in", data={"token": token}, headers=elsewhere)
    assert pushed.status == 403, "nobody is signed in by another site"
    assert (await owner.client.post("/desk/in", data={"token": token})).url.path == "/desk"
    stolen = await thief.client.post("/desk/in", data={"token": token})
    assert stolen.status == 403
    assert "用不了" in await stolen.text()
    assert (await thief.client.get("/desk")).url.path == "/desk/in"
    trail = await trail_of(page)
    assert (who.actor, "signed_in", "") in trail
    assert ("page", "refused", "") in trail


async def test_a_link_is_void_after_ten_minutes_and_by_a_newer_one(page: Page) -> None:
    who = await page.database.write(lambda store: store.staff.add("王芳", Role.CLERK, page.now))
    first = await link_for(page, who)
    late = await link_for(page, who)
    for link, minutes in ((first, 0), (late, 11)):
        page.waits(minutes)
        browser = await page.browser()
        token = link.rpartition("/")[2]
        assert (await browser.client.post("/desk/in", data={"token": token})).status == 403


async def test_guessing_links_is_stopped(page: Page) -> None:
    browser = await page.browser()
    told = [
        (await browser.client.post("/desk/in", data={"token": f"guess{n}"})).status
        for n in range(22)
    ]
    assert told == [403] * 20 + [429] * 2
    assert [one for one in await trail_of(page) if one[0] == "page"] == [
        ("page", "refused", "")
    ] * 20
    who = await page.database.write(lambda store: store.staff.add("王芳", Role.CLERK, page.now))
    colleague, link = await page.browser(), await link_for(page, who)  # behind the same address
    came = await colleague.client.post("/desk/in", data={"token": link.rpartition("/")[2]})
    assert came.url.path == "/desk", "guesses keep nobody out who has a link"
    for minutes, status in ((59, 429), (2, 403)):
        page.waits(minutes)
        assert (await browser.client.post("/desk/in", data={"token": "g"})).status == status


async def test_a_form_that_is_sent_again_and_again_is_stopped(page: Page) -> None:
    clerk = await seat(page, "王芳", Role.CLERK)
    await clerk.opens("/desk")
    fields = {"key": clerk.key, "queue": "open", "words": ""}
    told = {
        (await clerk.client.post("/desk/list", data=fields, allow_redirects=False)).status
        for _ in range(121)
    }
    assert told == {303, 429}


async def test_a_role_sees_and_does_what_it_may_and_nothing_else(page: Page) -> None:
    await asked(page)
    reporter = await page.browser()
    await reporter.says("我要举报,有人收了我500块钱才给装表")
    clerk = await at_the_case(page, "王芳", Role.CLERK)
    electrician = await at_the_case(page, "李强", Role.ELECTRICIAN)
    head = await seat(page, "周明", Role.HEAD)
    auditor = await seat(page, "赵敏", Role.AUDITOR)
    assert "没有这张工单" in html.unescape(electrician.html) or NUMBER not in electrician.html
    for one in (clerk, electrician, head):
        assert "500" not in await one.opens(f"/desk/case/{REPORT}")
        assert "500" not in await one.opens(f"/desk/part/case/{REPORT}")
        assert REPORT not in await one.opens("/desk?queue=reports")
        assert REPORT not in await one.opens("/desk?queue=all")
    assert "500" in await auditor.opens(f"/desk/case/{REPORT}")
    assert "0.56" in await clerk.opens(f"/desk/part/case/{NUMBER}")
    assert "0.56" not in await electrician.opens(f"/desk/part/case/{NUMBER}")
    await clerk.opens("/desk")
    told = await clerk.sends(fields_of(clerk.html) | {"press": f"approve:{NUMBER}:1"})
    assert "岗位" in told
    case = await page.database.read(lambda store: store.cases.get(NUMBER))
    assert case is not None
    assert case.approved_by is None


async def test_the_session_ends_with_leaving_with_silence_and_with_the_day(page: Page) -> None:
    await asked(page)
    clerk = await at_the_case(page, "王芳", Role.CLERK)
    cookie = {"Cookie": f"jieti_desk={clerk.cookie}"}
    await clerk.sends(fields_of(clerk.html), "/desk/out")
    again = await page.browser()
    assert (await again.client.get("/desk", headers=cookie)).url.path == "/desk/in"
    quiet = await at_the_case(page, "刘洋", Role.CLERK)
    page.waits(61)
    await quiet.opens("/desk/part/queue")
    assert NUMBER not in quiet.html
    removed = await at_the_case(page, "马超", Role.CLERK)
    await page.database.write(lambda store: store.staff.remove(removed.who.id, page.now))
    for path in ("/desk", f"/desk/case/{NUMBER}", f"/desk/part/case/{NUMBER}", "/desk/live"):
        answer = await removed.client.get(path)
        assert answer.url.path == "/desk/in"
    answer = await removed.client.post("/desk/do", data=fields_of(removed.html) | {"text": "在吗"})
    assert answer.url.path == "/desk/in"


async def test_after_twelve_hours_even_who_works_signs_in_anew(page: Page) -> None:
    await asked(page)
    clerk = await at_the_case(page, "王芳", Role.CLERK)
    for _ in range(14):  # eleven hours and forty minutes, never an hour of doing nothing
        page.waits(50)
        assert (await clerk.client.get(f"/desk/case/{NUMBER}")).url.path != "/desk/in"
    page.waits(50)
    assert (await clerk.client.get(f"/desk/case/{NUMBER}")).url.path == "/desk/in"


async def test_names_and_words_are_words(page: Page) -> None:
    name = "张<script>alert(1)</script>"

    def records(store: Store) -> None:
        put_account(store, "4100000777", name, "13800005678", "2018-01-05", "2018-01-05")
        put_bill(store, "4100000777", "2018-11-20", "2018-12-20", "100", "56.00")

    await page.database.write(records)
    clerk = await seat(page, "<b>王芳", Role.CLERK)
    await clerk.opens("/desk")
    await clerk.writes('4100000777 <img src=x onerror="alert(1)"> 电费太高')
    for mark in ("<script>alert", "<img src=x", "<b>王芳"):
        assert mark not in clerk.html
    assert "&lt;img src=x" in clerk.html


async def test_the_counter_is_framed_by_nobody_and_kept_nowhere(page: Page) -> None:
    clerk = await seat(page, "王芳", Role.CLERK)
    for path in (
        "/desk",
        "/desk/in",
        "/desk/in/x",
        "/desk/answer",
        "/desk/mail",
        "/desk/part/queue",
    ):
        headers = (await clerk.client.get(path)).headers
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert "'unsafe" not in headers["Content-Security-Policy"]
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["Cache-Control"] == "no-store"
        assert headers["Referrer-Policy"] == "no-referrer"


async def test_the_secret_is_kept_by_the_browser_alone(page: Page, tmp_path: Path) -> None:
    who = await page.database.write(lambda store: store.staff.add("王芳", Role.CLERK, page.now))
    link = await link_for(page, who)
    token = link.rpartition("/")[2]
    browser = await page.browser()
    answer = await browser.client.post("/desk/in", data={"token": token}, allow_redirects=False)
    cookie = answer.headers["Set-Cookie"]
    for mark in ("HttpOnly", "SameSite=Strict", "Path=/desk"):
        assert mark in cookie
    secret = cookie.partition("=")[2].partition(";")[0]
    kept = all_of(tmp_path)
    assert secret.encode() not in kept
    assert token.encode() not in kept


async def test_what_is_no_text_breaks_nothing(page: Page) -> None:
    clerk = await seat(page, "王芳", Role.CLERK)
    await clerk.opens("/desk")
    key = clerk.key.encode()
    for text in (b"%ED%A0%80", b"%FF%FE", b"%00x", b"\xff\xfe"):
        body = b"key=" + key + b"&once=1&command=case&text=4100000123+" + text
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        answer = await clerk.client.post("/desk/do", data=body, headers=headers)
        assert answer.status in {200, 400}
        body = b"text=" + text
        answer = await clerk.client.post("/chat", data=body, headers=headers)
        assert answer.status in {200, 400}


@pytest.mark.parametrize("chat_id", ["1", "x", ""])
async def test_no_customer_of_the_page_is_taken_for_staff(page: Page, chat_id: str) -> None:
    await page.database.write(lambda store: store.staff.add("王芳", Role.CLERK, page.now))
    who = await page.database.read(lambda store: store.staff.member(Chat("web", chat_id)))
    assert who is None
    customer = await page.browser()
    await customer.says("/my")
    assert "没有工单" not in await customer.opens()
    assert (await customer.client.get("/desk")).url.path == "/desk/in"
