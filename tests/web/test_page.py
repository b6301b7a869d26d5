"""A customer asks in a browser: what he sees, with a script and without, and when it is over."""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape

import pytest

from bot.contract.messages import Attachment, Chat, MessageKind, Post, Reply
from bot.contract.office import Disclosure
from bot.counter.door import put_all
from bot.records.case import Case
from bot.store.port import Store
from tests.dialogue.conftest import CLAIM
from tests.dialogue.conversation import put_account, put_bill
from tests.web.conftest import DESK, HTMX, Page, shown

ASKED = "我几个月没交过电费,12月单子上怎么超过0.56了?"


async def test_the_seed_is_answered_without_a_script(page: Page) -> None:
    customer = await page.browser()
    assert "想问哪张电费单" in await customer.opens()
    for text in (ASKED, CLAIM):
        answer = await customer.says(text)
        assert answer.status == 200, "after a form comes the whole page"
        assert answer.real_url.fragment == "last"
        newest = (await answer.text()).partition('id="last"')[2]
        assert text in newest, "at what was just said, so that its answer is seen"
        assert newest.count("您说:") == 1
    told = await customer.opens()
    for words in (ASKED, "52.00元是因为我们给您家立户晚了", "TS20181222001", "180度 × 0.56元"):
        assert words in told
    assert "工单" in await customer.presses("工单进度")


async def test_with_a_script_only_what_is_new_comes(page: Page) -> None:
    customer = await page.browser()
    await customer.says(ASKED, **HTMX)
    new = await (await customer.says(CLAIM, **HTMX)).text()
    assert "<html" not in new
    assert CLAIM in shown(new)
    assert "52.00元" in shown(new)
    newest = re.findall(r'id="after" value="(\d+)"', new)[-1]
    nothing = await customer.client.get("/chat/new", params={"after": newest})
    assert nothing.status == 204


async def test_a_picture_and_a_letter_are_for_this_browser_alone(page: Page) -> None:
    customer, other = await page.browser(), await page.browser()
    await customer.says(ASKED)
    await customer.says(CLAIM)
    await customer.presses("看图")
    html = await (await customer.client.get("/chat")).text()
    (address,) = re.findall(r'src="(/chat/picture/\d+)"', html)
    picture = await customer.client.get(address)
    assert (await picture.read()).startswith(b"\x89PNG")
    await customer.presses("要一份能打印的")
    html = await (await customer.client.get("/chat")).text()
    (file,) = re.findall(r'href="(/chat/file/\d+)"', html)
    assert (await (await customer.client.get(file)).read()).startswith(b"%PDF-")
    await other.says("你好")
    for mine in (address, file):
        assert (await other.client.get(mine)).status == 404
    assert (await customer.client.get(address.replace("picture", "file"))).status == 404


async def _case(page: Page) -> Case:
    def first(store: Store) -> Case:
        (case,) = store.cases.of_account("4100000123")
        return case

    return await page.database.read(first)


async def _write_to(page: Page, chat: Chat, text: str) -> None:
    post = Post(
        chat, Reply(text), f"letter-of-test:{text}", case_number=(await _case(page)).number
    )
    await page.database.write(lambda store: put_all(store, DESK, chat, "put", [post], page.now))


async def test_what_the_office_writes_later_comes_to_the_open_page(page: Page) -> None:
    customer = await page.browser()
    await customer.says(ASKED)
    await customer.says(CLAIM)
    await _write_to(page, customer.chat, "您好,我是小李")
    new = await customer.client.get("/chat/new", params={"after": "999"})
    assert new.status == 204
    assert "我是小李" in await customer.opens()
    assert await page.looks_for_closed_pages() == 0


async def test_what_is_written_to_a_closed_page_reaches_nobody_and_the_case_says_so(
    page: Page,
) -> None:
    customer = await page.browser()
    await customer.says(ASKED)
    await customer.says(CLAIM)
    chat = customer.chat
    page.waits(31)
    await _write_to(page, chat, "您好,我是小李")
    assert await page.looks_for_closed_pages() == 1
    number = (await _case(page)).number
    events = await page.database.read(lambda store: store.cases.events(number, "undelivered"))
    assert [event.detail for event in events] == ["gone"]
    assert "我是小李" not in await customer.opens()


async def test_a_file_that_another_messenger_holds_is_said_and_not_lost(page: Page) -> None:
    customer = await page.browser()
    await customer.says(ASKED)
    await customer.says(CLAIM)
    reply = Reply("表底照片", attachment=Attachment(MessageKind.PHOTO, "of-telegram"))
    post = Post(customer.chat, reply, "picture:1")
    await page.database.write(
        lambda store: put_all(store, DESK, customer.chat, "put", [post], page.now)
    )
    told = await customer.opens()
    assert "表底照片" in told
    assert "这里显示不了" in told


async def test_after_half_an_hour_of_silence_nothing_is_seen_any_more(page: Page) -> None:
    customer = await page.browser()
    await customer.says(ASKED)
    await customer.says(CLAIM)
    page.waits(29)
    assert "52.00元" in await customer.opens()
    page.waits(2)
    told = await customer.opens()
    assert "对话已收起" in told
    assert "52.00" not in told
    await customer.says("我的账单")
    assert "请先告诉我们是哪一户" in await customer.opens(), "who sits down there proves it anew"


async def test_put_away_is_put_away(page: Page) -> None:
    customer = await page.browser()
    await customer.says(ASKED)
    await customer.says(CLAIM)
    told = shown(await (await customer.client.post("/chat/leave")).text())
    assert "想问哪张电费单" in told
    assert "52.00" not in told


async def test_forgotten_is_gone_from_the_page_too(page: Page) -> None:
    customer = await page.browser()
    await customer.says(ASKED)
    await customer.says(CLAIM)
    await customer.says("/forget")
    assert "52.00" not in await customer.opens()


async def test_words_and_names_are_words(page: Page) -> None:
    name = "张<script>alert(1)</script>"

    def records(store: Store) -> None:
        put_account(store, "4100000777", name, "13800005678", "2018-01-05", "2018-01-05")
        put_bill(store, "4100000777", "2018-11-20", "2018-12-20", "100", "56.00")

    await page.database.write(records)
    page.desk_is(replace(DESK, office=replace(DESK.office, disclosure=Disclosure.FULL)))
    customer = await page.browser()
    await customer.says('<img src=x onerror="alert(1)">你好')
    await page.database.write(
        lambda store: store.chats.bind(customer.chat, "4100000777", page.now)
    )
    await customer.says("我的账单")
    html = await (await customer.client.get("/chat")).text()
    assert escape(name) in html
    assert "<script>alert" not in html
    assert "<img src=x" not in html
    assert "&lt;img src=x" in html


async def test_a_chat_speaks_the_browsers_language(page: Page) -> None:
    customer = await page.browser()
    answer = await customer.client.get("/chat", headers={"Accept-Language": "en-GB,en;q=0.9"})
    html = await answer.text()
    assert 'lang="en"' in html
    assert "Which electricity bill is it about?" in html
    answer = await customer.client.get("/chat", headers={"Accept-Language": "zh-TW"})
    assert "電費問一問" in await answer.text()


@pytest.mark.parametrize("text", ["", "   ", "长" * 1001])
async def test_nothing_and_too_much_are_refused(page: Page, text: str) -> None:
    customer = await page.browser()
    assert (await customer.says(text)).status == 400


async def test_danger_is_answered_before_all_else(page: Page) -> None:
    customer = await page.browser()
    await customer.says("电线掉地上冒火花,娃在旁边")
    assert "离" in await customer.opens()
    chat = customer.chat
    cases = await page.database.read(lambda store: store.cases.of_chat(chat))
    assert len(cases) == 1
