"""In whose hands a case and the customer's chat are."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.cases.acting import Acting, RefusedError
from bot.cases.life import Refusal, Task
from bot.cases.people import customers_of
from bot.cases.planning import Planned, handed_on, may_go_on, undone, with_plan
from bot.cases.reports import heads, responsible, sees
from bot.cases.roles import May, may_in
from bot.records.case import ASKED, UNFINISHED, Case, CaseKind, Party
from bot.records.staff import Staff
from bot.store.port import Store


def able(store: Store, case: Case) -> tuple[Staff, ...]:
    """Who can be given the case: who may work, and for a report who may see it."""
    return tuple(
        one
        for one in store.staff.members()
        if may_in(case, one.role, May.WORK)
        and (case.kind is not CaseKind.REPORT or sees(store, one, case))
    )


def assign(acting: Acting, case: Case, to: Staff) -> Case:
    """The case in somebody's hands.

    Raises:
        RefusedError: no right, a finished case, or one who must not have it.
    """
    acting.needs_open(case, May.ASSIGN)
    if to not in able(acting.store, case):
        raise RefusedError(Refusal.ROLE)
    return acting.change(case, replace(case, assignee=to.id))


def claim(acting: Acting, case: Case) -> Case:
    """The case in the hands of who acts, where it is in nobody's.

    Raises:
        RefusedError: no right, a finished case, or somebody works on it already.
    """
    acting.needs_open(case)
    if case.assignee is not None:
        raise RefusedError(Refusal.STATE)
    return acting.change(case, replace(case, assignee=acting.staff_id))


def give_back(acting: Acting, case: Case, reason: str) -> Case:
    """The case in the hands of a head, with the reason why who had it cannot work on it.

    Raises:
        RefusedError: it is not theirs, finished, without a reason, or there is no other head.
    """
    acting.needs_open(case)
    others = (one for one in heads(acting.store, case) if one.id != acting.staff_id)
    head = next(others, None)
    if case.assignee != acting.staff_id or head is None:
        raise RefusedError(Refusal.STATE)
    if not reason.strip():
        raise RefusedError(Refusal.NO_REASON)
    acting.note(case, "given_back", reason.strip())
    return acting.change(case, replace(case, assignee=head.id))


def ask(acting: Acting, case: Case, whom: Staff) -> None:
    """A colleague is asked in the case, and sees it from then on.

    Raises:
        RefusedError: who asks may not work on it.
    """
    acting.needs(May.WORK, case)
    acting.note(case, ASKED, str(whom.id))


def take_over(acting: Acting, case: Case) -> Case:
    """Who acts writes in the customer's chat; the bot is silent there.

    Raises:
        RefusedError: no right, a finished case, or a customer who has no chat.
    """
    acting.needs_open(case)
    if not customers_of(acting.store, case):
        raise RefusedError(Refusal.NO_CHAT)
    return acting.change(case, replace(case, taken_over=acting.staff_id))


def hand_back(acting: Acting, case: Case) -> Case:
    """The bot answers the customer again."""
    acting.needs_open(case)
    return acting.change(case, replace(case, taken_over=None))


def write(acting: Acting, case: Case, what: str, text: str) -> None:
    """Words that go to the customer stand in the history: `sent` by button, or `written`."""
    acting.needs(May.WORK, case)
    acting.note(case, what, text)


def plan(acting: Acting, case: Case, task: Task, who: Staff, by: date) -> Case:
    """The case in which that person does the task by that day.

    Raises:
        RefusedError: no right, the case is no case any more, it is one who may not work on it, or
            a day that has passed.
    """
    acting.needs(May.WORK, case)
    if not may_go_on(case) or by < acting.now.date():
        raise RefusedError(Refusal.STATE)
    if who not in able(acting.store, case):
        raise RefusedError(Refusal.ROLE)
    return acting.change(case, with_plan(case, Planned(task, who.id, by)))


def must_call(acting: Acting, case: Case) -> Case:
    """The case in which somebody calls the customer by the promised day: no message reaches them.

    Once that is planned it stays with whoever it was given to.
    """
    there = any(one.task is Task.CALL for one in undone(case))
    able_ones = responsible(acting.store, case)
    if there or not able_ones or not may_go_on(case):
        return case
    by = max(case.due_by, acting.now.date())
    again = replace(case, tasks=tuple(one for one in case.tasks if one != Task.CALL))
    return acting.change(case, with_plan(again, Planned(Task.CALL, able_ones[0].id, by)))


def free(acting: Acting, who: Staff, to: Staff | None = None) -> tuple[Case, ...]:
    """Somebody leaves: their unfinished cases are the head's (`to`), their chats the bot's again.

    Where there is no head, they are nobody's. The admin, who is no staff, acts as the system.

    Returns:
        The cases that are the head's now.

    Raises:
        RefusedError: who acts may not remove anybody.
    """
    if acting.who is not Party.SYSTEM:
        acting.needs(May.STAFF)
    found = []
    for case in acting.store.cases.newest_first():
        heir = to.id if to and case.kind is not CaseKind.REPORT else None
        after = _without(case, who, heir) if case.state in UNFINISHED else case
        if heir:
            after = handed_on(after, who.id, heir)
        acting.change(case, after)
        if after.assignee != case.assignee and heir:
            found.append(after)
    acting.store.cases.touch_unfinished()
    return tuple(found)


def _without(case: Case, who: Staff, heir: int | None) -> Case:
    return replace(
        case,
        assignee=heir if case.assignee == who.id else case.assignee,
        taken_over=None if case.taken_over == who.id else case.taken_over,
    )
