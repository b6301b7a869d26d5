"""What a schedule may not say, or not without saying that it means it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal

from tariff_rules.fields import Field
from tariff_rules.tariff import Schedule

LOWEST, HIGHEST = Decimal("0.1"), Decimal(2)  # yuan per kWh of a home; others are slips
FEWEST, MOST = 50, 2000  # kWh a month up to which a tier reaches
MOST_FREE, MOST_EXTRA = 50, 500  # kWh a month, given free or for many residents
DAY = timedelta(days=1)


def check(field: Field, schedule: Schedule) -> None:
    """Refuse figures that cannot be, or that the file must say it means.

    Raises:
        RegionFileError: names the place and what to write where it is meant so.
    """
    _check_limits(field, schedule)
    _check_heating(field, schedule)
    _check_grants(field, schedule)
    _check_prices(field, schedule)
    seen = schedule.evidence["in_force"].seen_from
    if seen and not (schedule.first < seen and schedule.covers(seen)):
        raise field["in_force"].error("seen_from must lie within the schedule, after its start")
    for season in schedule.tou_more.seasons:
        if season.untiered and not schedule.tiered:
            raise field["time_of_use"].error("has a season without tiers where there are none")


def check_order(field: Field, entries: Sequence[Field], schedules: Sequence[Schedule]) -> None:
    """Schedules stand oldest first, none over another; a gap is said by `after_gap: true`."""
    if not schedules:
        raise field.error("give at least one schedule")
    for i in range(1, len(schedules)):
        last, place = schedules[i - 1].last, entries[i]["in_force"]
        if last is None or schedules[i].first <= last:
            raise place.error("overlaps the schedule before it; schedules stand oldest first")
        gap = place.get("after_gap")
        if schedules[i].first > last + DAY and not (gap and gap.truth()):
            raise place.error(
                "begins later than the day after {last}; if nothing is known of the days "
                "between, write after_gap: true",
                last=last,
            )


def _check_limits(field: Field, schedule: Schedule) -> None:
    if schedule.last and schedule.last < schedule.first:
        raise field["in_force"].error("ends before it begins")
    if 12 % schedule.limit_months:
        raise field["limits"].error("per_months must divide 12")
    if len({len(limits) for limits in schedule.limits.values()}) > 1:
        raise field["limits"].error("must have as many tiers in one season as in another")
    for limits in schedule.limits.values():
        if list(limits) != sorted(set(limits)) or any(limit <= 0 for limit in limits):
            raise field["limits"].error("must rise from tier to tier, above zero")
        unusual = field["limits"].get("unusual")
        months = [limit / schedule.limit_months for limit in limits]
        if not all(FEWEST <= m <= MOST for m in months) and not (unusual and unusual.truth()):
            raise field["limits"].error(
                "lie outside {fewest} to {most} kWh a month; see per_months, or if it is so, "
                "write unusual: true",
                fewest=FEWEST,
                most=MOST,
            )
        for prices in schedule.prices.values():
            if len(prices) != len(limits) + 1:
                raise field["prices"].error("needs one price more than limits")


def _check_heating(field: Field, schedule: Schedule) -> None:
    """The parts of the heating year follow one another without gap, each with rising limits."""
    periods = schedule.heating
    for period, after in zip(periods, (*periods[1:], *periods[:1]), strict=True):
        limits = period.limits
        if not all(FEWEST <= limit / period.months <= MOST for limit in limits):
            raise field["heating"].error(
                "limits lie outside {fewest} to {most} kWh a month", fewest=FEWEST, most=MOST
            )
        if any(len(prices) < len(limits) + 1 for prices in schedule.prices.values()):
            raise field["heating"].error("has more limits than there are prices")
        if list(limits) != sorted(set(limits)) or any(limit <= 0 for limit in limits):
            raise field["heating"].error("limits must rise from tier to tier, above zero")
        following = date(2023, *period.last) + DAY  # a year without 29 February
        if (following.month, following.day) != after.first:
            raise field["heating"].error("parts of the year must follow without gap or overlap")


def _check_grants(field: Field, schedule: Schedule) -> None:
    free, large = schedule.free_kwh, schedule.household
    if free and not 0 < free.kwh <= MOST_FREE * free.months:
        raise field["free_kwh"].error(
            "must give above 0 and at most {most} kWh a month", most=MOST_FREE
        )
    if large and large.extra is not None and not 0 < large.extra <= MOST_EXTRA:
        raise field["household"].error(
            "extra must be above 0 and at most {most} kWh", most=MOST_EXTRA
        )


def _check_prices(field: Field, schedule: Schedule) -> None:
    prices = field.get("prices")
    falls = prices and prices.get("falls")
    if prices and not (falls and falls.truth()):
        for row in schedule.prices.values():
            if list(row) != sorted(set(row)):
                raise prices.error(
                    "must rise from tier to tier; where they fall, write falls: true"
                )
    for place, price in _prices(field, schedule):
        unusual = place.get("unusual")
        if not LOWEST <= price <= HIGHEST and not (unusual and unusual.truth()):
            raise place.error(
                "makes {price} yuan a kWh, outside {lowest} to {highest}; if it is so, write "
                "unusual: true",
                price=price,
                lowest=LOWEST,
                highest=HIGHEST,
            )


def _prices(field: Field, schedule: Schedule) -> Iterator[tuple[Field, Decimal]]:
    rows = [price for row in schedule.prices.values() for price in row]
    yield from ((field["prices"], price) for price in rows)
    if schedule.shared_price is not None:
        yield field["shared_price"], schedule.shared_price
    if schedule.household and schedule.household.flat_price is not None:
        yield field["household"], schedule.household.flat_price
    bases = [row[0] for row in schedule.prices.values()]
    more = schedule.tou_more
    kinds = [schedule.periods, *(season.periods for season in more.seasons)]
    for periods in kinds:
        yield from ((field["time_of_use"], b + d) for b in bases for d in periods.values())
    for tier, periods in more.whole_tiers.items():
        costs = [row[tier - 1] for row in schedule.prices.values() if len(row) >= tier]
        if not costs:
            raise field["time_of_use"].error("names tier {tier}, which has no price", tier=tier)
        yield from ((field["time_of_use"], c + d) for c in costs for d in periods.values())
