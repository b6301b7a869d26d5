"""What is not about one case: an account looked up, the month, people, handbook and drafts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

from bot.contract.messages import Chat
from bot.handbook.book import read_book
from bot.records.staff import Role
from bot.wording.drafts import drafts
from tests.web.conftest import DESK, Page
from tests.web.desk import Seat, fields_of, seat, trail_of
from tests.web.test_desk import NUMBER, asked


async def at_the_back(page: Page, role: Role, name: str = "周明") -> Seat:
    sits = await seat(page, name, role)
    await sits.opens("/desk/office")
    return sits


async def commands(sits: Seat, name: str, text: str = "") -> str:
    return await sits.sends(fields_of(sits.html) | {"command": name, "text": text})


async def test_an_account_is_looked_up_with_its_bills_and_the_ladder(page: Page) -> None:
    clerk = await at_the_back(page, Role.CLERK)
    told = await commands(clerk, "look", "张建国")
    assert "4100000123" in told
    await clerk.presses("4100000123")
    told = await clerk.presses("账单和全年阶梯")
    assert "2018年12月:420度,287.20元" in told
    picture = clerk.html.partition('src="/desk/picture/')[2].partition('"')[0]
    answer = await clerk.client.get(f"/desk/picture/{picture}")
    assert (await answer.read()).startswith(b"\x89PNG")
    other = await at_the_back(page, Role.CLERK, "王芳")
    assert (await other.client.get(f"/desk/picture/{picture}")).status == 404


async def test_an_area_electrician_looks_into_no_other_household(page: Page) -> None:
    electrician = await at_the_back(page, Role.ELECTRICIAN)
    for press in ("look:4100000123", "year:4100000123"):
        told = await electrician.sends(fields_of(electrician.html) | {"press": press})
        assert "287.20" not in told
        assert "岗位" in told


async def test_a_role_has_the_forms_of_its_commands(page: Page) -> None:
    await asked(page)
    head = await at_the_back(page, Role.HEAD)
    electrician = await at_the_back(page, Role.ELECTRICIAN, "李强")
    assert "邀请同事" in head.html
    assert "Project-Id" not in head.html, "nothing is asked for where nothing is needed"
    assert "邀请同事" not in electrician.html
    assert "手册" not in electrician.html
    told = await commands(head, "report", "2018-12")
    assert "2018年12月" in told
    file = head.html.partition('href="/desk/file/')[2].partition('"')[0]
    answer = await head.client.get(f"/desk/file/{file}")
    assert (await answer.read()).startswith(b"PK")
    assert "attachment" in answer.headers["Content-Disposition"]


async def test_who_is_invited_at_the_page_comes_by_the_page(page: Page) -> None:
    head = await at_the_back(page, Role.HEAD)
    told = await commands(head, "invite", "综合柜员 王芳")
    token = told.partition("/desk/in/")[2].split()[0]
    assert token.startswith("s_")
    guest = await page.browser()
    assert (await guest.client.post("/desk/in", data={"token": token})).url.path == "/desk"
    assert "王芳" in await (await guest.client.get("/desk")).text()
    again = await page.browser()
    assert (await again.client.post("/desk/in", data={"token": token})).status == 403
    assert "王芳" in await commands(head, "staff")


async def test_a_clerk_says_what_words_meant_that_were_not_understood(page: Page) -> None:
    customer = await page.browser()
    chat = Chat("web", "1")
    await customer.says("你好")
    await page.database.write(
        lambda store: store.misheard.keep(chat, "弄啥嘞", "unclear", page.now)
    )
    clerk = await at_the_back(page, Role.CLERK, "王芳")
    assert "弄啥嘞" in await commands(clerk, "misheard")
    labels = re.findall(r'name="press" value="misheard:\d+:\w+">([^<]+)<', clerk.html)
    told = await clerk.presses(labels[0])
    assert "弄啥嘞" not in told
    (kept,) = await page.database.read(lambda store: store.misheard.all())
    assert kept.meant


@pytest.fixture
def own(page: Page, tmp_path: Path) -> Iterator[Path]:
    """The office has its own files of the handbook and of drafts."""
    (tmp_path / "handbook").mkdir()
    (tmp_path / "drafts.yaml").write_text("", encoding="utf-8")
    office = replace(DESK.office, handbook=tmp_path / "handbook", drafts=tmp_path / "drafts.yaml")
    page.desk_is(replace(DESK, office=office))
    yield tmp_path
    read_book.cache_clear()
    drafts.cache_clear()


async def test_the_head_changes_the_handbook_and_what_cannot_be_changes_nothing(
    page: Page, own: Path
) -> None:
    head = await at_the_back(page, Role.HEAD)
    await head.opens("/desk/handbook/invoice")
    fields = fields_of(head.html)
    entry = "how:\n  - say: 发票到柜台取。\n    document: 本所的办法\n    confidence: own\n"
    told = await head.sends(fields | {"text": "how: 到柜台"}, "/desk/handbook/invoice")
    assert "没有保存" in told
    assert "how" in told
    assert not (own / "handbook" / "invoice.yaml").exists()
    told = await head.sends(fields | {"text": entry}, "/desk/handbook/invoice")
    assert "已保存" in told
    assert "· 发票到柜台取。" in told
    says = [one.say for one in read_book(own / "handbook").entries if one.topic == "invoice"]
    assert says == ["发票到柜台取。"]
    assert (head.who.actor, "handbook_changed", "") in await trail_of(page)


def filled_in(html: str) -> dict[str, str]:
    """All that the form of a topic sends as it stands."""
    form = html.partition('action="/desk/handbook/')[2].partition("</form>")[0]
    found = dict(re.findall(r'name="([^"]+)" value="([^"]*)"', form))
    found |= dict(re.findall(r'<textarea name="([^"]+)"[^>]*>([^<]*)</textarea>', form))
    chosen = r'<select name="([^"]+)">.*?value="([^"]+)" selected'
    found |= dict(re.findall(chosen, form))
    return {name: unescape(text) for name, text in found.items() if not name.endswith(".gone")}


async def test_the_head_changes_the_handbook_by_a_form(page: Page, own: Path) -> None:
    head = await at_the_back(page, Role.HEAD)
    place = "/desk/handbook/meter_test"
    await head.opens(place)
    assert "校表" in head.html
    fields, before = filled_in(head.html), read_book()
    # As it stands it says the same, in every language: nothing is lost on the way.
    assert "已保存" in await head.sends(fields, place)
    assert read_book(own / "handbook").entries == before.entries
    say = next(name for name in fields if name.endswith(".say") and fields[name])
    point = say.rpartition(".")[0]
    assert "没有保存" in await head.sends(fields | {say: "要{fen}分"}, place)
    assert "话里有 {fen}" in head.html
    new = {f"{point.partition('.')[0]}.new.{name}": text for name, text in {
        "say": "从2030年起不收钱。", "from": "2030-01-01", "confidence": "own",
    }.items()}  # fmt: skip
    await head.sends(fields | {say: "拿着表来。"} | new, place)
    told = [one.say for one in read_book(own / "handbook").entries if one.topic == "meter_test"]
    assert {"拿着表来。", "从2030年起不收钱。"} <= set(told)
    gone = {f"{point}.gone": "1"}
    await head.opens(place)
    assert "已保存" in await head.sends(filled_in(head.html) | gone, place)
    told = [one.say for one in read_book(own / "handbook").entries if one.topic == "meter_test"]
    assert "拿着表来。" not in told


async def test_the_head_writes_and_rewords_ready_made_replies(page: Page, own: Path) -> None:
    head = await at_the_back(page, Role.HEAD)
    file, new = own / "drafts.yaml", "/desk/drafts/new"
    await head.opens(new)
    fields = fields_of(head.html)
    assert "没有保存" in await head.sends(fields | {"title": "改时间", "text": "{nonsense}"}, new)
    told = await head.sends(fields | {"title": "改时间", "text": "{answer}以前改约。"}, new)
    assert "改时间" in told
    assert drafts(file)["reply_1"].text == "{answer}以前改约。"
    # Ours is said in their words, and again in ours once those are taken out.
    receipt = "/desk/drafts/receipt"
    await head.opens(receipt)
    assert "{contact}" in head.html
    await head.sends(fields | {"title": "回执", "text": "收到了,{contact}前联系您。"}, receipt)
    assert drafts(file)["receipt"].title == "回执"
    await head.sends(fields | {"remove": "1"}, receipt)
    assert "receipt" not in drafts(file)
    assert "改时间" in await head.opens("/desk/office")


async def test_the_head_changes_the_words_of_a_draft(page: Page, own: Path) -> None:
    head = await at_the_back(page, Role.HEAD)
    await head.opens("/desk/drafts/data")
    fields = fields_of(head.html)
    told = await head.sends(fields | {"text": "{nonsense}"}, "/desk/drafts/data")
    assert "没有保存" in told
    await head.sends(fields | {"text": "我们先查。{promise}"}, "/desk/drafts/data")
    assert drafts(own / "drafts.yaml")["data"].text == "我们先查。{promise}"
    assert drafts(own / "drafts.yaml")["data"].title == "个人信息的事"


async def test_nobody_but_the_head_changes_them(page: Page, own: Path) -> None:
    clerk = await at_the_back(page, Role.CLERK)
    for path in ("/desk/handbook/invoice", "/desk/drafts/data", "/desk/handbook/nothing"):
        assert (await clerk.client.get(path)).status == 404
        answer = await clerk.client.post(path, data=fields_of(clerk.html) | {"text": "x"})
        assert answer.status == 403
    assert not list((own / "handbook").iterdir())


async def test_without_a_folder_of_its_own_it_is_said_which_setting_is_missing(page: Page) -> None:
    head = await at_the_back(page, Role.HEAD)
    assert "JIETI_HANDBOOK" in await head.opens("/desk/handbook/invoice")
    await head.opens("/desk/handbook/cut_off")
    assert "工作日数 {working_days}" in head.html
    assert "JIETI_DRAFTS" in await head.opens("/desk/drafts/data")
    assert NUMBER not in head.html


async def test_practice_and_the_quiz_are_answered_on_the_page(page: Page) -> None:
    clerk = await at_the_back(page, Role.CLERK)
    told = await commands(clerk, "practice")
    assert "不是真的客户" in told
    for words in ("就是这样,没办法。", "不服就去告。"):
        form = fields_of(clerk.html)
        assert "text" in clerk.html.partition('name="answers"')[2][:200], "there is where to write"
        told = await clerk.sends(form | {"text": words, "answers": ""})
    assert "可以这样说" in told
    assert "练了1次" in await clerk.presses("练过的")
    await clerk.opens("/desk/office")
    assert "?" in await commands(clerk, "quiz")
    assert re.search(r"是[\d.]+ ?[元度]", await clerk.sends(fields_of(clerk.html) | {"text": "1"}))
