"""A message is heard once: everything that its words tell, in one form."""

from __future__ import annotations

import sys
from collections import Counter
from datetime import date
from decimal import Decimal
from types import FrameType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.contract.came import Proposal
from bot.contract.messages import Action
from bot.hearing import heard, intents
from bot.hearing.complained import matter_features
from bot.hearing.grammar import entities_in
from bot.hearing.heard import hear
from bot.hearing.marks import Said
from bot.hearing.masking import masked_words
from bot.hearing.normalise import plain, visible
from bot.hearing.spans import Month
from bot.logs import masked as masked_in_logs
from tests.dialogue.conversation import Customer

TODAY = date(2018, 12, 22)
QUESTION = "我几个月没交过电费,12月单子上怎么超过0.56了?"
UNSEEN = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u202e\u061c\ufe0f\u20e3\u034f"


def test_all_that_a_text_tells_is_heard_together() -> None:
    heard = hear("不对,我说的是去年12月,户号4100000123,张建国 5678", TODAY)
    assert heard.is_correction
    assert heard.instead.startswith("我说的是")
    assert heard.months == (Month(12, 2017),)
    assert (heard.claim.account_no, heard.claim.last_four) == ("4100000123", "5678")
    assert heard.who.says_who
    heard = hear("这个月电费收了我387块2,再不管我打12398", TODAY)
    assert heard.amount_said == Said("387块2", Decimal("387.2"), Decimal("387.2"))
    assert heard.agencies == ("12398",)
    assert hear("转人工", TODAY).order is Action.HUMAN
    assert hear("那11月呢", TODAY).asks_on
    assert hear("我妈家的", TODAY).means_other_home
    assert hear("腊月的账单", TODAY).lunar_month
    assert hear("我要举报电工收钱", TODAY).report
    assert hear("用了l20度", TODAY).doubts == ("l20度",)


def test_a_message_is_brought_into_its_form_once_and_understood_once(
    customer: Customer,
) -> None:
    hear("你好", TODAY)  # the models and their words are loaded
    matter_features("你好")
    intents.read_text.cache_clear()
    heard._heard.cache_clear()  # another test may have asked the same
    watched = {plain.__code__, intents._meant.__wrapped__.__code__}  # type: ignore[attr-defined]
    seen: Counter[str] = Counter()

    def watch(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code in watched:
            seen[frame.f_code.co_name] += 1

    sys.setprofile(watch)
    try:
        said = customer.asks(QUESTION)
    finally:
        sys.setprofile(None)
    assert "52.00元" in said
    assert seen == {"plain": 1, "_meant": 1}


def test_what_cannot_be_heard_still_has_its_words_and_its_alarm(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("bot.hearing.heard.read_text", broken)
    text = "电表冒烟了,这句话别的测试不说"  # what was heard before is remembered
    heard = hear(text, TODAY)
    assert (heard.text, heard.alarm.danger, heard.understood.failed) == (text, True, True)


@given(st.text(max_size=60), st.sampled_from(UNSEEN), st.integers(0, 60))
def test_what_cannot_be_seen_changes_nothing_that_is_heard(
    text: str, unseen: str, place: int
) -> None:
    mixed = text[:place] + unseen + text[place:]
    assert plain(mixed) == plain(text)
    assert entities_in(mixed) == entities_in(text)
    assert hear(mixed, TODAY).claim == hear(text, TODAY).claim


@given(st.text(max_size=60))
def test_the_plain_text_is_as_long_as_what_can_be_seen(text: str) -> None:
    assert len(plain(text)) == len(visible(text))


@pytest.mark.parametrize("unseen", UNSEEN)
def test_whoever_hears_an_account_masks_it_too(unseen: str) -> None:
    written = f"户号41000{unseen}00123,手机1380000{unseen}5678"
    assert hear(written, TODAY).claim.account_no == "4100000123"
    for shown in (masked_words(written), masked_in_logs(written)):
        assert "4100000123" not in visible(shown)
        assert "13800005678" not in visible(shown)


@pytest.mark.parametrize(
    ("written", "account_no"),
    [
        ("4100 000 123", "4100000123"),
        ("4100-000-123 张建国 5678", "4100000123"),
        ("4100 000 123 000", "4100000123000"),
        ("1234 5678 9012 3", "1234567890123"),
        ("４１００ ０００ １２３", "4100000123"),
        ("0377-123-4567", ""),
        ("2018-12-22 2018-12-23", ""),
        ("1000 200 300度", ""),
        ("4100 000 123 5678", "4100000123"),
        ("①4100000123", "4100000123"),
        ("户号4100 000 123,怎么这么贵", "4100000123"),
        ("120 180 4200 怎么这么贵", ""),  # readings
        ("8613800005678", ""),
        ("410000 5678", ""),
        ("【工单】工单编号:2018122100123 12月电费287元", ""),
    ],
)
def test_an_account_number_in_groups_is_one(written: str, account_no: str) -> None:
    assert hear(written, TODAY).claim.account_no == account_no


@pytest.mark.parametrize(
    ("written", "last_four"),
    [
        ("4100 000 123 5678 张建国", "5678"),
        ("4100000123 张建国 138-0000-5678", "5678"),
        ("+86 138 0000 5678", "5678"),
        ("8613800005678", "5678"),
        ("①4100000123 ②张建国 ③5678", "5678"),
        ("410000 5678", "5678"),
        ("2018-12-22 14:02", ""),
        ("4100—000—123", ""),
    ],
)
def test_the_last_four_digits_are_the_phone_s(written: str, last_four: str) -> None:
    assert hear(written, TODAY).claim.last_four == last_four


def test_numbers_of_a_list_belong_to_the_list() -> None:
    claim = hear("①4100000123 ②张建国 ③5678", TODAY).claim
    assert (claim.account_no, claim.name, claim.last_four) == ("4100000123", "张建国", "5678")


@pytest.mark.parametrize(
    "written",
    [
        "4100 000 123", "4100-000-123", "4100 000 123 000", "41000 00123", "13800 005678",
        "4100.000.123", "4100,000,123", "4100_000_123", "4100—000—123", "4100·000·123",
        "４１００００１２", "①4100000123", "138 0000 5678",
    ],
)  # fmt: skip
def test_a_long_number_in_groups_is_masked(written: str) -> None:
    left = [c for c in masked_words(f"号是{written},电费287元") if c.isdecimal()]
    assert "".join(left) == "287"


def test_a_log_line_keeps_its_time_and_masks_numbers_in_groups() -> None:
    line = "2018-12-22 10:00:00 account 4100 000 123 read"
    assert masked_in_logs(line) == "2018-12-22 10:00:00 account ***0123 read"


@pytest.mark.parametrize(
    ("text", "name"),
    [("張建國", "張建國"), ("李昇", "李昇"), ("戶名:陳乾 5678", "陳乾"), ("王\u200b芳", "王芳")],
)
def test_a_name_is_kept_as_it_was_written(text: str, name: str) -> None:
    assert hear(text, TODAY).claim.name == name


def test_a_proposal_is_held_against_the_words() -> None:
    text = "电费单四百八呐嘛咋弄"
    said = Proposal("bill_high", (("amount", "四百八"), ("amount", "九百")))
    heard = hear(text, TODAY, said)
    assert heard.proposed == "bill_high"
    assert heard.amount_said == Said("四百八", Decimal(480), Decimal(480))
    assert hear(text, TODAY, Proposal("", (("amount", "九百"),))).amount_said is None
    assert hear(text, TODAY).amount_said is None
