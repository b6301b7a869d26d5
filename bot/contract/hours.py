"""When the office works: its hours with the lunch break, on China's working days."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, tzinfo
from functools import cache, lru_cache

import chinese_calendar

from bot.contract.holidays import statutory_days

Span = tuple[time, time]
AHEAD = timedelta(days=60)  # so far deadlines reach
USUAL: tuple[Span, ...] = ((time(8), time(12)), (time(14), time(18)))


@dataclass(frozen=True, slots=True)
class Hours:
    """The spans of a working day, in order; and which days are worked.

    Attributes:
        own: days of the office's own calendar, worked or not: they go before the official one.
    """

    spans: tuple[Span, ...] = USUAL
    own: Mapping[date, bool] = field(default_factory=dict, hash=False)

    @property
    def closing(self) -> time:
        """When the day ends."""
        return self.spans[-1][1]

    def is_working_day(self, day: date) -> bool:
        """Whether the day is worked, with official holidays and make-up days (调休)."""
        known = self.own.get(day)
        return is_working_day(day) if known is None else known

    def after_working_days(self, day: date, count: int) -> date:
        """The day `count` working days later; the day itself does not count."""
        while count:
            day += timedelta(days=1)
            count -= self.is_working_day(day)
        return day

    def working_days_between(self, first: date, last: date) -> int:
        """How many working days lie after the first day, up to the last."""
        days = (last - first).days
        return sum(self.is_working_day(first + timedelta(days=n)) for n in range(1, days + 1))

    def calendar_is_known(self, year: int) -> bool:
        """Whether that year's make-up days are known: officially, or by the office's own file."""
        return calendar_is_known(year) or any(day.year == year for day in self.own)

    def unknown_year(self, today: date) -> int | None:
        """The year that deadlines of today may reach, and whose make-up days are not known."""
        year = (today + AHEAD).year
        return None if self.calendar_is_known(year) else year

    def next_open(self, moment: datetime) -> datetime:
        """That moment if the office is open then, else when it opens next."""
        return next(max(start, moment) for start, end in self._from(moment) if moment < end)

    def end_of_span(self, moment: datetime) -> datetime:
        """When the office closes after that moment: for lunch, or for the day."""
        return next(end for _, end in self._from(moment) if moment < end)

    def before(self, moment: datetime, span: timedelta) -> datetime:
        """The moment so much office time earlier; there somebody has been for a while."""
        left = span
        for start, end in self._back_from(moment):
            worked = min(end, moment) - start
            if worked >= left and worked:  # not the very minute of opening
                return min(end, moment) - left
            left -= max(worked, timedelta(0))
        raise AssertionError("days go back without end")

    def _from(self, moment: datetime) -> Iterator[tuple[datetime, datetime]]:
        day = moment.date()
        while True:
            yield from _spans(self, day, moment.tzinfo)
            day += timedelta(days=1)

    def _back_from(self, moment: datetime) -> Iterator[tuple[datetime, datetime]]:
        day = moment.date()
        while True:
            yield from reversed(_spans(self, day, moment.tzinfo))
            day -= timedelta(days=1)


@lru_cache(4096)  # some years of an office: each clock of a case looks at the days around it
def _spans(hours: Hours, day: date, zone: tzinfo | None) -> tuple[tuple[datetime, datetime], ...]:
    """When the office opens and closes on that day."""
    if not hours.is_working_day(day):
        return ()
    return tuple(
        (datetime.combine(day, start, zone), datetime.combine(day, end, zone))
        for start, end in hours.spans
    )


@lru_cache(4096)  # some years; the calendar's own look-up takes longer than all else of a clock
def is_working_day(day: date) -> bool:
    """Whether the day is worked, with official holidays and make-up days (调休).

    Of years whose calendar is not published, weekends and the statutory holidays are known.
    """
    if calendar_is_known(day.year):
        return bool(chinese_calendar.is_workday(day))
    return day.weekday() < 5 and day not in statutory_days(day.year)


@cache
def calendar_is_known(year: int) -> bool:
    """Whether the State Council's calendar of that year is at hand, with its make-up days."""
    try:
        chinese_calendar.is_workday(date(year, 1, 1))
    except NotImplementedError:
        return False
    return True
