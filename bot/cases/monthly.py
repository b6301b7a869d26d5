"""What a month's complaints come to: counted from the cases, for the report of the office."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from bot.cases.life import waits_for_head
from bot.cases.likeness import facts_of
from bot.records.case import Case, Event, Rating, Remedy, State

PER = 10_000  # accounts, by which offices are compared


@dataclass(frozen=True, slots=True)
class InTime:
    """How many were done or should have been by now, and how many were in time."""

    due: int
    in_time: int


@dataclass(frozen=True, slots=True)
class Monthly:
    """The cases that came in in one month.

    Attributes:
        cases: those that count: neither voided nor merged into another.
        voided, merged: how many do not count, and why.
        contacted, answered: against what was promised, or the law where that is earlier.
        reopened: cases that were open again after they had been answered or closed.
        corrected, goodwill: yuan that were approved.
        accounts: how many accounts the office has.
    """

    cases: tuple[Case, ...]
    voided: int
    merged: int
    by_cause: Counter[str]
    by_class: Counter[str]
    by_area: Counter[str]
    by_person: Counter[int | None]
    contacted: InTime
    answered: InTime
    reopened: int
    ratings: Counter[Rating]
    corrected: Decimal
    goodwill: Decimal
    accounts: int

    @property
    def rate(self) -> Decimal | None:
        """Cases for each ten thousand accounts; None where no account is known."""
        if not self.accounts:
            return None
        return (Decimal(len(self.cases)) * PER / self.accounts).quantize(Decimal("0.1"))


def monthly(
    cases: Iterable[Case],
    month: date,
    now: datetime,
    accounts: int,
    area_of: Callable[[Case], str],
    events_of: Callable[[Case], tuple[Event, ...]],
) -> Monthly:
    """Count the cases that came in in that month.

    Args:
        cases: all that the reader may see.
        month: any day of it.
        now: the moment, by which what is late is late.
        accounts: how many the office has.
        area_of: the village or area of a case; empty = not known.
        events_of: the changes of state of a case.
    """
    came = [case for case in cases if _same_month(case.complained_at.date(), month)]
    counted = tuple(case for case in came if case.state not in (State.VOID, State.MERGED))
    return Monthly(
        counted,
        sum(case.state is State.VOID for case in came),
        sum(case.state is State.MERGED for case in came),
        causes_of(counted),
        Counter(case.code for case in counted),
        Counter(area_of(case) for case in counted),
        Counter(case.assignee for case in counted),
        _contacted(counted, now),
        _answered(counted, now),
        sum(_was_reopened(events_of(case)) for case in counted),
        Counter(case.rating for case in counted if case.rating),
        sum((_corrected(case) for case in counted), Decimal(0)),
        sum((_goodwill(case) for case in counted), Decimal(0)),
        accounts,
    )


def causes_of(cases: Iterable[Case]) -> Counter[str]:
    """What was found in their bills; without a cause the verdict, empty where none was judged."""
    found: Counter[str] = Counter()
    for case in cases:
        facts = facts_of(case)
        found.update((facts.causes or (facts.verdict,)) if facts else ("",))
    return found


def _same_month(day: date, month: date) -> bool:
    return (day.year, day.month) == (month.year, month.month)


def _contacted(cases: Iterable[Case], now: datetime) -> InTime:
    done = [case for case in cases if case.contacted_at]
    late = [
        c for c in cases if not c.contacted_at and c.state is State.OPEN and c.contact_by < now
    ]
    in_time = sum(1 for c in done if c.contacted_at and c.contacted_at <= c.contact_by)
    return InTime(len(done) + len(late), in_time)


def _answered(cases: Iterable[Case], now: datetime) -> InTime:
    done = [case for case in cases if case.answered_at]
    waiting = (State.OPEN, State.CONTACTED)
    late = [c for c in cases if c.state in waiting and c.due_by < now.date()]
    in_time = sum(1 for c in done if c.answered_at and c.answered_at.date() <= c.due_by)
    return InTime(len(done) + len(late), in_time)


def _was_reopened(events: Iterable[Event]) -> bool:
    over = {State.ANSWERED.value, State.CLOSED.value}
    changes = (event.changes.get("state", ("", "")) for event in events)
    return any(before in over and after == State.OPEN for before, after in changes)


def _corrected(case: Case) -> Decimal:
    decided = case.decision is Remedy.BILLING_CORRECTION and not waits_for_head(case)
    return case.difference or Decimal(0) if decided else Decimal(0)


def _goodwill(case: Case) -> Decimal:
    approved = case.decision is Remedy.GOODWILL and not waits_for_head(case)
    return case.goodwill or Decimal(0) if approved else Decimal(0)
