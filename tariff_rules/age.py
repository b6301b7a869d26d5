"""How long ago a schedule was last borne out by a document."""

from __future__ import annotations

from datetime import date, timedelta

from tariff_rules.tariff import Schedule

OLD = timedelta(days=2 * 365)


def stale(schedule: Schedule, day: date) -> bool:
    """Whether it is in force on that day, and nothing of the two years before confirmed it."""
    last = schedule.last_confirmed
    return schedule.covers(day) and (last is None or day - last.day > OLD)


def years_since(confirmed: date, day: date) -> int:
    """Whole years from one day to another.

    >>> years_since(date(2020, 7, 27), date(2026, 7, 26))
    5
    """
    return day.year - confirmed.year - ((day.month, day.day) < (confirmed.month, confirmed.day))
