"""The same answer is not given twice running, except where it must be."""

from __future__ import annotations

import pytest

from bot.store.port import Store
from tests.dialogue.conversation import Customer


@pytest.mark.parametrize("words", ["12月为啥超过0.56", "离三档还有多少", "阶梯啥时候清零", "滚"])
def test_the_second_answer_is_another(customer: Customer, words: str) -> None:
    first, second = customer.asks(words), customer.asks(words)
    assert first != second
    assert len(second) < len(first)


@pytest.mark.parametrize("words", ["电线冒火了", "帮我查查隔壁老王家用了多少电"])
def test_danger_and_refusals_are_said_alike(customer: Customer, words: str) -> None:
    assert customer.asks(words) == customer.asks(words)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("那刚才三档的事你接着说", "52.00元"),
        ("现在能看了吧", "2018年12月"),
        ("多少", "2018年12月"),
        ("能不能按月平均算", "按年累计"),
        ("那11月以前的不说,12月多少度", "420度"),
    ],
)
def test_what_is_wanted_of_the_talk_is_heard(customer: Customer, words: str, says: str) -> None:
    customer.says("12月为啥有三档")
    assert says in customer.asks(words)


def test_after_a_danger_nobody_is_told_the_state_of_a_case(customer: Customer) -> None:
    customer.says("电表冒烟了")
    assert "先别自己合闸" in customer.asks("已经把闸拉了,没事了")


def test_a_wish_for_a_person_that_comes_second_opens_a_case(store: Store) -> None:
    for words in ("转人工,电费不对", "电费不对,给我转人工"):
        customer = Customer(store, words)
        assert "已经登记" in customer.asks(words)


def test_a_name_that_is_told_while_the_account_is_not_known_is_kept(store: Store) -> None:
    customer = Customer(store)
    customer.says("我爸的电费为啥超了")
    customer.says("户号不知道,他叫张建国")
    assert "户名" not in customer.asks("电话尾号5678")
