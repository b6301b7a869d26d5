"""How long ago a schedule was last borne out by a document."""

from __future__ import annotations

from datetime import date, timedelta

from tariff_rules.tariff import Schedule

OLD = timedelta(days=2 * 365)


def stale(schedule: Schedule, day: date) -> bool:
    """Whether it is in force on that day, and nothing of the two years before confirmed it."""
    last = schedule.last_confirmed
    return schedule.covers(day) and (last is None or day - last.day > OLD)
