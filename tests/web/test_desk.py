"""A case at the counter's page: seen, worked on, approved, by the same rules as in the chat."""

from __future__ import annotations

import re

from bot.records.case import State
from bot.records.staff import Role
from tests.dialogue.conftest import CLAIM
from tests.web.conftest import Page
from tests.web.desk import Seat, fields_of, seat, trail_of
from tests.web.test_page import ASKED

NUMBER = "TS20181222001"


async def asked(page: Page) -> None:
    """A customer has asked on the page, and there is a case."""
    customer = await page.browser()
    await customer.says(ASKED)
    await customer.says(CLAIM)


async def at_the_case(page: Page, name: str, role: Role) -> Seat:
    sits = await seat(page, name, role)
    await sits.opens(f"/desk/case/{NUMBER}")
    return sits


async def state_of(page: Page) -> State:
    case = await page.database.read(lambda store: store.cases.get(NUMBER))
    assert case is not None
    return case.state


async def test_the_queue_shows_what_waits_and_how_long(page: Page) -> None:
    await asked(page)
    clerk = await seat(page, "王芳", Role.CLERK)
    told = await clerk.opens("/desk")
    assert NUMBER in told
    assert "还有2天" in told
    assert "4100000123" not in told, "a queue is looked at by whoever passes"
    page.waits(12)
    other = await page.browser()
    await other.says("电线掉下来冒火花了,孩子在旁边")
    page.waits(12)
    await other.says("你们快点来人啊")
    await clerk.opens("/desk")
    first = re.findall(r'<a class="row".*?</a>', clerk.html, re.DOTALL)[0]
    assert NUMBER not in first, "lives at stake stand before what was there"
    assert "险情" in first
    assert "要求人工" not in first
    assert "马上" in first
    assert "催办1次" in first
    page.waits(60 * 24 * 4)
    assert (await clerk.comes_in()).status == 200
    assert "超了" in await clerk.opens("/desk")


async def test_a_case_is_seen_through_from_claim_to_approval(page: Page) -> None:
    await asked(page)
    clerk = await at_the_case(page, "王芳", Role.CLERK)
    head = await at_the_case(page, "周明", Role.HEAD)
    assert "多收了52.00元" in await clerk.opens(f"/desk/case/{NUMBER}") or "52.00" in clerk.html
    await clerk.presses("我来办")
    await clerk.presses("已联系客户")
    assert await state_of(page) is State.CONTACTED
    told = await clerk.presses("更正账单(退补)")
    assert "待所长批准" in told or "批准" in told
    await head.opens(f"/desk/case/{NUMBER}")
    await head.presses("批准")
    case = await page.database.read(lambda store: store.cases.get(NUMBER))
    assert case is not None
    assert case.approved_by == head.who.id


async def test_what_is_asked_for_is_answered_in_its_own_field(page: Page) -> None:
    await asked(page)
    clerk = await at_the_case(page, "王芳", Role.CLERK)
    await clerk.presses("备注")
    await clerk.writes("已到现场看过表")
    told = await clerk.presses("记录")
    assert "已到现场看过表" in told


async def test_a_form_sent_twice_is_done_once(page: Page) -> None:
    await asked(page)
    clerk = await at_the_case(page, "王芳", Role.CLERK)
    html = clerk.html
    done = []
    for _ in range(2):
        clerk.html = html
        await clerk.writes("只有一次")
        done.append(await page.database.read(lambda store: store.cases.events(NUMBER)))
    assert "只有一次" in done[0][-1].detail
    assert len(done[1]) == len(done[0])


async def test_whoever_presses_an_old_button_hears_what_changed(page: Page) -> None:
    await asked(page)
    first = await at_the_case(page, "王芳", Role.CLERK)
    second = await at_the_case(page, "刘洋", Role.CLERK)
    await first.presses("我来办")
    told = await second.presses("我来办")
    assert "王芳" in told


async def test_a_case_is_opened_at_the_page(page: Page) -> None:
    clerk = await seat(page, "王芳", Role.CLERK)
    await clerk.opens("/desk")
    told = await clerk.writes("4100000200 李秀英说电费太高")
    assert "李秀英说电费太高" in told
    assert NUMBER in told


async def test_what_is_searched_for_stands_in_no_address(page: Page) -> None:
    await asked(page)
    clerk = await seat(page, "王芳", Role.CLERK)
    await clerk.opens("/desk")
    fields = {"key": clerk.key, "queue": "open", "words": "4100000123"}
    answer = await clerk.client.post("/desk/list", data=fields)
    assert "4100000123" not in str(answer.url)
    assert NUMBER in await answer.text()
    await clerk.sends({**fields, "words": "没有这样的"}, "/desk/list")
    assert NUMBER not in clerk.html
    assert "没有符合这些字的工单" in clerk.html, "it does not say that the office has none"
    assert "/desk?queue=all" in clerk.html
    (again,) = (form for form in re.findall(r"<form.*?</form>", clerk.html, re.DOTALL)
                if "重新显示全部" in form)  # fmt: skip
    assert NUMBER in await clerk.sends(fields_of(again), "/desk/list")
    assert "重新显示全部" not in clerk.html


async def test_what_was_looked_at_stands_in_the_trail(page: Page) -> None:
    await asked(page)
    clerk = await at_the_case(page, "王芳", Role.CLERK)
    entries = await trail_of(page)
    assert (clerk.who.actor, "figures_shown", "4100000123") in entries


async def test_the_page_speaks_english(page: Page) -> None:
    await asked(page)
    clerk = await seat(page, "王芳", Role.CLERK)
    answer = await clerk.client.get(f"/desk/case/{NUMBER}", headers={"Accept-Language": "en"})
    html = await answer.text()
    assert "Back to the queue" in html
    assert "Customer contacted" in html
    draft = html[html.index("Draft for the customer") :]
    assert "查清楚了:您家2018年12月的电费287.20元" in draft, "the customer reads Chinese"
    assert "We have checked" not in draft
    head = await seat(page, "周明", Role.HEAD)
    await head.opens("/desk/office")
    asked_for = fields_of(head.html) | {"command": "staff"}
    assert "Who works here" in await head.sends(asked_for, **{"Accept-Language": "en"})
