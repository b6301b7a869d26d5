"""By when a case must be contacted and answered, in China's working days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from importlib import resources

import chinese_calendar
import yaml

CLOSING_TIME = time(18, 0)


@dataclass(frozen=True, slots=True)
class Promise:
    """A published promise of service, in force from a date."""

    first: date
    contact_hours: int | None
    contact_working_days: int | None
    answer_working_days: int
    document: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Deadlines:
    """The moments promised to the customer, and the promise they come from."""

    contact_by: datetime
    answer_by: date
    promise: Promise


@cache
def promises() -> tuple[Promise, ...]:
    """All promises, oldest first, read from `promises.yaml`."""
    text = (resources.files("bot.cases") / "promises.yaml").read_text(encoding="utf-8")
    return tuple(
        Promise(
            entry["from"],
            entry["contact"].get("hours"),
            entry["contact"].get("working_days"),
            entry["answer_working_days"],
            entry["document"],
            entry["confidence"],
        )
        for entry in yaml.safe_load(text)
    )


def deadlines(now: datetime) -> Deadlines:
    """What is promised for a case opened now.

    The promise in force on that day counts; before the first one, the first.
    """
    in_force = [p for p in promises() if p.first <= now.date()]
    promise = in_force[-1] if in_force else promises()[0]
    if promise.contact_working_days is not None:
        day = after_working_days(now.date(), promise.contact_working_days)
        contact_by = datetime.combine(day, CLOSING_TIME, now.tzinfo)
    else:
        contact_by = now + timedelta(hours=promise.contact_hours or 0)
    return Deadlines(
        contact_by, after_working_days(now.date(), promise.answer_working_days), promise
    )


def after_working_days(day: date, count: int) -> date:
    """The day `count` working days later; the day itself does not count."""
    while count:
        day += timedelta(days=1)
        count -= is_working_day(day)
    return day


def is_working_day(day: date) -> bool:
    """Whether the day is worked, with official holidays and make-up days (调休).

    Beyond the years published so far only weekends are known.
    """
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return day.weekday() < 5
