"""Corrections, and several questions in one message."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from bot.cases.model import State
from bot.dialogue.deciding import guessed, is_unsure
from bot.store import cases
from bot.understanding.evaluate import read_phrases
from bot.understanding.reading import understand
from tests.dialogue.conversation import Customer, put_account, put_bill

MOTHER = "4100000777"
PHRASES = Path(__file__).parent.parent / "phrases.json"


@pytest.fixture
def with_mother(db: sqlite3.Connection, customer: Customer) -> Customer:
    """The customer, whose mother has an account too; not bound yet."""
    put_account(db, MOTHER, "刘桂兰", "13800007777", "2015-03-01", "2015-03-01")
    put_bill(db, MOTHER, "2018-11-20", "2018-12-20", "100", "56.00")
    return customer


def test_a_correction_to_another_household_asks_for_it_and_answers_the_same_question(
    with_mother: Customer,
) -> None:
    assert "52.00元" in with_mother.asks("为什么超过0.56")
    asked = with_mother.asks("不对,是我妈家的")
    assert "户号" in asked
    bound, answer = with_mother.says(f"{MOTHER} 刘桂兰 7777")
    assert "已绑定" in bound.text
    assert "56.00元" in answer.text


def test_a_correction_between_two_bound_households_needs_no_question(
    with_mother: Customer,
) -> None:
    with_mother.commands("bind")
    with_mother.says(f"{MOTHER} 刘桂兰 7777")
    assert "56.00元" in with_mother.asks("我的账单")
    assert "287.20元" in with_mother.asks("不对,我问的是我爸家的")
    assert "56.00元" in with_mother.asks("弄错了,是另一户")


def test_a_correction_of_the_month(neighbour: Customer) -> None:
    neighbour.says("为什么我们家电价涨了")
    assert "您想问哪一张?" in neighbour.asks("不对,我问的是11月的账单")


def test_a_correction_that_says_no_more_is_asked_about_once(customer: Customer) -> None:
    customer.says("为什么超过0.56")
    assert "哪里不对" in customer.asks("不对")
    assert "52.00元" in customer.asks("不对,我要退钱")


def test_without_an_answer_before_it_a_no_is_no_correction(customer: Customer) -> None:
    assert "哪里不对" not in customer.asks("不对")


def test_two_questions_get_two_answers(customer: Customer) -> None:
    why, left = customer.says("为什么超过0.56?一档还剩多少度?")
    assert "52.00元" in why.text
    assert "第" in left.text
    assert "还" in left.text


def test_a_report_is_heard_even_while_the_account_is_asked_for(stranger: Customer) -> None:
    stranger.commands("bind")
    assert "不会转给被举报的人" in stranger.asks("我要举报你们电工收红包")


def test_two_questions_before_binding_ask_once(stranger: Customer) -> None:
    (asked,) = stranger.says("为什么超过0.56?一档还剩多少度?")
    assert "户号" in asked.text


def test_withdrawing_is_noted_in_the_open_case(customer: Customer) -> None:
    assert "没有查到您的工单" in customer.asks("算了,不追究了")
    customer.says("我要投诉你们")
    assert "工单 TS20181222001,您不想再追究" in customer.asks("我不投诉了,撤了吧")
    (case,) = cases.all_cases(customer.db)
    assert case.state is State.OPEN
    assert [e.detail for e in cases.events(customer.db, case.number, "withdrawn")] == [
        "我不投诉了,撤了吧"
    ]


def test_an_unsure_reading_puts_the_likeliest_button_first(customer: Customer) -> None:
    beginnings = (row["text"][:3] for row in read_phrases(PHRASES))
    text = next(t for t in beginnings if is_unsure(t) and guessed(understand(t)))
    (unsure,) = customer.says(text)
    assert "没看明白" in unsure.text
    actions = [button.action for button in unsure.buttons]
    assert actions[0] == guessed(understand(text))[0]
    assert len(set(actions)) == len(actions)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("解绑", "已解除绑定"),
        ("帮我取消绑定", "已解除绑定"),
        ("删除我的信息", "删除"),
        ("取消", "先不查了"),
        ("帮助", "电费助手"),
        ("转人攻", "工作人员会联系您"),
    ],
)
def test_short_orders_are_known_by_their_words(customer: Customer, text: str, part: str) -> None:
    assert part in customer.asks(text)
