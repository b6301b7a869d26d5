"""Reminders that come again until what is late, answered or on hold is done with."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from bot.cases.deadlines import answers_due
from bot.cases.planning import Planned, undone
from bot.contract.hours import Hours
from bot.records.case import Case, HeldFor, State

WEEK = 5  # working days


class Waits(StrEnum):
    """What is not done."""

    CONTACT = "contact"  # late
    ANSWER = "answer"  # late
    CLOSING = "closing"  # answered, and not closed
    HOLD = "hold"  # on hold, and no day is set on which it goes on
    TASK = "task"  # planned for a day, and not ticked off


@dataclass(frozen=True, slots=True)
class Again:
    """One reminder, of one day.

    Attributes:
        since: from when the working days are counted: a deadline, or when it was put there.
        days: how many working days it has been then.
        at: when it is sent, within office hours.
        upwards: the heads hear of it as well.
        planned: the task, where it is one.
    """

    what: Waits
    since: datetime
    days: int
    at: datetime
    upwards: bool
    planned: Planned | None = None

    @property
    def day(self) -> date:
        """The day on which it is sent."""
        return self.at.date()


def again(case: Case, hours: Hours, now: datetime) -> tuple[Again, ...]:
    """Of all that a case waits for: today's reminder, if one is due today, and the next one."""
    waits = _waits(case, hours, now)
    of_case = _of(*waits, hours, now) if waits else ()
    return (*of_case, *(each for one in undone(case) for each in _of_task(one, hours, now)))


def _of_task(one: Planned, hours: Hours, now: datetime) -> Iterator[Again]:
    """On its last day, or before the holiday in which that lies, and each day after."""
    due = datetime.combine(one.by, hours.closing, now.tzinfo)
    last = hours.before(due, timedelta(seconds=1)).date()
    for each in _of(Waits.TASK, due, last, hours, now):
        yield replace(each, planned=one)


def _of(
    what: Waits, since: datetime, first: date, hours: Hours, now: datetime
) -> tuple[Again, ...]:
    found = []
    day = max(first, now.date())
    while True:
        count = hours.working_days_between(first, day)
        if hours.is_working_day(day) and _IS_DUE[what](count):
            at = hours.next_open(datetime.combine(day, time.min, now.tzinfo))
            at = max(at, hours.next_open(now))
            if at.date() == day:
                found.append(Again(what, since, count, at, count >= _UPWARDS[what]))
            if day > now.date():
                return tuple(found)
        day += timedelta(days=1)


def _waits(case: Case, hours: Hours, now: datetime) -> tuple[Waits, datetime, date] | None:
    """What a case waits for, since or until when, and the day from which it comes again."""
    if case.state is State.ANSWERED and case.answered_at:
        return Waits.CLOSING, case.answered_at, case.answered_at.date()
    if case.state is State.ON_HOLD and case.held_at:
        endless = not case.held_for or case.held_for in set(HeldFor)
        return (Waits.HOLD, case.held_at, case.held_at.date()) if endless else None
    if case.state not in (State.OPEN, State.CONTACTED):
        return None
    due = answers_due(case, hours, now)[0]
    # Whoever is late with the answer hears of that alone.
    if due >= now and case.contacted_at is None:
        return Waits.CONTACT, case.contact_by, hours.next_open(case.contact_by).date()
    return Waits.ANSWER, due, hours.next_open(due).date()


_IS_DUE: dict[Waits, Callable[[int], bool]] = {
    Waits.CONTACT: lambda days: days >= 1,
    Waits.ANSWER: lambda days: days >= 1,
    Waits.CLOSING: lambda days: days >= 2 and (days - 2) % WEEK == 0,
    Waits.HOLD: lambda days: days >= WEEK and days % WEEK == 0,
    Waits.TASK: lambda days: days >= 0,
}
# From so many working days on the heads hear of it too.
_UPWARDS = {
    Waits.CONTACT: 2,
    Waits.ANSWER: 2,
    Waits.CLOSING: 2 + WEEK,
    Waits.HOLD: 2 * WEEK,
    Waits.TASK: 2,
}
