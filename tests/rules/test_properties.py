from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tariff_rules import (
    Grant,
    HouseholdGrant,
    MonthsFrom,
    NotCoveredError,
    Part,
    Price,
    Reader,
    ServiceAccount,
    Settlement,
    Tariff,
    assess,
    charge_for,
    counts_on,
    cycle_for,
    find_causes,
    load_region,
    region_names,
    split,
)
from tariff_rules.cycles import first_of_month

HENAN = load_region("henan")
PRICES = HENAN.schedules[-1].prices["year"]
MONTHLY = HENAN.schedules[-1].limits["year"]
NONE = (Decimal(0),) * 3
# Prices of Sichuan and Xizang fall with use in the wet season; Xinjiang and others have no tiers.
TIERED = [name for name in region_names() if name != "neimenggu_east"]
RISING = [name for name in TIERED if name not in {"sichuan", "xizang"}]
ANNUAL = [name for name in TIERED if load_region(name).schedules[-1].cycle.months == 12]
kwhs = st.integers(0, 9000_00).map(lambda hundredths: Decimal(hundredths) / 100)
months = st.integers(1, 12)
powered = st.dates(date(2018, 1, 1), date(2018, 12, 20))


def limits(count: int) -> tuple[Decimal, ...]:
    return tuple(limit * count for limit in MONTHLY)


def newcomer(on: date, late: int, kwh: Decimal) -> ServiceAccount:
    return ServiceAccount(
        "henan",
        min(on + timedelta(days=late), date(2018, 12, 31)),
        on,
        (Settlement(on, date(2018, 12, 20), kwh),),
    )


@st.composite
def readings(draw: st.DrawFn, year: int = 2024) -> tuple[Settlement, ...]:
    """Up to a year of settlements one after the other, with leap days and ends of months."""
    start = date(year - 1, 12, draw(st.integers(1, 31)))
    lengths = draw(st.lists(st.integers(1, 62), min_size=1, max_size=8))
    days = [start]
    for length in lengths:
        days.append(days[-1] + timedelta(days=length))
    uses = draw(st.lists(kwhs, min_size=len(lengths), max_size=len(lengths)))
    return tuple(
        Settlement(first, last, kwh)
        for first, last, kwh in zip(days[:-1], days[1:], uses, strict=True)
        if last <= date(year, 12, 31)
    ) or (Settlement(date(year, 1, 31), date(year, 2, 29), uses[0]),)


def old(region: str, settlements: tuple[Settlement, ...], **more: object) -> ServiceAccount:
    long_ago = date(2005, 1, 1)
    return ServiceAccount(region, long_ago, long_ago, settlements, **more)  # type: ignore[arg-type]


def tariff_for(region: str) -> Tariff:
    return load_region(region)


def in_each(regions: list[str]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """What is drawn is put to each of the regions: drawing it takes longer than to assess it."""

    def of(test: Callable[..., None]) -> Callable[..., None]:
        def in_all(**drawn: object) -> None:
            for region in regions:
                try:
                    test(region, **drawn)
                except AssertionError as error:
                    error.add_note(f"in {region}")
                    raise

        in_all.__name__ = test.__name__
        return in_all

    return of


@given(before=kwhs, kwh=kwhs, count=months)
def test_tiers_add_up_to_the_kwh(before: Decimal, kwh: Decimal, count: int) -> None:
    used = split(NONE, before, limits(count))
    parts = split(used, kwh, limits(count))
    assert sum(parts) == kwh
    assert min(parts) >= 0


@given(before=kwhs, kwh=kwhs, cut=st.decimals(0, 1, places=3), count=months)
def test_splitting_a_settlement_never_changes_its_tiers(
    before: Decimal, kwh: Decimal, cut: Decimal, count: int
) -> None:
    used = split(NONE, before, limits(count))
    first = split(used, kwh * cut, limits(count))
    then = tuple(a + b for a, b in zip(used, first, strict=True))
    second = split(then, kwh - kwh * cut, limits(count))
    both = tuple(a + b for a, b in zip(first, second, strict=True))
    assert both == split(used, kwh, limits(count))


@given(before=kwhs, kwh=kwhs, count=months)
def test_kwh_taken_back_leave_the_tiers_as_they_were(
    before: Decimal, kwh: Decimal, count: int
) -> None:
    used = split(NONE, before, limits(count))
    more = tuple(a + b for a, b in zip(used, split(used, kwh, limits(count)), strict=True))
    back = split(more, -kwh, limits(count))
    assert tuple(a + b for a, b in zip(more, back, strict=True)) == used


@given(kwh=st.integers(0, 9000).map(Decimal), count=months)
def test_both_forms_of_a_bill_give_the_same_for_whole_kwh(kwh: Decimal, count: int) -> None:
    charge = charge_for([Part(split(NONE, kwh, limits(count)), PRICES)])
    assert charge.total == charge.surcharge_total


@given(settlements=readings())
@in_each(TIERED)
def test_in_every_region_tiers_add_up_and_so_do_the_fen_of_the_lines(
    region: str, settlements: tuple[Settlement, ...]
) -> None:
    assessment = assess(old(region, settlements), tariff_for(region))
    for assessed in assessment.reading.settlements:
        lines = assessed.charge.tiers
        assert sum(line.kwh for line in lines) == assessed.settlement.kwh
        assert sum(line.amount for line in lines) == assessed.total
        assert all(line.amount == line.amount.quantize(Decimal("0.01")) for line in lines)


@given(settlements=readings(), more=kwhs, index=st.integers(0, 7))
@in_each(RISING)
def test_in_every_region_with_rising_prices_more_kwh_never_cost_less(
    region: str, settlements: tuple[Settlement, ...], more: Decimal, index: int
) -> None:
    at = index % len(settlements)
    bigger = replace(settlements[at], kwh=settlements[at].kwh + more)
    changed = (*settlements[:at], bigger, *settlements[at + 1 :])
    tariff = tariff_for(region)
    # Each line is rounded by itself, so a kWh in another tier may move the sum by some fen.
    slack = Decimal("0.005") * 3 * len(settlements)
    assert (
        assess(old(region, changed), tariff).total + slack
        >= assess(old(region, settlements), tariff).total
    )


@given(settlements=readings(), cut=st.integers(1, 99))
@in_each(ANNUAL)
def test_where_the_year_counts_splitting_a_settlement_never_changes_the_total(
    region: str, settlements: tuple[Settlement, ...], cut: int
) -> None:
    last = settlements[-1]
    middle = last.first + (last.last - last.first) * cut // 100
    tariff = tariff_for(region)
    account, schedule = old(region, settlements), tariff.schedules[-1]
    days = (
        counts_on(Settlement(last.first, day, last.kwh), tariff) for day in (middle, last.last)
    )
    if len({cycle_for(account, schedule, day) for day in days}) > 1:
        return
    first_kwh = (last.kwh * cut / 100).quantize(Decimal("0.01"))
    halves = (
        Settlement(last.first, middle, first_kwh),
        Settlement(middle, last.last, last.kwh - first_kwh),
    )
    whole = assess(old(region, settlements), tariff)
    parted = assess(old(region, (*settlements[:-1], *halves)), tariff)
    if tariff.schedules[-1].cycle.billing == "as_it_arises":
        assert abs(whole.total - parted.total) <= Decimal("0.03")


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


grants = st.builds(Grant, st.dates(date(2023, 6, 1), date(2024, 12, 1)), applied=st.booleans())
households = st.builds(
    HouseholdGrant,
    st.dates(date(2023, 6, 1), date(2024, 12, 1)),
    applied=st.booleans(),
    persons=st.integers(3, 9),
)


@pytest.mark.parametrize("region", ["henan", "jiangsu", "zhejiang", "guangdong", "hunan"])
@given(
    settlements=readings(),
    late=st.integers(0, 200),
    household=st.lists(households, max_size=2),
    low_income=st.lists(grants, max_size=2),
    transfers=st.lists(grants, max_size=1),
    reader=st.sampled_from(Reader),
    price=st.sampled_from(Price),
)
def test_causes_never_explain_more_than_the_whole_difference(
    region: str,
    settlements: tuple[Settlement, ...],
    late: int,
    household: list[HouseholdGrant],
    low_income: list[Grant],
    transfers: list[Grant],
    reader: Reader,
    price: Price,
) -> None:
    in_use = settlements[0].first
    account = ServiceAccount(
        region, in_use + timedelta(days=late), in_use, settlements, price=price, reader=reader,
        households=tuple(household), low_income=tuple(low_income), transfers=tuple(transfers),
    )  # fmt: skip
    tariff = tariff_for(region)
    try:
        assessment = assess(account, tariff)
    except NotCoveredError:
        assume(price is Price.HEATING)
        return
    causes = find_causes(assessment, tariff)
    assert all(cause.difference > 0 for cause in causes)
    if causes and causes[0].cause == "late_registration":
        on_time = replace(account, registered_on=in_use)
        assert causes[0].total == assess(on_time, tariff, assessment.billed.months_from).total
    explained = sum((c.difference for c in causes), Decimal(0))
    if causes:
        assert assessment.billed.total - explained == causes[-1].total
    assert 0 <= explained <= assessment.billed.total


@given(
    settlements=readings(),
    household=st.lists(households, max_size=3),
    low_income=st.lists(grants, max_size=3),
    order=st.randoms(use_true_random=False),
)
def test_the_order_of_independent_facts_does_not_matter(
    settlements: tuple[Settlement, ...],
    household: list[HouseholdGrant],
    low_income: list[Grant],
    order: object,
) -> None:
    account = old(
        "jiangsu", settlements, households=tuple(household), low_income=tuple(low_income)
    )
    order.shuffle(household)  # type: ignore[attr-defined]
    order.shuffle(low_income)  # type: ignore[attr-defined]
    other = replace(account, households=tuple(household), low_income=tuple(low_income))
    jiangsu = tariff_for("jiangsu")
    assert assess(account, jiangsu).total == assess(other, jiangsu).total


def season_starts(tariff: Tariff, around: date) -> list[date]:
    """First days of seasons with prices of their own, in that year and the next."""
    return [
        date(year, month, 1)
        for schedule in tariff.schedules
        if len(schedule.prices) > 1
        for month, season in schedule.seasons.items()
        if season != schedule.seasons[(month + 10) % 12 + 1]
        for year in (around.year, around.year + 1)
    ]


FIRSTS = st.dates(date(2013, 2, 1), date(2026, 12, 1)).map(lambda day: day.replace(day=1))


# 湖南 reads by the month of the reading: one dated the 31st is of another month than the 1st.
@given(first=FIRSTS, months=st.integers(1, 2), used=kwhs, kwh=kwhs)
@in_each([name for name in TIERED if name != "hunan"])
def test_a_reading_of_the_1st_is_that_of_the_day_before(
    region: str, first: date, months: int, used: Decimal, kwh: Decimal
) -> None:
    tariff = tariff_for(region)
    end = first_of_month(first.year, first.month + months)
    # Where the year is one of readings, the reading of 1 January opens the new one.
    by_reading = tariff.rules["belongs_to"].value == "cycle_of_its_reading"
    long_before = first_of_month(first.year, first.month - 3)
    day = timedelta(days=1)
    changes = tariff.schedule_on(long_before) != tariff.schedule_on(long_before - day)
    if changes or (by_reading and 1 in (first.month, end.month)):
        return
    at_midnight = (Settlement(long_before, first, used), Settlement(first, end, kwh))
    evening = (
        Settlement(long_before - day, first - day, used),
        Settlement(first - day, end - day, kwh),
    )
    totals = set()
    for settlements in (at_midnight, evening):
        try:
            assessed = assess(old(region, settlements), tariff).reading.settlements[-1]
        except NotCoveredError:
            totals.add(None)
        else:
            totals.add((assessed.total, assessed.allowance.limits))
    assert len(totals) == 1


@given(first=FIRSTS, months=st.integers(1, 2), used=kwhs, kwh=kwhs, grants=st.lists(grants),
       more=st.sampled_from(["closed_on", "transfers", "prepaid", "reader"]))  # fmt: skip
@in_each([name for name in ANNUAL if name != "hunan"])
def test_who_leaves_on_the_1st_leaves_as_on_the_day_before(
    region: str, first: date, months: int, used: Decimal, kwh: Decimal, grants: list[Grant],
    more: str,
) -> None:  # fmt: skip
    tariff, day = tariff_for(region), timedelta(days=1)
    end = first_of_month(first.year, first.month + months)
    # A year of readings ends with that of December, which one of 30 November is not.
    by_reading = tariff.rules["belongs_to"].value == "cycle_of_its_reading"
    begins = first_of_month(first.year, first.month - 3)
    changes = tariff.schedule_on(begins) != tariff.schedule_on(begins - day)
    if changes or (by_reading and {1, 12} & {first.month, end.month}):
        return

    def total(earlier: timedelta) -> Decimal:
        facts: dict[str, object] = {
            "closed_on": end - earlier,
            "transfers": (Grant(first - earlier),),
            "prepaid": True,
            "reader": Reader.ODD if end.month % 2 else Reader.EVEN,
        }
        settlements = (
            Settlement(begins - earlier, first - earlier, used),
            Settlement(first - earlier, end - earlier, kwh),
        )
        account = old(region, settlements, low_income=tuple(grants), **{more: facts[more]})
        return assess(account, tariff).total

    try:
        assert total(day) == total(timedelta())
    except NotCoveredError:
        assert tariff.schedule_on(begins) is None


# 湖南 words it otherwise: over a month and less than two counts as two for who is new.
@given(
    first=st.dates(date(2024, 1, 2), date(2025, 11, 1)), days=st.integers(20, 75),
    earlier=st.integers(0, 400), kwh=kwhs, low_income=st.booleans(),
)  # fmt: skip
@in_each([name for name in TIERED if name != "hunan"])
def test_registering_earlier_never_raises_a_total_and_old_accounts_never_pay_more(
    region: str, first: date, days: int, earlier: int, kwh: Decimal, low_income: bool
) -> None:
    tariff = tariff_for(region)
    bill = (Settlement(first, first + timedelta(days=days), kwh),)
    grants = (Grant(date(2005, 1, 1)),) * low_income

    def total(registered: date) -> Decimal:
        account = ServiceAccount(region, registered, registered, bill, low_income=grants)
        return assess(account, tariff).reading.settlements[-1].total

    assert total(first - timedelta(days=earlier)) <= total(first)
    assert total(date(2005, 1, 1)) <= total(first)
