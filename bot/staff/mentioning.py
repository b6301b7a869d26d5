"""A colleague who is named in a note with @ is asked: told of it, and lent the case."""

from __future__ import annotations

from bot.cases import handing
from bot.cases.reports import sees
from bot.contract.messages import Outcome, Post, Reply
from bot.records.case import Case
from bot.records.staff import Staff
from bot.staff.turn import StaffTurn, button


def noted(turn: StaffTurn, case: Case, text: str) -> tuple[Outcome, ...]:
    """That it is noted, and who of those whom it names is asked."""
    say = turn.say
    asked = [one for one in _named(turn, text) if _may_be_asked(turn, case, one)]
    for one in asked:
        handing.ask(turn.acting, case, one)
    done = say("Noted in case {number}.", number=case.number)
    if asked:
        names = say(", ").join(one.name for one in asked)
        done = say("Noted in case {number}. Asked: {names}.", number=case.number, names=names)
    return (*(_told(turn, case, one, text) for one in asked), Reply(done))


def _named(turn: StaffTurn, text: str) -> list[Staff]:
    written = text.replace("\uff20", "@").replace("@ ", "@")  # also as the Chinese keyboard has it
    others = (one for one in turn.store.staff.members() if one.id != turn.id)
    return [one for one in others if f"@{one.name}" in written]


def _may_be_asked(turn: StaffTurn, case: Case, one: Staff) -> bool:
    """Of a report nobody learns by being named in it."""
    return one in handing.able(turn.store, case) or sees(turn.store, one, case)


def _told(turn: StaffTurn, case: Case, one: Staff, text: str) -> Post:
    head = turn.say("{name} asks you in case {number}:", name=turn.staff.name, number=case.number)
    shown = button(turn.say("Show the case"), "show", case.number)
    answer = button(turn.say("Note"), "note", case.number)
    key = f"asked:{case.number}:{one.id}:{turn.now.isoformat()}"
    return Post(one.chat, Reply(head, text, (answer, shown)), key, case_number=case.number)
