"""Whose a case is, and how it came: claimed, given back with a reason, the way it came in."""

from __future__ import annotations

from bot.cases import handing, joining
from bot.contract.messages import Outcome, Post, Reply
from bot.records.case import CameBy, Case
from bot.staff import papers
from bot.staff.living import ask
from bot.staff.papers import menu
from bot.staff.turn import StaffTurn, button
from bot.wording import cases as names


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


def came_by(turn: StaffTurn, case: Case, which: str) -> tuple[Outcome, ...]:
    """By which way the complaint came: the deadlines are that way's."""
    say = turn.say
    if which not in set(CameBy):
        ways = tuple(button(say(names.VIAS[v]), "via", case.number, v) for v in CameBy)
        return (menu(turn, case, say("How did case {number} come in?", number=case.number), ways),)
    return (papers.card(turn, joining.came_by(turn.acting, case, CameBy(which))),)
