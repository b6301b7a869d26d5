"""A case's way from state to state, and the customer's word on it at the end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.cases.acting import Acting, RefusedError
from bot.cases.assessing import is_objection
from bot.cases.deadlines import deadlines, resumed
from bot.cases.life import Move, Refusal, is_of_money, why_not
from bot.cases.roles import May
from bot.cases.supervision import Escalation
from bot.records.case import Case, CaseKind, Party, Rating, State
from bot.records.staff import Staff

LOW = {Rating.BAD}


def move(acting: Acting, case: Case, which: Move) -> Case:
    """The case after a move by a member of staff; merging needs another case (`merging`).

    Raises:
        RefusedError: the role, the state or what is not yet done forbids it.
    """
    if not isinstance(acting.who, Staff):
        raise RefusedError(Refusal.ROLE)
    refusal = why_not(case, which, acting.who.role)
    if refusal is not None:
        raise RefusedError(refusal)
    if which is Move.REOPEN:
        return reopen_for(acting, case)
    return acting.change(case, _MOVED[which](case, acting))


def void(acting: Acting, case: Case, reason: str) -> Case:
    """The case as none: registered by mistake, counted nowhere.

    What a customer brought in a chat of their own, or on what money hangs, is voided by a head
    alone; no report is, and no objection to somebody's figures.

    Raises:
        RefusedError: no right, a finished case, a report, an objection, or no reason.
    """
    acting.needs_open(case, needed_to_void(case))
    if case.kind is CaseKind.REPORT or is_objection(acting.store, case):
        raise RefusedError(Refusal.STATE)
    if not reason.strip():
        raise RefusedError(Refusal.NO_REASON)
    gone = replace(
        case, state=State.VOID, voided=reason.strip(), closed_at=acting.now, held_at=None,
        held_for="", taken_over=None,
    )  # fmt: skip
    return acting.change(case, gone)


def needed_to_void(case: Case) -> May:
    """The right that it takes to void the case."""
    return May.APPROVE if case.chat_id or is_of_money(case) else May.CLOSE


def hold_for(acting: Acting, case: Case, what: str) -> Case:
    """The case on hold until a day (as text) or an event (`HeldFor`).

    Raises:
        RefusedError: no right, or it is not on hold.
    """
    acting.needs_open(case)
    if case.state is not State.ON_HOLD:
        raise RefusedError(Refusal.STATE)
    return acting.change(case, replace(case, held_for=what))


def wake(acting: Acting, case: Case, what: str) -> Case:
    """The case going on, where it is on hold for that; else as it is."""
    if case.state is not State.ON_HOLD or case.held_for != what:
        return case
    bot = replace(acting, who=Party.SYSTEM)
    return bot.change(case, _goes_on(case, acting))


def classify(acting: Acting, case: Case, code: str) -> Case:
    """The case under that class of 95598 (`codes`)."""
    acting.needs_open(case)
    return acting.change(case, replace(case, code=code))


def reopen_for(acting: Acting, case: Case) -> Case:
    """The case as if it had just come in again, with new deadlines.

    The customer may have it so: by a complaint on the same bill, or by a low rating.
    """
    promised = deadlines(acting.now, case.via, case.kind, acting.office)
    again = replace(
        case,
        state=State.OPEN,
        contact_by=promised.contact_by,
        answer_by=promised.answer_by,
        law_by=promised.law_by if case.law_by else None,
        contacted_at=None,
        answered_at=None,
        closed_at=None,
        held_at=None,
        held_for="",
        rating=None,
    )
    return acting.change(case, again)


def rate(acting: Acting, case: Case, rating: Rating) -> Case:
    """The case with the customer's rating, once; a low one opens it again.

    What staff noted of it the customer's own word replaces.

    Raises:
        RefusedError: the case is not closed or rated already, or the role may not note it.
    """
    if isinstance(acting.who, Staff):
        acting.needs(May.WORK, case)
    if case.state is not State.CLOSED or (case.rating and not _replaces(acting, case)):
        raise RefusedError(Refusal.STATE)
    after = acting.change(case, replace(case, rating=rating))
    return not_satisfied(acting, after) if rating in LOW else after


def _replaces(acting: Acting, case: Case) -> bool:
    """Whether the customer speaks, and what stands there is a member of staff's note."""
    if acting.who is not Party.CUSTOMER:
        return False
    *_, last = acting.store.cases.events(case.number, "rating")
    return last.actor.startswith("staff:")


def not_satisfied(acting: Acting, case: Case) -> Case:
    """The case open again for who was not satisfied; the head hears of it each time."""
    case = reopen_for(acting, case)
    acting.store.cases.sound_alarm(case.number, acting.now, Escalation.UNSATISFIED)
    reasons = tuple(dict.fromkeys([*case.escalations, Escalation.UNSATISFIED]))
    return replace(acting, who=Party.BOT).change(case, replace(case, escalations=reasons))


def _goes_on(case: Case, acting: Acting) -> Case:
    state = State.CONTACTED if case.contacted_at else State.OPEN
    return replace(resumed(case, acting.office.hours, acting.now), state=state)


_MOVED: dict[Move, Callable[[Case, Acting], Case]] = {
    Move.CONTACT: lambda c, by: replace(c, state=State.CONTACTED, contacted_at=by.now),
    Move.ANSWER: lambda c, by: replace(
        c, state=State.ANSWERED, answered_at=by.now, contacted_at=c.contacted_at or by.now
    ),
    Move.HOLD: lambda c, by: replace(c, state=State.ON_HOLD, held_at=by.now),
    Move.RESUME: _goes_on,
    Move.CLOSE: lambda c, by: replace(c, state=State.CLOSED, closed_at=by.now, taken_over=None),
}
