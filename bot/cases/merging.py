"""Two cases about one matter become one (并案)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.cases.acting import Acting, RefusedError
from bot.cases.assessing import is_objection
from bot.cases.life import Move, Refusal, is_of_money, why_not
from bot.records.case import UNFINISHED, Case, CaseKind, State
from bot.records.staff import Staff

_OF_THE_HOUSEHOLD = ("account_no", "guessed", "identified")
# What a case knows of a bill, and what was decided about it.
_OF_THE_BILL = (
    "bill_month", "verdict", "assessment", "remedy",
    "payer", "difference", "decision", "goodwill", "decided_by", "approved_by", "decisions",
    "rejected", "overruled",
)  # fmt: skip


def merge(acting: Acting, case: Case, into: Case) -> Case:
    """The case that goes on: the first ends in it, with its messages and the earlier deadlines.

    Raises:
        RefusedError: no right, one case alone, one that is finished, a report with what is none,
            two households, or money that hangs on the case that ends alone.
    """
    if not isinstance(acting.who, Staff):
        raise RefusedError(Refusal.ROLE)
    refusal = why_not(case, Move.MERGE, acting.who.role) or _not_one_matter(case, into)
    if is_objection(acting.store, case):
        refusal = Refusal.STATE  # it is answered by itself
    if refusal is not None:
        raise RefusedError(refusal)
    acting.store.materials.move(case.number, into.number)
    acting.note(into, "merged_from", f"{case.number}: {case.question}")
    ended = replace(
        case, state=State.MERGED, merged_into=into.number, held_at=None, taken_over=None
    )
    acting.change(case, ended)
    whole = replace(
        into,
        complained_at=min(case.complained_at, into.complained_at),
        contact_by=min(into.contact_by, case.contact_by),
        answer_by=min(into.answer_by, case.answer_by),
        law_by=min(filter(None, (into.law_by, case.law_by)), default=None),
        escalations=tuple(dict.fromkeys([*into.escalations, *case.escalations])),
        employee_paid=max(filter(None, (into.employee_paid, case.employee_paid)), default=None),
        tasks=tuple(dict.fromkeys([*into.tasks, *case.tasks])),
        planned=into.planned or case.planned,
        **_taken_over(case, into),
    )
    return acting.change(into, whole)


def _not_one_matter(case: Case, into: Case) -> Refusal | None:
    mixed = (case.kind is CaseKind.REPORT) != (into.kind is CaseKind.REPORT)
    if into.number == case.number or into.state not in UNFINISHED or mixed:
        return Refusal.STATE
    if None not in (case.account_no, into.account_no) and case.account_no != into.account_no:
        return Refusal.HOUSEHOLDS
    if is_of_money(case) and not _knows_no_bill(into) and not _same_money(case, into):
        return Refusal.WOULD_LOSE
    return None


def _knows_no_bill(case: Case) -> bool:
    return case.verdict is None and case.decision is None


def _same_money(case: Case, other: Case) -> bool:
    same = (case.bill_month, case.difference) == (other.bill_month, other.difference)
    return same and case.decision in (None, other.decision)


def _taken_over(case: Case, into: Case) -> dict[str, Any]:
    """What the case that goes on does not know by itself."""
    names: tuple[str, ...] = _OF_THE_HOUSEHOLD if into.account_no is None else ()
    if case.account_no and _knows_no_bill(into):
        names += _OF_THE_BILL
    return {name: getattr(case, name) for name in names}
