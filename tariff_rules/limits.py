"""Limits of months: each month brings those of the schedule and season in which it lies."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from itertools import groupby
from operator import itemgetter

from tariff_rules.account import Settlement
from tariff_rules.cycles import DAY, months_before
from tariff_rules.errors import NotCoveredError
from tariff_rules.tariff import Schedule, Tariff

ONE = Decimal(1)
HUNDREDTH = Decimal("0.01")


def within(schedule: Schedule, first: date, known: date) -> bool:
    """Whether all months from the first on bring the limits of that schedule; see `of_month`."""
    return schedule.first <= first and (schedule.last is None or known <= schedule.last)


@lru_cache(4096)
def limits_in(schedule: Schedule, month: int, count: int, part: Decimal) -> tuple[Decimal, ...]:
    """Limits of so many months of one schedule from that calendar month on, in kWh."""
    year = [schedule.limits_of_month((month + i - 1) % 12 + 1) for i in range(count)]
    shares = [part, *[ONE] * (count - 1)]
    kwh = [sum(x * share for x, share in zip(each, shares, strict=True))
           for each in zip(*year, strict=True)]  # fmt: skip
    return tuple([exact(x / schedule.limit_months) for x in kwh])


def of_month(tariff: Tariff, month: date, known: date, present: Schedule) -> Schedule | None:
    """The schedule whose limits a month brings into a cycle; None if it brings none.

    A month still to come brings those of today. Months before the tiers began, or from a time
    when another cycle ran, bring none (河南 2012, 湖北 2015).
    """
    if month > known or present.covers(month):
        return present
    found = tariff.schedule_on(month)
    return found if found and found.cycle.months == present.cycle.months else None


def months_alone(
    tariff: Tariff, months: Sequence[date], known: date, present: Schedule
) -> list[tuple[date, Schedule]]:
    """The months that bring limits to a bill that stands alone, each with its schedule.

    Beside a month with the limits of a whole year one that lies in a year brings none once more
    (上海 2021年11月, read with December); else it brings as much as the others (宁夏 2023年3月).
    """
    own = [(month, of_month(tariff, month, known, present)) for month in months]
    whole = limits_in(present, known.month, 1, ONE)
    return [
        (month, found or present)
        for month, found in own
        if found or not _bring_a_year(whole, tariff.schedule_on(month))
    ]


def _bring_a_year(limits: tuple[Decimal, ...], schedule: Schedule | None) -> bool:
    return schedule is not None and limits[:1] >= limits_in(schedule, 1, 12, ONE)[:1]


def sum_of_limits(
    tariff: Tariff, rated: Sequence[tuple[date, Decimal, Schedule]]
) -> tuple[Decimal, ...]:
    """Limits of the months, each by the schedule and season it lies in, in kWh.

    Raises:
        NotCoveredError: the number of tiers changes among the months (西藏 2023年12月).
    """
    # Divided once at the end: a twelfth of a year's limit need not be exact (贵州).
    weighted = [
        (schedule.limits_of_month(month.month), share * (12 // schedule.limit_months))
        for month, share, schedule in rated
    ]
    alike = [
        (limits, sum([weight for _, weight in months]))
        for limits, months in groupby(weighted, key=itemgetter(0))
    ]
    if len({len(limits) for limits, _ in alike}) > 1:
        raise NotCoveredError(
            "{region}: the number of tiers changes between {first} and {last}; no rule for a "
            "bill over both was found",
            region=tariff.region,
            first=f"{rated[0][0]:%Y-%m}",
            last=f"{rated[-1][0]:%Y-%m}",
        )
    columns = zip(*([x * weight for x in limits] for limits, weight in alike), strict=True)
    return tuple(exact(sum(column) / 12) for column in columns)


def exact(kwh: Decimal) -> Decimal:
    """Whole kWh as they are, others to two decimals."""
    rounded = kwh.quantize(HUNDREDTH, ROUND_HALF_UP)
    whole = rounded.to_integral_value()
    return whole if whole == rounded else rounded


def use_before(tariff: Tariff, schedule: Schedule, last: date) -> int:
    """Months by which use lies before the month to which its reading on that day belongs."""
    return max(0, schedule.cycle.use_lag - read_at_the_end(tariff, last))


def month_of_use(tariff: Tariff, schedule: Schedule, settlement: Settlement) -> int:
    """The calendar month whose limits a settlement's last month brings, where it stands alone."""
    alone = schedule.cycle.months == 1
    before = use_before(tariff, schedule, settlement.last) if alone else 0
    return months_before(settlement.last_day, before).month


def read_at_the_end(tariff: Tariff, last: date) -> bool:
    """Whether a settlement was read as its month of use ended, so that no lag is left.

    The lag is from the month of the reading (湖南: reading of April = use of March); one of the
    1st has been counted to the month before already, and one of a month's last day may be, too.
    """
    like_the_first = tariff.rules["month_end"].value == "month_before_the_next"
    return last.day == 1 or (like_the_first and (last + DAY).day == 1)
