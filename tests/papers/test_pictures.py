"""Pictures: what stands in them, that they can be seen, and where they are kept back."""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from bot.bills.lookup import outlook_for
from bot.contract.messages import Action
from bot.contract.office import Disclosure
from bot.papers.bill_card import bill_card
from bot.papers.canvas import Canvas
from bot.papers.ladder import ladder
from bot.papers.of_bill import of_bill
from bot.papers.png import by_resvg, drawn, png
from bot.papers.then_and_now import then_and_now
from bot.store.port import Store
from bot.wording.catalogue import words
from tariff_rules import load_region, look_ahead
from tests.dialogue.conftest import CLAIM
from tests.dialogue.conversation import OFFICE, Customer, put_bill, put_seed
from tests.papers.pixels import pixels
from tests.rules.build import account, settlement
from tests.wording.records import by_facts, found, history

SAY = words("zh_Hans_CN")
LOCALES = ("zh_Hans_CN", "zh_Hant", "en")
TODAY = date(2018, 12, 22)
NS = "{http://www.w3.org/2000/svg}"


def letters(svg: str | None) -> list[str]:
    assert svg is not None
    return [text.text or "" for text in ET.fromstring(svg).iter(f"{NS}text")]  # noqa: S314


def sizes(svg: str) -> list[int]:
    return [int(text.get("font-size", 0)) for text in ET.fromstring(svg).iter(f"{NS}text")]  # noqa: S314


def size(picture: bytes) -> tuple[int, int]:
    assert picture.startswith(b"\x89PNG")
    return struct.unpack(">II", picture[16:24])


def test_the_bill_card_shows_the_bill_line_by_line() -> None:
    shown = letters(bill_card(SAY, found("registered-late")))
    assert shown[0] == "2018年12月电费"
    assert "户号 ******0123 张*" in shown
    for line in ("180度 × 0.56元", "100.80元", "80度 × 0.61元", "160度 × 0.86元", "287.20元"):
        assert line in shown


def test_then_and_now_shows_the_52_yuan_and_where_they_come_from() -> None:
    shown = letters(then_and_now(SAY, found("registered-late")))
    assert shown[0] == "多收了52.00元"
    for line in ("287.20元", "235.20元", "1个月的额度", "3个月的额度", "52.00元"):
        assert line in shown
    assert "电一样多,额度少给了2个月" in shown
    assert "2018年10月8日就用电了,2018年12月5日才立户。" in shown


def test_a_bill_that_no_reading_gives_says_only_what_is_known() -> None:
    shown = letters(then_and_now(SAY, found("too-much")))
    assert shown[0] == "多收了74.00元"
    assert "单子和规定对不上" in shown
    assert not any("额度少给" in line for line in shown)


@pytest.mark.parametrize("name", ["tier-1", "tier-2", "tier-3", "monthly", "nothing-used"])
def test_a_right_bill_has_a_card_and_nothing_too_much(name: str) -> None:
    assert then_and_now(SAY, found(name)) is None
    assert not any("多收" in line for line in letters(bill_card(SAY, found(name))))


@pytest.mark.parametrize("name", ["gap", "too-little"])
def test_what_is_still_open_is_not_drawn(name: str) -> None:
    assert of_bill(SAY, found(name)) is None


def test_the_ladder_shows_what_is_used_and_what_is_left() -> None:
    view, _ = outlook_for(history("tier-2"), OFFICE, TODAY)
    shown = letters(ladder(SAY, found("tier-2"), view))
    assert shown[0] == "2018年用了多少电"
    assert shown[1] == "户号 ******0200 李*  抄表到12月20日"
    for line in ("160", "全年额度已用2,260度", "2,160度", "3,120度", "第二档还剩860度"):
        assert line in shown


def test_a_price_without_tiers_has_no_ladder() -> None:
    view, _ = outlook_for(history("shared-meter"), OFFICE, TODAY)
    assert ladder(SAY, found("shared-meter"), view) is None


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("name", ["registered-late", "tier-3", "too-much"])
def test_each_picture_can_be_sent_and_seen(name: str, locale: str) -> None:
    say, view = words(locale), outlook_for(history(name), OFFICE, TODAY)[0]
    shown = of_bill(say, found(name))
    assert shown is not None
    assert "******" not in shown[0], "the caption says nothing that the picture masks"
    for svg in (shown[1], bill_card(say, found(name)), ladder(say, found(name), view)):
        assert svg is not None
        picture = png(svg)
        width, height = size(picture)
        assert len(picture) <= 60 * 1024
        assert width == 720, "drawn once"
        assert height <= 1040
        assert min(sizes(svg)) >= 20, "half of it on a telephone"


def test_four_tiers_are_all_shown_and_told_apart() -> None:
    """Yunnan has four, and a heavy user's limits stand close together."""
    bill = settlement("2025-01-20", "2025-11-20", "24957")
    yunnan = load_region("yunnan")
    facts = account("2010-01-01", "2010-01-01", bill, region="yunnan")
    shown = ladder(SAY, by_facts(facts), look_ahead(facts, yunnan, bill.last))
    assert shown is not None
    tree = ET.fromstring(shown)  # noqa: S314
    fills = {rect.get("fill") for rect in tree.iter(f"{NS}rect") if rect.get("width") == "36.0"}
    assert len(fills) == 4
    ends = [
        float(text.get("x", 0)) for text in tree.iter(f"{NS}text") if "档 " in (text.text or "")
    ]
    assert (len(ends), max(ends) < 600) == (4, True)
    limits = [
        float(t.get("x", 0))
        for t in tree.iter(f"{NS}text")
        if t.text in ("1,560度", "3,600度", "4,680度")
    ]
    assert min(later - sooner for sooner, later in pairwise(limits)) > 100


@pytest.mark.parametrize("way", [drawn, by_resvg])
@pytest.mark.parametrize("name", ["registered-late", "tier-3"])
def test_golden_pictures(name: str, way: Callable[[str, int], bytes]) -> None:
    """With and without typst: fonts and patterns too. Written anew by deleting the file."""
    path = Path(__file__).parent / "golden" / f"{name}.png"
    picture = of_bill(SAY, found(name))
    assert picture is not None
    if not path.exists():
        path.write_bytes(drawn(picture[1], 120))
    both = zip(pixels(way(picture[1], 120)), pixels(path.read_bytes()), strict=True)
    off = [abs(one - other) for one, other in both]
    assert (sum(off) / len(off) < 0.5, sum(one > 40 for one in off) < len(off) / 500) == (
        True,
        True,
    )


def test_bold_letters_are_drawn_bold() -> None:
    def written(*, bold: bool) -> bytes:
        canvas = Canvas()
        canvas.text((36, 66), "多收了52.00元", 38, bold=bold)
        return png(canvas.svg(100, ""))

    empty = png(Canvas().svg(100, ""))
    assert len({written(bold=True), written(bold=False), empty}) == 3


def test_names_are_words_and_never_marks() -> None:
    canvas = Canvas()
    canvas.text((0, 0), '张<b>&"三', 30)
    assert letters(canvas.svg(100, 'a "quoted" <sentence>')) == ['张<b>&"三']


@pytest.mark.parametrize("name", ["registered-late", "tier-3"])
def test_golden_drawings(name: str) -> None:
    """Written anew by deleting the file; then look at the picture."""
    picture = of_bill(SAY, found(name))
    assert picture is not None
    golden = Path(__file__).parent / "golden" / f"{name}.svg"
    if not golden.exists():
        golden.write_text(picture[1], encoding="utf-8")
    assert golden.read_text(encoding="utf-8") == picture[1]


# In the conversation


@pytest.fixture(name="zhang")
def bound_customer(store: Store) -> Customer:
    put_seed(store)
    customer = Customer(store)
    customer.says(CLAIM)
    return customer


@pytest.mark.parametrize(
    "words_", ["看图", "画个图看看", "发张图给我", "有没有图啊", "能不能做个图"]
)
def test_a_picture_comes_when_it_is_asked_for(zhang: Customer, words_: str) -> None:
    (answer,) = zhang.says("为什么超过0.56")
    assert Action.PICTURE in [button.action for button in answer.buttons]
    (reply,) = zhang.says(words_)
    assert letters(reply.drawing)[0] == "多收了52.00元"
    assert reply.headline == "2018年12月的账单:收了287.20元,应该收235.20元,多收52.00元。"


@pytest.mark.parametrize("words_", ["今年每个月用了多少画个图", "看全年的图", "还剩多少,画个图看"])
def test_the_year_comes_as_a_picture(zhang: Customer, words_: str) -> None:
    (reply,) = zhang.says(words_)
    assert letters(reply.drawing)[0] == "2018年用了多少电"
    assert "全年额度已用420度" in letters(reply.drawing)


def test_another_month_is_drawn_when_it_is_named(zhang: Customer) -> None:
    put_bill(zhang.store, "4100000123", "2018-12-20", "2019-01-20", "100", "56.00")
    zhang.waits(60 * 24 * 40)
    (reply,) = zhang.says("12月的画个图")
    assert "2018年12月" in reply.headline


def test_a_stranger_is_asked_who_it_is_first(store: Store) -> None:
    put_seed(store)
    (reply,) = Customer(store).says("画个图看看")
    assert reply.drawing == ""
    assert "户号" in reply.text


def test_where_no_figures_may_leave_no_picture_does(store: Store) -> None:
    put_seed(store)
    customer = Customer(store, office=replace(OFFICE, disclosure=Disclosure.NOTHING))
    customer.says(CLAIM)
    (reply,) = customer.commands("picture")
    assert reply.figures is not None
    assert reply.instead is not None
    assert reply.instead.drawing == ""
    assert "52" not in reply.instead.text
