"""The queue: which cases wait in which list, and how long each has left."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.cases.life import waits_for_head
from bot.cases.people import DESK
from bot.cases.reports import sees
from bot.cases.roles import May, may
from bot.cases.supervision import calls_at_once
from bot.records.case import UNFINISHED, Case, CaseKind, State
from bot.records.staff import Role
from bot.staff.filters import wanted
from bot.staff.turn import StaffTurn
from bot.wording.catalogue import Words, mark

SOON = timedelta(hours=4)
_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Queue:
    """A list of cases: its name, who has it, which cases are in it.

    In one that is `running` none is that is finished.
    """

    label: str
    is_for: Callable[[Role], bool]
    holds: Callable[[StaffTurn, Case], bool]
    running: bool = False


def _all(_: Role) -> bool:
    return True


def _runs(_: StaffTurn, case: Case) -> bool:
    return case.state in UNFINISHED and case.kind is not CaseKind.REPORT


def _mine(turn: StaffTurn, case: Case) -> bool:
    return case.state in UNFINISHED and turn.id in (case.assignee, case.opened_by)


def _nobodys(turn: StaffTurn, case: Case) -> bool:
    return _runs(turn, case) and case.assignee is None


def _of_audit(_: StaffTurn, case: Case) -> bool:
    return (case.channel, case.opened_by) == (DESK, None)


QUEUES = {
    "open": Queue(mark("All open"), _all, _runs, running=True),
    "mine": Queue(mark("Mine"), _all, _mine, running=True),
    "nobody": Queue(mark("Nobody's"), lambda role: may(role, May.ASSIGN), _nobodys, running=True),
    "approve": Queue(
        mark("To be approved"),
        lambda role: may(role, May.APPROVE),
        lambda _, case: waits_for_head(case),
    ),
    "reports": Queue(
        mark("Reports"),
        lambda role: role is Role.AUDITOR,
        lambda _, case: case.kind is CaseKind.REPORT,
    ),
    "audit": Queue(mark("Found by the audit"), lambda role: may(role, May.SEE_ALL), _of_audit),
    "all": Queue(mark("All"), _all, lambda *_: True),
}


def queues_of(role: Role) -> dict[str, Queue]:
    """The lists that a role has."""
    return {name: queue for name, queue in QUEUES.items() if queue.is_for(role)}


def cases_in(turn: StaffTurn, name: str, text: str) -> list[Case]:
    """The cases of a list that the words name, the nearest deadline first."""
    queue = QUEUES[name]
    if not queue.is_for(turn.staff.role):
        return []
    cases = turn.store.cases
    which = cases.all_unfinished() if queue.running else cases.newest_first()
    seen = (c for c in which if sees(turn.store, turn.staff, c))
    found = [case for case in seen if queue.holds(turn, case)]
    return sorted(wanted(turn, text, found) if text else found, key=lambda c: _order(turn, c))


def due(turn: StaffTurn, case: Case) -> datetime | None:
    """When the case is to be contacted or answered; None where no clock runs."""
    if case.state not in (State.OPEN, State.CONTACTED):
        return None
    if case.contacted_at is None:
        return case.contact_by
    return datetime.combine(case.due_by, turn.desk.office.hours.closing, turn.now.tzinfo)


def _order(turn: StaffTurn, case: Case) -> tuple[bool, bool, float]:
    moment = due(turn, case)
    newest_first = -case.opened_at.timestamp()
    waits = not calls_at_once(case)
    return waits, moment is None, moment.timestamp() if moment else newest_first


def left(say: Words, moment: datetime, now: datetime) -> str:
    """How long it is until then, or since then."""
    late, span = moment < now, abs(moment - now)
    if span >= 2 * _DAY:
        sentence = mark("{count} days late") if late else mark("{count} days left")
        return say(sentence, count=span // _DAY)
    if span >= _HOUR:
        sentence = mark("{count} hours late") if late else mark("{count} hours left")
        return say(sentence, count=span // _HOUR)
    sentence = mark("{count} minutes late") if late else mark("{count} minutes left")
    return say(sentence, count=span // timedelta(minutes=1))
