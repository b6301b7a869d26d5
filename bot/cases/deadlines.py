"""By when a case must be contacted and answered, and when somebody is reminded of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache
from importlib import resources

import yaml

from bot.contract.hours import Hours, after_working_days, working_days_between
from bot.records.case import CameBy, Case

BEFORE_CONTACT = timedelta(hours=2)  # of office time


@dataclass(frozen=True, slots=True)
class Promise:
    """What is promised for one way of complaining, in force from a date."""

    first: date
    contact_hours: int | None
    contact_working_days: int | None
    answer_working_days: int | None
    answer_days: int | None
    document: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Deadlines:
    """The moments promised to the customer, and the promise they come from."""

    contact_by: datetime
    answer_by: date
    promise: Promise


@cache
def promises(via: CameBy = CameBy.OWN) -> tuple[Promise, ...]:
    """All promises for that way, oldest first, read from `promises.yaml`."""
    text = (resources.files("bot.cases") / "promises.yaml").read_text(encoding="utf-8")
    return tuple(
        Promise(
            entry["from"],
            entry.get("contact", {}).get("hours"),
            entry.get("contact", {}).get("working_days"),
            entry["answer"].get("working_days"),
            entry["answer"].get("days"),
            entry["document"],
            entry["confidence"],
        )
        for entry in yaml.safe_load(text)[via]
    )


def promise_of(start: date, via: CameBy) -> Promise:
    """What is promised for a complaint of that day: the promise in force, or else the first."""
    in_force = [p for p in promises(via) if p.first <= start]
    return in_force[-1] if in_force else promises(via)[0]


def deadlines(start: datetime, via: CameBy, hours: Hours) -> Deadlines:
    """What is promised for a complaint made then.

    Where nothing is promised for the first contact, it is due with the answer.
    """
    day = start.date()
    promise = promise_of(day, via)
    if promise.answer_days is not None:
        answer_by = day + timedelta(days=promise.answer_days)
    else:
        answer_by = after_working_days(day, promise.answer_working_days or 0)
    if promise.contact_hours is not None:
        contact_by = start + timedelta(hours=promise.contact_hours)
    else:
        count = promise.contact_working_days
        last = answer_by if count is None else after_working_days(day, count)
        contact_by = datetime.combine(last, hours.closing, start.tzinfo)
    return Deadlines(contact_by, answer_by, promise)


def resumed(case: Case, now: datetime) -> Case:
    """The case after a hold: its deadlines moved by the time it was held."""
    assert case.held_at is not None  # noqa: S101 - only a held case is resumed
    days = working_days_between(case.held_at.date(), now.date())
    contact_by = case.contact_by
    if case.contacted_at is None:
        contact_by += now - case.held_at
    return replace(
        case,
        contact_by=contact_by,
        answer_by=after_working_days(case.answer_by, days),
        held_at=None,
    )


@dataclass(frozen=True, slots=True)
class Alarm:
    """A reminder before a deadline, or an escalation after it."""

    kind: str  # contact or answer
    late: bool  # after the deadline: it goes to the head as well
    due: datetime  # the deadline itself
    at: datetime  # when it is to be sent, within office hours


def alarms(case: Case, hours: Hours, now: datetime) -> tuple[Alarm, ...]:
    """What is still to be sent for a case; none while it is held, and none once it is answered."""
    if case.held_at is not None or case.answered_at is not None:
        return ()
    found = []
    if case.contacted_at is None:
        due = case.contact_by
        found += [
            Alarm("contact", False, due, hours.before(due, BEFORE_CONTACT)),
            Alarm("contact", True, due, due),
        ]
    due = datetime.combine(case.answer_by, hours.closing, now.tzinfo)
    # The day before the last one: an office keeps a working day in hand.
    a_day_before = hours.before(due, 2 * _length_of_a_day(hours))
    found += [Alarm("answer", False, due, a_day_before), Alarm("answer", True, due, due)]
    soon = hours.next_open(now)
    return tuple(
        replace(alarm, at=max(soon, hours.next_open(alarm.at)))
        for alarm in found
        # Once a deadline has passed, only its being late is news.
        if alarm.late or now < alarm.due
    )


def _length_of_a_day(hours: Hours) -> timedelta:
    day = date.min
    spans = [datetime.combine(day, b) - datetime.combine(day, a) for a, b in hours.spans]
    return sum(spans, timedelta(0))
