"""The same answer in regions that count by the month, by two months, by season, or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from decimal import Decimal

import pytest

from bot.clock import CHINA
from bot.store.port import Store
from tests.dialogue.conversation import OFFICE, Customer, empty_store, put_account, put_bill

CLAIM = "3300000001 王小梅 1234"


@pytest.fixture(name="asks")
def asks_in() -> Iterator[Callable[[str, str], str]]:
    with empty_store() as store:
        put_account(store, "3300000001", "王小梅", "13700001234", "2015-03-01", "2015-03-01")
        put_bill(store, "3300000001", "2023-10-31", "2023-11-30", "100", "999")
        put_bill(store, "3300000001", "2023-11-30", "2023-12-31", "540", "999")

        def ask(region: str, text: str) -> str:
            return customer_in(store, region).asks(text)

        yield ask


def customer_in(store: Store, region: str) -> Customer:
    customer = Customer(store, region, office=replace(OFFICE, region=region))
    customer.now = datetime(2024, 1, 5, 10, 0, tzinfo=CHINA)
    customer.commands("bind")
    customer.says(CLAIM)
    return customer


@pytest.mark.parametrize(
    ("region", "said"),
    [
        ("guangdong", ["按月计算", "第一档到200度", "0.58886875元", "按分四舍五入"]),
        ("sichuan", ["按月计算", "180度到280度的部分每度0.6224元", "川发改价格〔2023〕233号"]),
        ("shanxi", ["每两个月合在一起算", "2个月的额度", "第一档到340度", "这一期之前已用100度"]),
        ("xinjiang", ["不分档", "540度 × 0.39元"]),
        ("yunnan", ["按年累计", "第三档到4,680度", "全年12个月"]),
        ("neimenggu_west", ["年底再按全年清算", "第一档到170度"]),
    ],
)
def test_the_rule_is_told_as_the_region_counts(
    asks: Callable[[str, str], str], region: str, said: list[str]
) -> None:
    answer = asks(region, "为什么电费这么高")
    assert [words for words in said if words not in answer] == []
    if region not in {"yunnan", "neimenggu_west"}:
        assert "今年" not in answer


@pytest.mark.parametrize(
    ("region", "said", "unsaid"),
    [
        ("heilongjiang", "按实际用电的月数算", "正式的原文没有查到"),
        ("henan", "正式的原文没有查到", "每度"),
        ("guangdong", "540", "按实际用电的月数算"),
    ],
)
def test_closing_names_no_price_and_the_months_where_the_year_counts(
    asks: Callable[[str, str], str], region: str, said: str, unsaid: str
) -> None:
    answer = asks(region, "要是现在销户电费多少")
    assert "销户到柜台办" in answer
    assert said in answer
    assert unsaid not in answer
    assert "这一档用完以前" not in answer


@pytest.mark.parametrize(
    ("multiplier", "said"), [("1", "现在的数减去它,就是"), ("20", "再乘倍率20")]
)
def test_what_the_meter_shows_counts_with_its_multiplier(multiplier: str, said: str) -> None:
    with empty_store() as store:
        put_account(store, "3300000001", "王小梅", "13700001234", "2015-03-01", "2015-03-01")
        put_bill(store, "3300000001", "2023-11-30", "2023-12-31", "540", "999")
        (read,) = store.accounts.readings_of("3300000001")
        times = Decimal(multiplier)
        store.accounts.put_reading(replace(read, this_reading=read.kwh / times, multiplier=times))
        assert said in customer_in(store, "henan").asks("要是现在销户电费多少")


@pytest.mark.parametrize(
    ("region", "found"),
    [("jiangsu", True), ("heilongjiang", True), ("shandong", True), ("henan", False)],
)
def test_no_text_about_a_new_holder_is_said_to_be_missing_only_where_it_is(
    asks: Callable[[str, str], str], region: str, found: bool
) -> None:
    answer = asks(region, "我要是12月1号搬进来算多少")
    assert "12月1日" in answer
    assert ("没有查到本地的规定" not in answer) is found


def test_what_is_left_is_told_for_the_month_alone(asks: Callable[[str, str], str]) -> None:
    answer = asks("guangdong", "这一档还剩多少度")
    assert "第一档到200度" in answer
    assert "今年" not in answer
