"""What is not certain of a rule is said calmly, and nothing is promised on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise

import pytest

from bot.bills.lookup import history_of
from bot.bills.supposing import supposed
from bot.clock import CHINA
from bot.records.account import BillRecord, ReadingRecord
from bot.records.fact import FactKind
from bot.store.port import Store
from tests.dialogue.conversation import NOW, OFFICE, Customer, empty_store, put_account, put_bill

NUMBER = "5000000901"


@pytest.fixture(name="home")
def home_of() -> Iterator[Callable[[str, str, str, str], Customer]]:
    with empty_store() as store:
        put_account(store, NUMBER, "李一", "13700001234", "2010-05-16", "2010-05-16")

        def home(region: str, last: str, kwh: str, charged: str) -> Customer:
            year = last[:4]
            put_bill(store, NUMBER, f"{int(year) - 1}-12-31", last, kwh, charged)
            return _customer(store, region, datetime.fromisoformat(last))

        yield home


def _customer(store: Store, region: str, day: datetime) -> Customer:
    customer = Customer(store, region, office=replace(OFFICE, region=region))
    customer.now = day.replace(hour=10, tzinfo=CHINA)
    customer.commands("bind")
    customer.says(f"{NUMBER} 李一 1234")
    return customer


Home = Callable[[str, str, str, str], Customer]


def test_a_rule_of_another_time_promises_nothing(home: Home) -> None:
    said = home("chongqing", "2014-07-31", "1500", "900.00").asks("这电费算得对吗")
    assert "2020年1月1日以后的" in said
    assert "不下结论" in said
    for word in ("退还", "道歉", "对不上", "比按规定算的少"):
        assert word not in said


def test_an_order_younger_than_the_bill_is_not_named(home: Home) -> None:
    said = home("hainan", "2020-08-31", "1700", "1443.12").asks("8月电费咋1000多")
    assert "〔2021〕" not in said
    assert "退还" not in said


def test_how_old_the_text_is_stands_in_years(home: Home) -> None:
    said = home("shaanxi", "2026-10-31", "900", "448.47").asks("10月电费怎么算的")
    assert "离那时有14年" in said


@pytest.mark.parametrize(
    "text",
    [
        "办了采暖优惠电价,1500度900块对吗",
        "我家是峰谷电价,7月900块,算错了吧",
        "合表户,7月1500度900元对不对",
        "一户多人口,这月1500度收900,没算错吧",
        "煤改电的,7月电费900块,中不中",
    ],
)
def test_a_bill_that_is_put_forward_is_looked_at_whatever_its_price(home: Home, text: str) -> None:
    said = home("chongqing", "2021-07-31", "1500", "900.00").asks(text)
    assert "2021年7月" in said
    assert "没看明白" not in said


@pytest.mark.parametrize(
    ("charged", "says", "says_not"),
    [
        ("122.00", ["和规定一致", "接着算,这张是122.00元", "重新算,是116.00元"], ["退还"]),
        ("116.00", ["接着算,这张是122.00元", "重新算,是116.00元"], ["对不上", "退还", "道歉"]),
        ("150.00", ["接着算,这张是122.00元", "重新算,是116.00元"], ["退还", "道歉"]),
    ],
)
def test_after_a_change_of_holder_both_ways_of_counting_are_told(
    charged: str, says: list[str], says_not: list[str]
) -> None:
    """Henan does not say how the year goes on; 2018, 200 kWh a month, moved in on 10 September."""
    with empty_store() as store:
        _moved_in(store, charged)
        on = "2018-09-10"
        history = history_of(store, NUMBER)
        store.accounts.put_fact(supposed(history, FactKind.TRANSFER, {"on": on}, on))
        said = _customer(store, "henan", NOW).asks("12月电费为什么这么多")
    assert [part for part in says if part not in said] == []
    assert [part for part in says_not if part in said] == []


def test_what_the_holder_of_before_used_is_never_told_as_all_of_the_new_one_s() -> None:
    """The home changed hands after the newest bill: none of its bills is of whoever asks."""
    with empty_store() as store:
        _moved_in(store, "122.00")
        history = history_of(store, NUMBER)
        on = "2018-12-21"
        store.accounts.put_fact(supposed(history, FactKind.TRANSFER, {"on": on}, on))
        said = [
            _customer(store, "henan", NOW).asks(words)
            for words in ("今年一共用了多少", "哪个月最贵")
        ]
    assert [one for one in said if "2018年12月21日" in one or "度" in one] == []


@pytest.mark.parametrize("charged", ["116.00", "122.00", "150.00"])
def test_where_a_change_of_holder_is_likely_both_ways_of_counting_are_told(charged: str) -> None:
    with empty_store() as store:
        _moved_in(store, charged)
        said = _customer(store, "henan", NOW).asks("12月电费为什么这么多")
    says = ["现在不能说这张单子对不对", "接着算:122.00元", "重新算:116.00元", "过户单"]
    assert [part for part in says if part not in said] == []


def _moved_in(store: Store, charged: str) -> None:
    days = [date(2017, 12, 20), *(date(2018, month, 20) for month in range(1, 13))]
    put_account(store, NUMBER, "李一", "13700001234", "2018-09-10", "2010-05-16")
    for n, (first, last) in enumerate(pairwise(days)):
        before, after = Decimal(n * 200), Decimal(n * 200 + 200)
        store.accounts.put_reading(
            ReadingRecord(NUMBER, "1", "总", last.replace(day=1), before, after, first, last,
                          Decimal(1), Decimal(200))
        )  # fmt: skip
    bill = BillRecord(NUMBER, date(2018, 12, 1), Decimal(200), Decimal(charged), days[-1])
    store.accounts.put_bill(bill)


def test_limits_on_which_sources_differ_are_both_told(home: Home) -> None:
    guizhou = home("guizhou", "2026-09-30", "2500", "1154.00")
    assert "按另一种:第一档还剩500度" in guizhou.asks("还剩多少度")
    assert "另一种说法是:3,000度以内" in guizhou.asks("阶梯规则")
