"""The letter that explains a bill: what stands in it, that it is one page, and each door to it."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import typst
import yaml

from bot.clock import CHINA
from bot.contract.messages import Action, Reply
from bot.contract.office import Disclosure, Office
from bot.papers import letter, typeset
from bot.papers.code import code
from bot.papers.png import FONTS
from bot.store.port import Store
from bot.wording.catalogue import words
from tests.desk import Desk
from tests.dialogue.conftest import CLAIM
from tests.dialogue.conversation import OFFICE, Customer, put_seed
from tests.test_settings import KF
from tests.wording.records import found, history

SAY = words("zh_Hans_CN")
NOW = datetime(2018, 12, 22, 10, tzinfo=CHINA)
LINKED = replace(OFFICE, link="https://t.me/qingshi_bot")
KINDS = ("registered-late", "tier-1", "tier-3", "monthly", "too-much", "too-little", "gap")
ODD = r"张* #$_@<`\ #read(1)"


def data(name: str, locale: str = "zh_Hans_CN", office: Office = LINKED) -> letter.Data:
    year = letter.year_of(history(name), office, found(name), NOW.date())
    return letter.letter(words(locale), found(name), year, None, office, NOW)


def lines(written: letter.Data) -> list[str]:
    """All that stands in it, line by line."""
    rows = [line["words"] for section in written["sections"] for line in section["lines"]]
    cells = [" ".join(row) for row in written["table"].get("rows", [])]
    heads = [section["title"] for section in written["sections"]]
    return [written["sum"], written["result"], written["whose"], *heads, *cells, *rows]


def pages(written: letter.Data) -> int:
    drawn: Any = typst.compile(
        typeset.TEMPLATES / "letter.typ",
        font_paths=[FONTS[0].parent],
        ignore_system_fonts=True,
        format="png",
        ppi=20,
        sys_inputs={"data": json.dumps(written)},
    )
    return len(drawn) if isinstance(drawn, list) else 1


def test_the_letter_shows_both_sums_and_what_makes_the_difference() -> None:
    told = lines(data("registered-late"))
    assert told[0] == "多收了52.00元"
    assert "户号 ******0123 张*" in told
    assert "第一档 每度0.56元 180度  100.80元 420度  235.20元" in told
    assert "第三档 每度0.86元 160度  137.60元 0" in told
    assert data("registered-late")["table"]["sum"] == ["合计", "287.20元", "235.20元"]
    assert any("《关于河南省居民生活用电试行阶梯电价的通知" in line for line in told)


def test_a_right_bill_shows_its_year_and_no_second_sum() -> None:
    written = data("tier-3")
    assert written["sum"] == "2018年12月的电费137.60元没有算错"
    assert written["table"]["head"] == ["", "单子上收的\n12个月的额度"]
    assert "已用3,360度" in written["picture"]


@pytest.mark.parametrize("name", ["gap", "too-little"])
def test_what_is_still_open_is_not_called_right(name: str) -> None:
    assert "正在核对" in data(name)["sum"]


@pytest.mark.parametrize("locale", ["zh_Hans_CN", "zh_Hant", "en"])
@pytest.mark.parametrize("name", KINDS)
def test_every_letter_is_one_page(name: str, locale: str) -> None:
    written = data(name, locale)
    assert pages(written) == 1
    assert typeset.pdf("letter", written, NOW).startswith(b"%PDF-")


def test_a_letter_that_is_long_takes_more_pages_and_loses_nothing() -> None:
    written = data("tier-3")
    more = written["sections"][0]["lines"] * 20
    written["sections"][0]["lines"] = more
    assert pages(written) > 1


def test_names_are_words_and_never_marks() -> None:
    """As typst reads them back from the page, where * and # would be marks."""
    page = typst.Compiler(typeset.TEMPLATES / "letter.typ", sys_inputs={
        "data": json.dumps({**data("tier-1"), "whose": ODD})
    }).query("<whose>", field="body", one=True)  # fmt: skip
    assert json.loads(page)["text"] == ODD


def test_without_an_address_no_code_is_printed() -> None:
    assert data("tier-1", office=OFFICE)["qr"] == ""
    assert data("tier-1")["qr"].startswith("<?xml")


# Its doors


@pytest.fixture(name="zhang")
def bound_customer(store: Store) -> Customer:
    put_seed(store)
    customer = Customer(store)
    customer.says("为什么超过0.56?")
    customer.says(CLAIM)
    return customer


def sent(reply: Reply) -> bytes:
    assert reply.document
    return reply.document.content


@pytest.mark.parametrize(
    "said", ["给我打一份电费说明书", "能打印一份吗", "发我个pdf", "出个账单说明给我拿回家看"]
)
def test_the_customer_gets_it_for_the_asking(zhang: Customer, said: str) -> None:
    (reply,) = zhang.says(said)
    assert reply.headline == "您家2018年12月的电费说明书,可以打印,也可以存着。"
    assert sent(reply).startswith(b"%PDF-")


def test_who_wants_it_in_writing_has_it_registered_and_something_in_hand(
    zhang: Customer, store: Store
) -> None:
    registered, letter_ = zhang.says("给我出个书面答复")
    assert "您要书面答复,已经一起登记。" in registered.text
    assert sent(letter_).startswith(b"%PDF-")
    stranger = Customer(store, "2")
    (asked,) = stranger.says("给我出个书面答复")
    assert "请告诉我们是哪一户" in asked.text
    assert sent(stranger.says(CLAIM)[-1]).startswith(b"%PDF-")


def test_it_is_offered_below_the_picture(zhang: Customer) -> None:
    (picture,) = zhang.says("看图")
    assert [button.action for button in picture.buttons] == [Action.LETTER]
    (reply,) = zhang.says("要一份能打印的")
    assert sent(reply).startswith(b"%PDF-")


def test_a_stranger_gets_none(store: Store) -> None:
    put_seed(store)
    (reply,) = Customer(store).says("给我打一份电费说明书")
    assert reply.document is None


def test_where_no_figures_may_leave_there_is_no_letter(store: Store) -> None:
    put_seed(store)
    customer = Customer(store, office=replace(OFFICE, disclosure=Disclosure.NOTHING))
    customer.says(CLAIM)
    (reply,) = customer.says("给我打一份电费说明书")
    assert reply.instead
    assert reply.instead.document is None


def test_a_letter_handed_over_at_the_counter_binds_whoever_scans_it(
    sample_desk: Desk, tmp_path: Path
) -> None:
    binds = "https://work.weixin.example/kfid/kf1?scene_param=p_secret"
    handed = letter.letter(SAY, found("tier-1"), None, None, LINKED, NOW, binds)
    assert (handed["qr"], handed["scan"]) == (
        code(binds), "用微信扫一次就绑定,2019年1月21日以前有效"
    )  # fmt: skip
    asked = ("letter", "4100000123", "2018-12", "--scan", "--out", str(tmp_path / "a.pdf"))
    assert "docs/wechat.md" in sample_desk.refuses(*asked)
    accounts = tmp_path / "wechat.yaml"
    accounts.touch(0o600)
    accounts.write_text(yaml.safe_dump({"kf": [KF | {"link": binds.partition("?")[0]}]}))
    sample_desk.does(*asked, JIETI_WECHAT=str(accounts))
    database = sqlite3.connect(sample_desk.folder / "jieti.db")
    codes = "SELECT subject FROM audit WHERE action = 'proof_printed'"
    assert database.execute(codes).fetchall() == [("4100000123",)]
    for refused in (asked, (*asked[:2], "2019-12", *asked[3:5], str(tmp_path / "b.pdf"))):
        sample_desk.refuses(*refused, JIETI_WECHAT=str(accounts))
    assert len(database.execute(codes).fetchall()) == 1, "the code before goes on"
    database.close()


def test_the_counter_prints_it(sample_desk: Desk, tmp_path: Path) -> None:
    out = tmp_path / "说明书.pdf"
    shown = sample_desk.does("letter", "4100000123", "2018-12", "--out", str(out))
    assert "电费说明书写好了" in shown
    assert out.read_bytes().startswith(b"%PDF-")
    assert out.stat().st_mode & 0o777 == 0o600
    assert "已经有了" in sample_desk.refuses("letter", "4100000123", "2018-12", "--out", str(out))


@pytest.mark.parametrize(
    ("account", "bill", "says"),
    [
        ("4100000123", "12月", "请写成 2018-12"),
        ("4100000123", "2019-12", "这张账单,这里还没有"),
        ("4100009999", "2018-12", "没有户号 4100009999"),
    ],
)
def test_what_cannot_be_written_is_named(
    sample_desk: Desk, tmp_path: Path, account: str, bill: str, says: str
) -> None:
    out = tmp_path / "a.pdf"
    assert says in sample_desk.refuses("letter", account, bill, "--out", str(out))
    assert not out.exists()
