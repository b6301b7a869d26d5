"""Whose a case is: claimed by who takes it up, given back with a reason."""

from __future__ import annotations

from bot.cases import handing
from bot.contract.messages import Outcome, Post, Reply
from bot.records.case import Case
from bot.staff import papers
from bot.staff.living import ask
from bot.staff.turn import StaffTurn, button


def claim(turn: StaffTurn, case: Case, _: str) -> tuple[Outcome, ...]:
    """I work on it."""
    return (papers.card(turn, handing.claim(turn.acting, case)),)


def give_back(turn: StaffTurn, case: Case, _: str) -> tuple[Outcome, ...]:
    """I cannot work on it: why, and a head gives it to somebody else."""
    say, reason = turn.say, turn.message.text.strip()
    if not reason:
        asked = say("Why do you give case {number} back?", number=case.number)
        return (ask(turn, case, "return", asked),)
    after = handing.give_back(turn.acting, case, reason)
    turn.answered("return", case)
    head = turn.store.staff.get(after.assignee)
    told: tuple[Post, ...] = ()
    if head is not None:
        text = say("{name} gives case {number} back to you.", name=turn.staff.name,
                   number=case.number)  # fmt: skip
        shown = (button(say("Give to"), "assign", case.number),
                 button(say("Show the case"), "show", case.number))  # fmt: skip
        key = f"given_back:{case.number}:{turn.now.isoformat()}"
        told = (Post(head.chat, Reply(text, reason, shown), key, case_number=case.number),)
    return (*told, papers.card(turn, after))
