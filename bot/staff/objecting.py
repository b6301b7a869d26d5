"""Somebody objects to their figures: a case with its dates, and nothing is decided before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.cases.assessing import OBJECTION
from bot.cases.opening import AT_THE_DESK, Matter, open_
from bot.contract.messages import Outcome, Post, Reply
from bot.contract.said import Said
from bot.records.case import Case, CaseKind
from bot.records.staff import Role, Staff
from bot.staff.turn import StaffTurn, button
from bot.wording.catalogue import mark


def object_to(turn: StaffTurn, month: date, words: str) -> tuple[Outcome, ...]:
    """A case with its dates: a head answers it, and before that nothing is decided."""
    say, store = turn.say, turn.store
    stands = store.assessments.get(turn.id, month)
    if stands.objection:
        return (Reply(say("You have objected already: {case}", case=stands.objection)),)
    if stands.decision or not words:
        why = (mark("That month is decided. Speak to the head or the auditor.") if stands.decision
               else mark("Write what is not right behind 异议."))  # fmt: skip
        return (Reply(say(why)),)
    text = say("{name} objects to the figures of {month}: {words}", name=turn.staff.name,
               month=say.month(month), words=words)  # fmt: skip
    case = open_(
        turn.acting, Matter(AT_THE_DESK, CaseKind.CHECK, Said(words=text, of_charges=False))
    )
    turn.acting.note(case, OBJECTION, f"{month:%Y-%m}")
    judge = _judge(turn)
    case = turn.acting.change(case, replace(case, assignee=judge.id if judge else None))
    store.assessments.put(replace(stands, seen_at=stands.seen_at or turn.now,
                                  objection=case.number))  # fmt: skip
    turn.note("assessment_objection", case.number, f"{month:%Y-%m}")
    told = say(
        "Your objection is case {number}; it is answered by {day}. Until then nothing is decided.",
        number=case.number,
        day=say.day(case.due_by),
    )
    return (*_asked(turn, case, judge), Reply(told))


def _judge(turn: StaffTurn) -> Staff | None:
    """A head, and where the objection is a head's own, another head or nobody yet."""
    return next((o for o in turn.store.staff.members(Role.HEAD) if o.id != turn.id), None)


def _asked(turn: StaffTurn, case: Case, judge: Staff | None) -> tuple[Post, ...]:
    if judge is None:
        return ()
    shown = (button(turn.say("Show the case"), "show", case.number),)
    text = turn.say("{name} objects to their figures: case {number}.", name=turn.staff.name,
                    number=case.number)  # fmt: skip
    key = f"objection:{case.number}:{judge.id}"
    return (Post(judge.chat, Reply(text, case.question, shown), key, case_number=case.number),)
