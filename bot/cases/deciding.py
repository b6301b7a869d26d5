"""What is done about a case: decided, approved or not, paid privately, ticked off."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from decimal import Decimal

from bot.cases.acting import Acting, RefusedError
from bot.cases.life import Refusal, Task, needs_head, overrules, waits_for_head
from bot.cases.moving import wake
from bot.cases.planning import correction_planned, correction_unplanned, may_go_on
from bot.cases.roles import May
from bot.contract.office import Office
from bot.records.case import Case, HeldFor, Remedy


def possible(case: Case) -> tuple[Remedy, ...]:
    """What can be decided: a correction only of an amount that was found."""
    always = (Remedy.GOODWILL, Remedy.EXPLANATION)
    return always if case.difference is None else (Remedy.BILLING_CORRECTION, *always)


def decide(
    acting: Acting,
    case: Case,
    what: Remedy,
    goodwill: Decimal | None = None,
    limit: Decimal | None = None,
) -> Case:
    """The case with the decision; an earlier approval lapses with what it approved.

    Args:
        acting: who decides.
        case: as it stands.
        what: is done.
        goodwill: yuan, with goodwill and only with it.
        limit: most yuan of goodwill that the office gives; None = no limit is set.

    Raises:
        RefusedError: no right, a finished case, a decision that the case does not allow, or
            goodwill above the limit.
        ValueError: goodwill without an amount, or an amount without goodwill.
    """
    acting.needs_open(case)
    if what not in possible(case):
        raise RefusedError(Refusal.STATE)
    if (what is Remedy.GOODWILL) != (goodwill is not None):
        raise ValueError("goodwill, and only goodwill, has an amount of its own")
    if goodwill is not None and limit is not None and goodwill > limit:
        raise RefusedError(Refusal.ABOVE_LIMIT)
    after = replace(
        undecided(case),
        decision=what,
        goodwill=goodwill,
        decided_by=acting.staff_id,
        decisions=case.decisions + 1,
    )
    return acting.change(case, after)


def undecided(case: Case) -> Case:
    """The case as if nothing had been decided in it."""
    return replace(
        correction_unplanned(case),
        decision=None,
        goodwill=None,
        decided_by=None,
        approved_by=None,
        rejected="",
        overruled="",
    )


def amount_of(case: Case) -> Decimal:
    """Yuan that the decision costs."""
    if case.decision is Remedy.GOODWILL:
        return case.goodwill or Decimal(0)
    if case.decision is Remedy.BILLING_CORRECTION:
        return case.difference or Decimal(0)
    return Decimal(0)


def stamp(case: Case) -> str:
    """What a button about the decision stands for: this one and no other, told to nobody."""
    decided = f"{case.number}:{case.decisions}:{case.decision}:{amount_of(case):.2f}"
    return hashlib.sha256(decided.encode()).hexdigest()[:12]


def approve(acting: Acting, case: Case, seen: str, reason: str = "") -> Case:
    """The case with the decision approved that was shown (`seen` is its `stamp`).

    Raises:
        RefusedError: no right, a finished case, nothing to approve, changed after it was shown,
            approved already, decided by the same person above what one alone may give, or no
            reason for what does not follow from the findings.
    """
    _may_judge(acting, case, seen)
    if not may_approve_alone(acting.office, case) and acting.staff_id == case.decided_by:
        raise RefusedError(Refusal.OWN)
    if overrules(case) and not reason.strip():
        raise RefusedError(Refusal.NO_REASON)
    overruled = reason.strip() if overrules(case) else ""
    approved = replace(case, approved_by=acting.staff_id, overruled=overruled)
    if case.decision is Remedy.BILLING_CORRECTION:
        approved = correction_planned(acting, approved)
    return wake(acting, acting.change(case, approved), HeldFor.APPROVAL)


def may_approve_alone(office: Office, case: Case) -> bool:
    """Whether who decided may approve it too: what costs no more than the office lets one give."""
    return amount_of(case) <= office.alone_limit


def reject(acting: Acting, case: Case, seen: str, reason: str) -> Case:
    """The case open for another decision: the one that was shown is not approved, and why.

    Raises:
        RefusedError: as `approve`.
    """
    _may_judge(acting, case, seen)
    if not reason.strip():
        raise RefusedError(Refusal.NO_REASON)
    rejected = acting.change(case, replace(undecided(case), rejected=reason.strip()))
    return wake(acting, rejected, HeldFor.APPROVAL)


def _may_judge(acting: Acting, case: Case, seen: str) -> None:
    acting.needs_open(case, May.APPROVE)
    if not needs_head(case):
        raise RefusedError(Refusal.NO_DECISION)
    if seen != stamp(case):
        raise RefusedError(Refusal.CHANGED)
    if not waits_for_head(case):
        raise RefusedError(Refusal.APPROVED)


def employee_paid(acting: Acting, case: Case, amount: Decimal) -> Case:
    """An employee paid the customer: a fact of the case; the bill is still to be corrected."""
    acting.needs_open(case)
    return acting.change(case, replace(case, employee_paid=amount))


def tick(acting: Acting, case: Case, task: Task) -> Case:
    """A line of the checklist is ticked, or the tick taken away.

    Raises:
        RefusedError: no right, no case any more, or a correction that is not approved.
    """
    acting.needs(May.WORK, case)
    if not may_go_on(case):
        raise RefusedError(Refusal.STATE)
    approved = case.decision is Remedy.BILLING_CORRECTION and not waits_for_head(case)
    ticked = set(case.tasks) ^ {task}
    if task is Task.CORRECTION and task in ticked and not approved:
        raise RefusedError(Refusal.NOT_APPROVED if case.decision else Refusal.NO_DECISION)
    after = tuple(one for one in Task if one in ticked)
    return acting.change(case, replace(case, tasks=after))
