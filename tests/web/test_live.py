"""What changes comes to the open pages of the counter by itself."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from aiohttp import ClientResponse

from bot.cases.supervision import Escalation
from bot.channels.web.desk.live import BEAT, MOST
from bot.contract.messages import Post, Reply
from bot.counter.door import put_all
from bot.records.staff import Role
from tests.dialogue.conftest import CLAIM
from tests.standin.people import PATIENCE
from tests.web.conftest import DESK, Page
from tests.web.desk import Seat, seat
from tests.web.test_desk import NUMBER, asked, at_the_case
from tests.web.test_page import ASKED


async def listens(sits: Seat, case: str = NUMBER) -> ClientResponse:
    return await sits.client.get("/desk/live", params={"case": case})


async def hears(stream: ClientResponse, news: str) -> Any:
    """What comes with the next news of that kind."""
    async with asyncio.timeout(PATIENCE):
        while await stream.content.readline() != f"event: {news}\n".encode():
            pass
        return json.loads((await stream.content.readline()).removeprefix(b"data: "))


async def heard_before(stream: ClientResponse, news: str) -> list[str]:
    """The kinds of news that come before the next of that kind."""
    heard: list[str] = []
    async with asyncio.timeout(PATIENCE):
        while not heard or heard[-1] != news:
            line = await stream.content.readline()
            if line.startswith(b"event: "):
                heard.append(line.removeprefix(b"event: ").decode().strip())
    return heard[:-1]


async def written_to(sits: Seat, page: Page) -> None:
    post = Post(sits.who.chat, Reply("这张工单转给您了"), "to the clerk")
    await page.database.write(
        lambda store: put_all(store, DESK, sits.who.seat, "put", [post], page.now)
    )


async def test_two_people_at_one_case_see_each_other_and_what_the_other_does(page: Page) -> None:
    await asked(page)
    clerk = await at_the_case(page, "王芳", Role.CLERK)
    head = await at_the_case(page, "周明", Role.HEAD)
    first = await listens(clerk)
    assert await hears(first, "people") == []
    second = await listens(head)
    assert await hears(second, "people") == ["王芳"]
    assert await hears(first, "people") == ["周明"]
    await head.presses("已联系客户")
    await hears(first, "case")
    await hears(first, "queue")
    told = await clerk.opens(f"/desk/part/case/{NUMBER}")
    assert "处理中" in told
    second.close()
    assert await hears(first, "people") == []
    first.close()


async def test_pages_that_were_left_make_room_for_the_next(page: Page) -> None:
    await asked(page)
    clerk = await at_the_case(page, "王芳", Role.CLERK)
    streams = [await listens(clerk, "") for _ in range(MOST)]
    assert {one.status for one in streams} == {200}
    refused = await listens(clerk, "")
    assert refused.status == 429
    for one in streams:
        one.close()
    # The connections' end has to arrive, well before a stream would write its next beat.
    async with asyncio.timeout(BEAT / 2):
        while (again := await listens(clerk, "")).status != 200:
            again.release()
    again.close()


async def test_who_may_not_see_a_case_is_not_told_who_has_it_open(page: Page) -> None:
    await asked(page)
    clerk = await at_the_case(page, "王芳", Role.CLERK)
    electrician = await seat(page, "李强", Role.ELECTRICIAN)
    first, other = await listens(clerk), await listens(electrician)
    await clerk.presses("已联系客户")
    await hears(first, "case")
    async with asyncio.timeout(PATIENCE):
        assert await other.content.readline() == b"event: queue\n"
    first.close()
    other.close()


async def test_who_has_left_is_let_go(page: Page) -> None:
    await asked(page)
    clerk = await at_the_case(page, "王芳", Role.CLERK)
    head = await at_the_case(page, "周明", Role.HEAD)
    stream = await listens(clerk)
    await hears(stream, "people")
    await page.database.write(lambda store: store.staff.remove(clerk.who.id, page.now))
    await head.presses("已联系客户")
    async with asyncio.timeout(PATIENCE):
        rest = await stream.read()
    assert b"event: out" in rest


async def test_who_has_no_messenger_is_written_to_at_the_page(page: Page) -> None:
    clerk = await seat(page, "王芳", Role.CLERK)
    stream = await listens(clerk, "")
    await written_to(clerk, page)
    await hears(stream, "mail")
    assert "● 新" in await clerk.opens("/desk")
    assert "这张工单转给您了" in await clerk.opens("/desk/mail")
    assert 'id="mail" hidden' in clerk.html, "what was read is not new any more"
    assert "这张工单转给您了" in await clerk.opens("/desk/mail")
    stream.close()


async def test_a_choice_that_is_open_stays_until_it_is_made(page: Page) -> None:
    await asked(page)
    clerk = await at_the_case(page, "王芳", Role.CLERK)
    assert 'hx-trigger="case from:body"' in clerk.html
    await clerk.presses("95598归类")
    assert 'hx-trigger="case from:body"' not in clerk.html
    await clerk.presses("返回工单")
    assert 'hx-trigger="case from:body"' in clerk.html


async def test_what_a_page_shows_already_is_no_news_to_it(page: Page) -> None:
    await asked(page)
    clerk = await at_the_case(page, "王芳", Role.CLERK)
    head = await at_the_case(page, "周明", Role.HEAD)
    before = await listens(head)
    await hears(before, "people")
    await clerk.presses("已联系客户")
    after = await listens(clerk)
    await hears(before, "case")
    await written_to(clerk, page)
    assert {"case", "queue"}.isdisjoint(await heard_before(after, "mail"))
    await head.presses("备注")
    await head.writes("看过表了")
    await hears(after, "case")
    text = await clerk.opens(f"/desk/part/case/{NUMBER}")
    assert "处理中" in text
    before.close()
    after.close()


async def test_words_of_which_the_head_is_told_come_to_an_open_case_too(page: Page) -> None:
    customer = await page.browser()
    await customer.says(ASKED)
    await customer.says(CLAIM)
    clerk = await at_the_case(page, "王芳", Role.CLERK)
    await customer.says("投诉:你们柜台的营业员态度恶劣,还骂人")
    assert "柜台的营业员" in await clerk.opens(f"/desk/part/case/{NUMBER}")
    await clerk.presses("发给客户")
    case = await page.database.read(lambda store: store.cases.get(NUMBER))
    assert case is not None
    assert Escalation.STAFF in case.escalations
