"""The seed, asked in a chat: the whole answer, word for word."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from bot.contract.office import Office
from bot.records.account import BillRecord
from bot.records.case import CaseKind, Payer, Remedy
from bot.store.port import Store
from tariff_rules import MonthsFrom, Verdict
from tests.dialogue.conftest import CLAIM, SEED
from tests.dialogue.conversation import Customer, put_bill

QUESTION = "我几个月没交过电费,12月单子上怎么超过0.56了?"
ANSWER = (Path(__file__).parent / "seed_answer.txt").read_text(encoding="utf-8").rstrip("\n")


def test_no_figure_is_shown_before_the_chat_is_bound(stranger: Customer) -> None:
    reply = stranger.asks(QUESTION)
    assert "户号" in reply
    assert "287" not in reply


def test_the_question_is_answered_word_for_word_once_the_chat_is_bound(stranger: Customer) -> None:
    stranger.says(QUESTION)
    bound, answer = stranger.says(CLAIM)
    assert bound.headline == "好了,已绑定户号 ******0123。"
    assert answer.text == ANSWER
    assert [button.label for button in answer.buttons] == [
        "我要退钱",
        "工单进度",
        "转人工",
        "看图",
    ]


@pytest.mark.parametrize(
    ("kwh", "charged", "rightly", "difference"),
    [
        ("240", "137.40", "134.40", "3.00"),
        ("260", "149.60", "145.60", "4.00"),
        ("300", "184.00", "168.00", "16.00"),
        ("420", "287.20", "235.20", "52.00"),
        ("600", "442.00", "339.00", "103.00"),
    ],
)
def test_the_chat_is_right_to_the_fen(
    store: Store,
    customer: Customer,
    kwh: str,
    charged: str,
    rightly: str,
    difference: str,
) -> None:
    put_bill(store, SEED, "2018-10-08", "2018-12-20", kwh, charged)
    answer = customer.asks(QUESTION)
    assert f"合计:{charged}元" in answer
    assert f"合计:{rightly}元" in answer
    assert f"相差:{difference}元" in answer


def test_the_office_s_fault_opens_one_case_however_often_it_is_asked(
    store: Store, customer: Customer
) -> None:
    first, second = customer.asks(QUESTION), customer.asks(QUESTION)
    (case,) = store.cases.of_account(SEED)
    assert case.number == "TS20181222001"
    assert case.number in first
    assert case.number in second
    assert (case.kind, case.verdict) == (CaseKind.OFFICE_FAULT, Verdict.WRONG_FACT)
    assert (case.remedy, case.payer) == (Remedy.BILLING_CORRECTION, Payer.COMPANY)
    assert (case.difference, case.question) == (Decimal("52.00"), QUESTION)
    assert "2018年12月24日18:00前联系您,2019年1月2日前给您答复" in first


def test_an_office_that_counts_from_use_tells_the_same_story(store: Store) -> None:
    office = Office("青石供电所", "", "henan", MonthsFrom.USE)
    customer = Customer(store, office=office)
    customer.says(QUESTION)
    _, answer = customer.says(CLAIM)
    assert "其中52.00元" in answer.headline
    assert "本所目前从开始用电算起" in answer.fold


def test_a_bill_that_fits_no_rule_is_called_wrong(store: Store, customer: Customer) -> None:
    month = store.accounts.bills_of(SEED)[0].bill_month
    store.accounts.put_bill(BillRecord(SEED, month, Decimal(420), Decimal("361.20")))
    answer = customer.asks(QUESTION)
    assert "两个数对不上" in answer
    assert "全部电量都按最高一档" in answer
    assert store.cases.of_account(SEED)[0].verdict is Verdict.CHARGED_WRONGLY


def test_a_person_billed_correctly_gets_as_clear_an_answer(
    store: Store, neighbour: Customer
) -> None:
    answer = neighbour.asks("为什么我们家电价涨了")
    assert answer.startswith("查清楚了:您家2018年12月的电费94.60元,和规定一致。")
    assert "这一年前面已用2,100度" in answer
    assert "第一档:60度 × 0.56元 = 33.60元" in answer
    assert "第二档:100度 × 0.61元 = 61.00元" in answer
    assert "12398" in answer
    assert store.cases.of_account("4100000200") == ()
