"""The span whose kWh are counted together (阶梯年度), and the months that lie in a span."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from tariff_rules.tariff import CyclePlan, HeatingPeriod

DAY = timedelta(days=1)


class Cycle(NamedTuple):
    """First and last day of a span whose kWh are counted together."""

    first: date
    last: date

    def months(self) -> int:
        """Calendar months in the cycle."""
        return months_inclusive(self.first, self.last)

    @property
    def year(self) -> int:
        """The year after which it is called: that of its middle, where it is not one of January.

        From February to January (odd-month readers) it is the first one, from December to
        November (上海 to 2021) the second.
        """
        return first_of_month(self.first.year, self.first.month + self.months() // 2).year


def cycle_of(plan: CyclePlan, day: date, *, odd_reader: bool = False) -> Cycle:
    """The cycle in which that day falls (计费周期).

    郑州, 江苏: odd-month readers start in February, because their January reading closes the old
    year.
    """
    starts_in = plan.odd_readers_start_in if odd_reader else None
    offset = (day.month - (starts_in or plan.starts_in)) % plan.months
    start = first_of_month(day.year, day.month - offset)
    return Cycle(start, first_of_month(start.year, start.month + plan.months) - DAY)


def heating_cycle_of(periods: tuple[HeatingPeriod, ...], day: date) -> tuple[Cycle, HeatingPeriod]:
    """The part of the heating year in which that day lies."""
    for year in (day.year, day.year - 1):
        for period in periods:
            first = date(year, *period.first)
            over_new_year = period.last < period.first
            last = date(year + over_new_year, *period.last)
            if first <= day <= last:
                return Cycle(first, last), period
    raise AssertionError("the heating periods of a region file fill the year")


def months_inclusive(start: date, end: date) -> int:
    """Calendar months touched from `start` to `end`; a started month counts as one."""
    return (end.year - start.year) * 12 + end.month - start.month + 1


def opening_day(reading: date) -> date:
    """The first day of use after a reading: for one dated the last of a month, the 1st after it.

    >>> str(opening_day(date(2019, 6, 30))), str(opening_day(date(2019, 6, 20)))
    ('2019-07-01', '2019-06-20')
    """
    following = reading + DAY
    return following if following.day == 1 else reading


@lru_cache(4096)
def day_before(reading: date) -> date:
    """The last day of use before a reading, which is that of a month for one dated so.

    >>> str(day_before(date(2019, 6, 30))), str(day_before(date(2019, 7, 1)))
    ('2019-06-30', '2019-06-30')
    """
    return opening_day(reading) - DAY


def months_covered(first: date, last: date) -> tuple[date, ...]:
    """The months (as their first days) whose use lies between two readings.

    A reading day closes its month: from 20 April to 20 May is the month of May. A reading on the
    1st belongs to the month before it. There is always one month.

    >>> [str(m) for m in months_covered(date(2024, 3, 20), date(2024, 5, 20))]
    ['2024-04-01', '2024-05-01']
    >>> [str(m) for m in months_covered(date(2024, 5, 1), date(2024, 5, 31))]
    ['2024-05-01']
    """
    before, end = first - DAY, max(last - DAY, first)
    count = max(1, months_inclusive(before, end) - 1)
    return tuple(first_of_month(end.year, end.month - i) for i in reversed(range(count)))


def months_touched(first: date, last: date) -> tuple[date, ...]:
    """The calendar months (as their first days) from one day to another."""
    count = months_inclusive(first, last)
    return tuple(first_of_month(first.year, first.month + i) for i in range(count))


def months_rounded_up(first: date, last: date) -> int:
    """Whole months between two dates, a started one counting as one (湖南).

    >>> months_rounded_up(date(2024, 5, 20), date(2024, 6, 20))
    1
    >>> months_rounded_up(date(2024, 5, 20), date(2024, 6, 21))
    2
    """
    whole = months_inclusive(first, last) - 1
    return max(1, whole + (last.day > first.day))


def months_later(day: date, months: int) -> date:
    """The same day so many months later; the last one where a month has no such day."""
    month = first_of_month(day.year, day.month + months)
    return month.replace(day=min(day.day, days_in_month(month)))


def months_before(day: date, months: int) -> date:
    """The first day of the month so many months before that of the day."""
    return first_of_month(day.year, day.month - months)


def days_in_month(day: date) -> int:
    """How many days the month of that day has."""
    return (first_of_month(day.year, day.month + 1) - day.replace(day=1)).days


@lru_cache(4096)
def first_of_month(year: int, month: int) -> date:
    """The first day of a month; months below 1 or above 12 reach into other years."""
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
