"""Two cases about one matter become one (并案)."""

from __future__ import annotations

from dataclasses import replace

from bot.cases.acting import Acting, RefusedError
from bot.cases.life import Move, Refusal, why_not
from bot.records.case import UNFINISHED, Case, CaseKind, State
from bot.records.staff import Staff


def merge(acting: Acting, case: Case, into: Case) -> Case:
    """The case that goes on: the first ends in it, with its messages and the earlier deadlines.

    Raises:
        RefusedError: no right, one case alone, one that is finished, or a report with what is
            none.
    """
    if not isinstance(acting.who, Staff):
        raise RefusedError(Refusal.ROLE)
    refusal = why_not(case, Move.MERGE, acting.who.role)
    if refusal is not None:
        raise RefusedError(refusal)
    mixed = (case.kind is CaseKind.REPORT) != (into.kind is CaseKind.REPORT)
    if into.number == case.number or into.state not in UNFINISHED or mixed:
        raise RefusedError(Refusal.STATE)
    acting.store.materials.move(case.number, into.number)
    acting.note(into, "merged_from", f"{case.number}: {case.question}")
    acting.change(
        case,
        replace(
            case,
            state=State.MERGED,
            merged_into=into.number,
            held_at=None,
            taken_over=None,
        ),
    )
    whole = replace(
        into,
        complained_at=min(case.complained_at, into.complained_at),
        contact_by=min(into.contact_by, case.contact_by),
        answer_by=min(into.answer_by, case.answer_by),
        law_by=min(filter(None, (into.law_by, case.law_by)), default=None),
        escalations=tuple(dict.fromkeys([*into.escalations, *case.escalations])),
        account_no=into.account_no or case.account_no,
        guessed=into.guessed if into.account_no else case.guessed,
        identified=into.identified if into.account_no else case.identified,
    )
    return acting.change(into, whole)
