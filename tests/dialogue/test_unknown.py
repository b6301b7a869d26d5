"""A bill is not called wrong while something may hold for the account that is not on file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest

from bot.contract.office import Office
from bot.records.account import BillRecord, ReadingRecord
from bot.records.case import CaseKind, Payer, Remedy
from bot.store.port import Store
from tariff_rules import (
    Grant,
    HouseholdGrant,
    Reader,
    ServiceAccount,
    Settlement,
    Verdict,
    assess,
    load_region,
)
from tests.dialogue.conversation import OFFICE, Customer, put_account

ACCOUNT = "3200000001"
LONG_AGO = date(2010, 1, 1)
Spans = list[tuple[str, str, str]]
WRONG = ("对不上", "道歉", "退还", "多收的")


def right_charge(region: str, spans: Spans, **facts: object) -> Decimal:
    """Yuan of the last span by the rule book, with all facts."""
    settlements = tuple(
        Settlement(date.fromisoformat(a), date.fromisoformat(b), Decimal(kwh))
        for a, b, kwh in spans
    )
    account = ServiceAccount(region, LONG_AGO, LONG_AGO, settlements, **facts)  # type: ignore[arg-type]
    return assess(account, load_region(region)).reading.settlements[-1].total


def imported(
    store: Store,
    region: str,
    spans: Spans,
    charged: Decimal,
    price_name: str = "",
    registered: str = "2010-01-01",
) -> Customer:
    """The customer of an account with these readings, whose last bill shows that charge."""
    put_account(store, ACCOUNT, "王大明", "13900001111", registered, "2010-01-01", price_name)
    at = Decimal(0)
    for first, last, kwh in spans:
        until = date.fromisoformat(last)
        month = until.replace(day=1)
        reading = ReadingRecord(
            ACCOUNT, "0042", "总", month, at, at + Decimal(kwh), date.fromisoformat(first), until,
            Decimal(1), Decimal(kwh),
        )  # fmt: skip
        store.accounts.put_reading(reading)
        at += Decimal(kwh)
    store.accounts.put_bill(BillRecord(ACCOUNT, month, Decimal(spans[-1][2]), charged, until))
    office: Office = replace(OFFICE, region=region)
    customer = Customer(store, "9", office=office)
    customer.commands("bind")
    customer.says(f"{ACCOUNT} 王大明 1111")
    return customer


def registers(store: Store, day: str, peak: str, valley: str) -> None:
    until = date.fromisoformat(day)
    for kind, kwh in (("峰", peak), ("谷", valley)):
        store.accounts.put_reading(
            ReadingRecord(
                ACCOUNT, "0042", kind, until.replace(day=1), Decimal(0), Decimal(kwh), until,
                until, Decimal(1), Decimal(kwh),
            )
        )  # fmt: skip


JIANGSU: Spans = [("2023-12-31", "2024-02-10", "420")]
YEAR: Spans = [("2017-12-31", "2018-11-20", "2300"), ("2018-11-20", "2018-12-20", "900")]


def check_of(store: Store, verdict: Verdict | None = None) -> None:
    """The one case is a check that promises nobody money."""
    (case,) = store.cases.of_account(ACCOUNT)
    assert (case.kind, case.remedy, case.payer) == (CaseKind.CHECK, Remedy.CHECK, Payer.NOBODY)
    assert (case.difference, case.verdict) == (None, verdict)


def test_peak_and_valley_prices_without_their_agreement_are_no_wrong_bill(store: Store) -> None:
    price = "居民生活用电(一户一表)峰谷分时"
    customer = imported(store, "jiangsu", JIANGSU, Decimal("234.49"), price)
    answer = customer.asks("为什么这么贵")
    assert not any(word in answer for word in WRONG)
    assert "现在不能说这张单子对不对" in answer
    assert f"您家电价写的是“{price}”" in answer
    assert "峰谷分时:有没有约定" in answer
    assert "工单号" in answer
    check_of(store)


@pytest.mark.parametrize(
    ("price_name", "names"),
    [
        ("乡村居民峰谷(不满1千伏)", "峰谷分时"),
        ("居民一户一表 分时", "峰谷分时"),
        ("居民一户一表(低保户)", "免费电量"),
        ("居民生活用电 五保户", "免费电量"),
        ("居民生活(一户多人口)", "一户多人口"),
        ("城镇居民一户一表(五人及以上)", "一户多人口"),
        ("居民一户一表 煤改电", "采暖"),
        ("居民一户一表 预付费", "预付费"),
        ("居民一户一表(过户)", "过户"),
    ],
)
def test_what_the_name_of_the_price_says_is_to_be_found_out(
    store: Store, price_name: str, names: str
) -> None:
    for charged in ("999.00", "1100.00", "2500.00"):
        customer = imported(store, "henan", YEAR, Decimal(charged), price_name)
        answer = customer.asks("为什么这么贵")
        assert not any(word in answer for word in WRONG)
        assert names in answer
    check_of(store)


@pytest.mark.parametrize(
    "price_name",
    [
        "",
        "居民一户一表",
        "居民生活用电(不执行峰谷分时)",
        "居民一户一表 非分时",
        "城镇居民未开通峰谷",
    ],
)
def test_what_the_name_of_the_price_denies_is_known(store: Store, price_name: str) -> None:
    customer = imported(store, "henan", YEAR, Decimal("1500.00"), price_name)
    assert "对不上" in customer.asks("为什么这么贵")


@pytest.mark.parametrize(
    "price_name",
    [
        "农业生产用电",
        "大工业用电",
        "学校等执行居民电价",
        "充电桩",
        "居民充电桩",
        "0201",
        "城镇居民生活用电(不分阶梯)",
        "学校教学用电",
        "居民电采暖(无谷)",
        "居民生活用电(绿色套餐)",
        "农业排灌用电",
    ],
)
def test_a_price_that_is_not_a_home_s_is_not_worked_out(store: Store, price_name: str) -> None:
    customer = imported(store, "henan", YEAR, Decimal("1500.00"), price_name)
    answer = customer.asks("为什么这么贵")
    assert "执行的不是普通阶梯电价" in answer
    check_of(store)


@pytest.mark.parametrize("name", ["城镇居民生活(1-10kV,征收附加)", "城镇居民生活用电 10kV"])
def test_a_home_at_another_voltage_is_not_judged_by_one_page_of_a_second_hand(
    store: Store, name: str
) -> None:
    customer = imported(store, "henan", YEAR, Decimal("1500.00"), name)
    answer = customer.asks("为什么这么贵")
    assert "现在不能说这笔电费对不对" in answer
    assert "道歉" not in answer
    check_of(store, Verdict.RULE_UNCERTAIN)


def test_a_price_agreed_on_that_was_not_charged_is_not_called_right(store: Store) -> None:
    charged = right_charge("jiangsu", JIANGSU)
    customer = imported(store, "jiangsu", JIANGSU, charged, "居民一户一表峰谷分时")
    answer = customer.asks("为什么这么贵")
    assert "和规定一致" not in answer
    assert "现在不能说这张单子对不对" in answer


@pytest.mark.parametrize(("charged", "right"), [("221.89", True), ("234.49", False)])
def test_registers_of_peak_and_valley_matter_where_the_bill_fits_nothing_else(
    store: Store, charged: str, right: bool
) -> None:
    assert right_charge("jiangsu", JIANGSU) == Decimal("221.89")
    customer = imported(store, "jiangsu", JIANGSU, Decimal(charged))
    registers(store, "2024-02-10", "420", "0")
    answer = customer.asks("为什么这么贵")
    assert not any(word in answer for word in WRONG)
    assert ("和规定一致" in answer) is right
    assert ("电表分峰、谷记数" in answer) is not right


@pytest.mark.parametrize(
    ("region", "spans", "facts", "names"),
    [
        ("henan", YEAR, {"low_income": (Grant(LONG_AGO),)}, "免费电量"),
        (
            "jiangsu",
            [("2022-12-31", "2023-12-31", "3600")],
            {"households": (HouseholdGrant(LONG_AGO, persons=5),)},
            "一户多人口",
        ),
        (
            "jiangsu",
            [("2022-12-31", "2023-07-10", "2760"), ("2023-07-10", "2023-12-31", "1400")],
            {"transfers": (Grant(date(2023, 7, 10)),)},
            "过户",
        ),
    ],
)
def test_a_grant_that_makes_the_bill_right_is_asked_about_though_nothing_hints_at_it(
    store: Store, region: str, spans: Spans, facts: dict[str, object], names: str
) -> None:
    charged = right_charge(region, spans, **facts)
    assert charged != right_charge(region, spans)
    customer = imported(store, region, spans, charged)
    answer = customer.asks("为什么这么贵")
    assert not any(word in answer for word in WRONG)
    assert names in answer
    check_of(store)


def test_who_was_billed_before_registration_was_another_holder(store: Store) -> None:
    """Registered anew in the middle of the year is no late registration to apologise for."""
    customer = imported(store, "henan", YEAR, Decimal("600.00"), registered="2018-12-01")
    answer = customer.asks("为什么这么贵")
    assert not any(word in answer for word in WRONG)
    assert "哪天换成现在的户主" in answer
    check_of(store)


def test_read_every_other_month_a_january_closes_the_old_year(store: Store) -> None:
    spans: Spans = [
        (f"{y}-{m:02}-10", f"{y + (m == 11)}-{(m + 2) % 12:02}-10", "700")
        for y, m in ((2023, 1), (2023, 3), (2023, 5), (2023, 7), (2023, 9), (2023, 11))
    ]
    charged = right_charge("jiangsu", spans)
    assert charged != right_charge("jiangsu", spans, reader=Reader.ODD)
    customer = imported(store, "jiangsu", spans, charged)
    answer = customer.asks("为什么这么贵")
    assert "和规定一致" not in answer
    assert "在哪几个月抄" in answer


def test_the_refund_and_the_list_promise_nothing_either(store: Store) -> None:
    customer = imported(store, "jiangsu", JIANGSU, Decimal("234.49"), "居民峰谷分时")
    answer = customer.asks("多收的钱退给我")
    assert "先核对账单" in answer
    assert not any(word in answer for word in WRONG)
    (case,) = store.cases.of_account(ACCOUNT)
    assert (case.kind, case.remedy, case.difference) == (CaseKind.REFUND, Remedy.CHECK, None)


def test_what_is_left_is_said_to_be_an_ordinary_household_s(store: Store) -> None:
    customer = imported(store, "henan", YEAR[:1], Decimal("100.00"), "居民一户多人口")
    customer.now = customer.now.replace(month=12)
    answer = customer.asks("这个月还剩多少度到第二档")
    assert "上面是按普通住户算的" in answer
    assert "一户多人口" in answer


# Twelve months of 200 kWh at a house that was sold on 10 September.
DAYS = ["2017-12-20", *(f"2018-{month:02}-20" for month in range(1, 13))]
SOLD: Spans = [(first, last, "200") for first, last in pairwise(DAYS)]


def test_what_is_left_after_a_transfer_is_not_told_from_the_transfer(store: Store) -> None:
    customer = imported(store, "henan", SOLD, Decimal("112.00"), registered="2018-09-10")
    answer = customer.asks("还剩多少度")
    assert "这一年接着算:第二档还剩720度" in answer
    assert "0.86元" not in answer


def test_a_sold_house_is_told_what_its_bill_is_if_the_year_goes_on(store: Store) -> None:
    customer = imported(store, "henan", SOLD, Decimal("112.00"), registered="2018-09-10")
    answer = customer.asks("为什么这么贵")
    assert "如果这一年的用电接着算:122.00元" in answer
    assert "172.00元" not in answer
    check_of(store)


@pytest.mark.parametrize("status", ["销户", "已销户"])
def test_nothing_is_left_of_a_closed_account(store: Store, status: str) -> None:
    customer = imported(store, "henan", SOLD, Decimal("122.00"))
    account = store.accounts.get(ACCOUNT)
    assert account is not None
    store.accounts.put_account(replace(account, status=status))
    answer = customer.asks("还剩多少度")
    assert "已经销户" in answer
    assert "第二档" not in answer


def test_a_fact_with_which_the_bill_fits_is_told_to_fit(store: Store) -> None:
    customer = imported(store, "jiangsu", JIANGSU, Decimal("210.49"), "居民一户一表峰谷分时")
    registers(store, "2024-02-10", "300", "120")
    assert "有这一项的话,这张单子正是210.49元" in customer.asks("为什么这么贵")


def test_kwh_that_differ_are_both_said(store: Store) -> None:
    customer = imported(store, "henan", SOLD, Decimal("122.00"))
    wrong = BillRecord(ACCOUNT, date(2018, 12, 1), Decimal(18910), Decimal("16695.58"))
    store.accounts.put_bill(wrong)
    assert "账单是18,910度,抄表记录是200度" in customer.asks("为什么这么贵")
