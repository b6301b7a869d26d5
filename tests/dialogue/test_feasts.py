"""Feasts that are named without their year are those of the bills that are spoken of."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.clock import CHINA
from bot.store.port import Store
from tests.dialogue.conversation import Customer, put_account, put_bill

LATER = datetime(2020, 11, 27, 10, tzinfo=CHINA)
ACCOUNT = "4100000321"
# Spring Festival of 2018: off from 15 to 21 February; Mid-autumn on 24 September 2018.
BILLS = {"2018-02-20": "100", "2018-03-20": "110", "2018-06-20": "120", "2018-09-20": "130"}


@pytest.fixture
def years_later(store: Store) -> Customer:
    """A household of which there are bills of 2018 alone, asked in 2020."""
    put_account(store, ACCOUNT, "周敏", "13800001234", "2012-05-05", "2012-05-05")
    first = "2018-01-20"
    for last, kwh in BILLS.items():
        put_bill(store, ACCOUNT, first, last, kwh, f"{int(kwh) * 0.56:.2f}")
        first = last
    found = Customer(store)
    found.now = LATER
    found.says(f"{ACCOUNT} 周敏 1234")
    return found


@pytest.mark.parametrize(
    ("words", "month"),
    [
        ("春节那个月的电费", "2018年2月"),
        ("端午那个月电费多少", "2018年6月"),
        ("中秋那个月的电费", "2018年9月"),
        ("2018年端午那个月的电费", "2018年6月"),
    ],
)
def test_a_feast_is_that_of_the_years_of_the_bills(
    years_later: Customer, words: str, month: str
) -> None:
    assert month in years_later.asks(words)


@pytest.mark.parametrize("words", ["2020年端午那个月的电费", "今年中秋那个月的电费"])
def test_a_feast_with_its_year_is_that_years(years_later: Customer, words: str) -> None:
    assert "这张账单,这里还没有" in years_later.asks(words)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("我家其实是中秋节才通的电", "2018年9月24日"),
        ("我们家明明是端午节通的电", "2018年6月18日"),
        ("我家清明就有电了", "2018年4月5日"),
        ("过年那会儿就通电了,不是10月", "2018年2月15日"),
        ("其实去年中秋节就通的电", "2019年9月13日"),
    ],
)
def test_a_fact_that_is_dated_by_a_feast_is_of_the_bills_year(
    customer: Customer, words: str, day: str
) -> None:
    customer.now = LATER
    assert day in customer.asks(words)


@pytest.mark.parametrize(
    "words",
    [
        "我清明后来办", "元旦后来可以吗", "明年国庆前来办可以吗", "过了元旦再去行吗",
        "那我过完年再来", "等中秋过后来弄吧", "你们春节放假吗", "国庆节柜台开门不",
    ],
)  # fmt: skip
def test_who_comes_after_a_feast_hears_when_the_office_is_open(
    customer: Customer, words: str
) -> None:
    told = customer.asks(words)
    assert "周末和节假日休息" in told
    assert "元" not in told.replace("元旦", ""), "no bill was asked for"


@pytest.mark.parametrize(
    "words", ["清明后来电吗", "春节后来了个大单子", "元旦后重新算吗", "清明后来办过户可以吗"]
)
def test_a_feast_beside_another_matter_is_about_that(customer: Customer, words: str) -> None:
    assert "周末和节假日休息" not in "".join(reply.text for reply in customer.says(words))
