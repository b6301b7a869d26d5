"""What a month shows of one person's service (服务考核): counts, each with its cases.

Reports about a person never count: whoever reports somebody must not move a figure of theirs by
it. Cases that were none, or went into another, do not count either.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.cases.people import electrician_of
from bot.contract.office import Limit
from bot.records.case import Case, CaseKind, Event, State
from bot.records.staff import Role, Staff
from bot.store.port import Store

AUDIT = "(JH"  # begins the mark of a case that the audit opened
OBJECTION = "objection"  # an event: a case in which somebody objects to their figures


class Count(StrEnum):
    """What is counted, by when it was due or happened in the month."""

    ANSWERED = "answered"  # cases that were answered
    KEPT = "kept"  # promises to contact or answer that were kept
    LATE = "late"  # those that were not
    CHANGED = "changed"  # decisions that the head did not approve
    AUDIT = "audit"  # findings of the audit in the own area
    PASSED = "passed"  # rules that were practised, and known the last time
    OPEN_PRACTICE = "open_practice"  # rules that were practised, and not known the last time


@dataclass(frozen=True, slots=True)
class Figure:
    """One count, and the cases that make it (one may stand in it twice); practice has none."""

    count: Count
    number: int
    cases: tuple[str, ...] = ()


def figures(store: Store, who: Staff, month: date, now: datetime) -> tuple[Figure, ...]:
    """All counts of that person and month, in their order."""
    mine = [case for case in store.cases.newest_first() if _counts(store, case)]
    kept, late = _promises(store, mine, who, month, now)
    found = {
        Count.ANSWERED: [
            case.number
            for case in mine
            if case.answered_at
            and _in(case.answered_at, month)
            and _had(store, case, case.answered_at) == str(who.id)
        ],
        Count.KEPT: kept,
        Count.LATE: late,
        Count.CHANGED: [n for case in mine for n in _not_approved(store, case, who, month)],
        Count.AUDIT: [c.number for c in mine if _is_of_area(store, c, who, month)],
    }
    counted = (Figure(count, len(cases), tuple(cases)) for count, cases in found.items())
    return (*counted, *_practice(store, who, month))


def _practice(store: Store, who: Staff, month: date) -> Iterator[Figure]:
    """Rules practised in the month; nothing of one in which each practice was not yet noted."""
    done = store.practice.done(who.id)
    earlier = {one.kind for one in store.practice.practised(who.id)} - {one.kind for one in done}
    if earlier and all(one.at.date().replace(day=1) > month for one in done):
        return
    last = {one.kind: one for one in reversed(done) if _in(one.at, month)}  # the newest stays
    passed = sum(not one.lacked for one in last.values())
    yield Figure(Count.PASSED, passed)
    yield Figure(Count.OPEN_PRACTICE, len(last) - passed)


def _counts(store: Store, case: Case) -> bool:
    """Whether it is a case of service at all."""
    if case.kind is CaseKind.REPORT or case.state in (State.VOID, State.MERGED):
        return False
    return not is_objection(store, case)


def is_objection(store: Store, case: Case) -> bool:
    """Whether somebody objects to their figures in it: a matter of the office, of no customer."""
    return case.is_own_matter and bool(store.cases.events(case.number, OBJECTION))


def _in(moment: date, month: date) -> bool:
    return (moment.year, moment.month) == (month.year, month.month)


def _promises(
    store: Store, cases: Iterable[Case], who: Staff, month: date, now: datetime
) -> tuple[list[str], list[str]]:
    """Cases of promises due in the month, kept and broken; what is still open is neither.

    A promise is theirs who had the case when it was kept, or when it was due.
    """
    kept: list[str] = []
    late: list[str] = []
    for case in cases:
        for due, met in _due(case):
            if not _in(due, month):
                continue
            in_time = met is not None and met <= due
            if not in_time and (now <= due or _is_held(case, due)):
                continue
            if _had(store, case, met if in_time and met else due) == str(who.id):
                (kept if in_time else late).append(case.number)
    return kept, late


def _is_held(case: Case, due: datetime) -> bool:
    """Whether it is on hold since before that moment: its clock stands still."""
    return case.state is State.ON_HOLD and case.held_at is not None and case.held_at <= due


def _had(store: Store, case: Case, moment: datetime) -> str:
    """The number of the member of staff who had the case then; empty where nobody had."""
    had = str(case.assignee or "")
    for event in reversed(store.cases.events(case.number, "changed")):
        if event.at > moment and "assignee" in event.changes:
            had = event.changes["assignee"][0]
    return had


def is_answered(objection: Case | None) -> bool:
    """Whether an objection was answered; one made void or merged was not. None = long gone."""
    if objection is None:
        return True
    return objection.state is State.CLOSED and objection.answered_at is not None


def _due(case: Case) -> Iterator[tuple[datetime, datetime | None]]:
    """When each promise was due, and when it was met."""
    answered = case.answered_at or case.closed_at
    yield case.contact_by, case.contacted_at or answered
    end = datetime.combine(case.due_by, datetime.max.time(), case.contact_by.tzinfo)
    yield end, answered


def _not_approved(store: Store, case: Case, who: Staff, month: date) -> Iterator[str]:
    """A decision of theirs that the head did not approve, each time."""
    decided_by = ""
    for event in store.cases.events(case.number, "changed"):
        rejected = event.changes.get("rejected", ("", ""))[1]
        if rejected and decided_by == str(who.id) and _in(event.at, month):
            yield case.number
        decided_by = _changed(event, "decided_by", decided_by)


def _changed(event: Event, name: str, before: str) -> str:
    return event.changes[name][1] if name in event.changes else before


def _is_of_area(store: Store, case: Case, who: Staff, month: date) -> bool:
    """Whether the audit opened it in that month for an account of the electrician's area."""
    if who.role is not Role.ELECTRICIAN or AUDIT not in case.question:
        return False
    account = store.accounts.get(case.account_no) if case.account_no else None
    return _in(case.opened_at, month) and electrician_of(store, account) == who


def proposed(limits: Iterable[Limit], found: Iterable[Figure]) -> tuple[tuple[Limit, int], ...]:
    """What the office's own rules propose for those figures; a person decides."""
    numbers = {figure.count.value: figure.number for figure in found}
    told = ((limit, numbers[limit.count]) for limit in limits if limit.count in numbers)
    return tuple(
        (limit, number)
        for limit, number in told
        if (limit.over is not None and number > limit.over)
        or (limit.below is not None and number < limit.below)
    )
