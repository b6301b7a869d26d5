from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tariff_rules import (
    MonthsFrom,
    ServiceAccount,
    Settlement,
    assess,
    charge_for,
    find_causes,
    load_region,
    split,
)

HENAN = load_region("henan")
PRICES = HENAN.schedules[-1].prices
kwhs = st.decimals(0, 9000, places=2)
months = st.integers(1, 12)
powered = st.dates(date(2018, 1, 1), date(2018, 12, 20))


def limits(count: int) -> tuple[Decimal, ...]:
    return tuple(limit * count for limit in HENAN.schedules[-1].monthly_limits)


def newcomer(on: date, late: int, kwh: Decimal) -> ServiceAccount:
    return ServiceAccount(
        "henan",
        min(on + timedelta(days=late), date(2018, 12, 31)),
        on,
        (Settlement(on, date(2018, 12, 20), kwh),),
    )


@given(before=kwhs, kwh=kwhs, count=months)
def test_tiers_add_up_to_the_kwh(before: Decimal, kwh: Decimal, count: int) -> None:
    parts = split(before, kwh, limits(count))
    assert sum(parts) == kwh
    assert min(parts) >= 0


@given(before=kwhs, kwh=kwhs, cut=st.decimals(0, 1, places=3), count=months)
def test_splitting_a_settlement_never_changes_its_tiers(
    before: Decimal, kwh: Decimal, cut: Decimal, count: int
) -> None:
    first = kwh * cut
    whole = split(before, kwh, limits(count))
    halves = (
        split(before, first, limits(count)),
        split(before + first, kwh - first, limits(count)),
    )
    assert tuple(a + b for a, b in zip(*halves, strict=True)) == whole


@given(before=kwhs, kwh=kwhs, more=kwhs, count=months)
def test_more_kwh_never_cost_less(
    before: Decimal, kwh: Decimal, more: Decimal, count: int
) -> None:
    cost = charge_for(split(before, kwh, limits(count)), PRICES).total
    assert charge_for(split(before, kwh + more, limits(count)), PRICES).total >= cost


@given(kwh=st.integers(0, 9000).map(Decimal), count=months)
def test_both_forms_of_a_bill_give_the_same_for_whole_kwh(kwh: Decimal, count: int) -> None:
    charge = charge_for(split(Decimal(0), kwh, limits(count)), PRICES)
    assert charge.total == charge.surcharge_total


@given(on=powered, late=st.integers(0, 120), kwh=kwhs)
def test_registering_earlier_never_costs_more(on: date, late: int, kwh: Decimal) -> None:
    on_time, delayed = newcomer(on, 0, kwh), newcomer(on, late, kwh)
    assert assess(on_time, HENAN).total <= assess(delayed, HENAN).total


@given(on=powered, late=st.integers(0, 120), kwh=kwhs)
def test_a_cause_explains_exactly_what_lies_between_the_two_readings(
    on: date, late: int, kwh: Decimal
) -> None:
    assessment = assess(newcomer(on, late, kwh), HENAN)
    explained = sum((c.difference for c in find_causes(assessment, HENAN)), Decimal(0))
    assert explained == assessment.total - assessment.by_use.total


@given(on=powered, kwh=kwhs)
def test_the_readings_agree_for_whoever_was_registered_on_time(on: date, kwh: Decimal) -> None:
    facts = newcomer(on, 0, kwh)
    totals = {assess(facts, HENAN, reading).total for reading in MonthsFrom}
    assert len(totals) == 1
