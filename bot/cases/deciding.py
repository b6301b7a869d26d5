"""What is done about a case: decided, approved, paid privately, ticked off."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from decimal import Decimal

from bot.cases.acting import Acting, RefusedError
from bot.cases.life import Refusal, Task
from bot.cases.roles import May
from bot.records.case import Case, Remedy


def possible(case: Case) -> tuple[Remedy, ...]:
    """What can be decided: a correction only of an amount that was found."""
    always = (Remedy.GOODWILL, Remedy.EXPLANATION)
    return always if case.difference is None else (Remedy.BILLING_CORRECTION, *always)


def decide(acting: Acting, case: Case, what: Remedy, goodwill: Decimal | None = None) -> Case:
    """The case with the decision; an earlier approval lapses with what it approved.

    Raises:
        RefusedError: no right, a finished case, or a decision that the case does not allow.
        ValueError: goodwill without an amount, or an amount without goodwill.
    """
    acting.needs_open(case)
    if what not in possible(case):
        raise RefusedError(Refusal.STATE)
    if (what is Remedy.GOODWILL) != (goodwill is not None):
        raise ValueError("goodwill, and only goodwill, has an amount of its own")
    after = replace(case, decision=what, goodwill=goodwill, approved_by=None)
    return acting.change(case, after)


def amount_of(case: Case) -> Decimal:
    """Yuan that the decision costs."""
    if case.decision is Remedy.GOODWILL:
        return case.goodwill or Decimal(0)
    return (case.difference or Decimal(0)) if case.decision else Decimal(0)


def stamp(case: Case) -> str:
    """What a button for approving stands for: the decision, with its amount hidden."""
    decided = f"{case.number}:{amount_of(case):.2f}"
    return f"{case.decision or ''}-{hashlib.sha256(decided.encode()).hexdigest()[:12]}"


def approve(acting: Acting, case: Case, seen: str) -> Case:
    """The case with the decision approved that was shown (`seen` is its `stamp`).

    Raises:
        RefusedError: no right, a finished case, nothing to approve, or the decision was changed
            after it was shown.
    """
    acting.needs_open(case, May.APPROVE)
    if case.decision in (None, Remedy.EXPLANATION):
        raise RefusedError(Refusal.NO_DECISION)
    if seen != stamp(case):
        raise RefusedError(Refusal.CHANGED)
    return acting.change(case, replace(case, approved_by=acting.staff_id))


def employee_paid(acting: Acting, case: Case, amount: Decimal) -> Case:
    """An employee paid the customer: a fact of the case; the bill is still to be corrected."""
    acting.needs_open(case)
    return acting.change(case, replace(case, employee_paid=amount))


def tick(acting: Acting, case: Case, task: Task) -> Case:
    """A line of the checklist is ticked, or the tick taken away."""
    acting.needs_open(case)
    ticked = set(case.tasks) ^ {task}
    after = tuple(one for one in Task if one in ticked)
    return acting.change(case, replace(case, tasks=after))
