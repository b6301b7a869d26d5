"""The customer was answered: by a letter that left, or as a member of staff says."""

from __future__ import annotations

from bot.cases import moving
from bot.cases.acting import RefusedError
from bot.cases.life import Move, why_not
from bot.contract.messages import Outcome, Reply
from bot.records.case import Case, How
from bot.staff import papers
from bot.staff.papers import menu, not_done
from bot.staff.turn import StaffTurn, button
from bot.wording import cases as names


def answer(turn: StaffTurn, case: Case, how: str) -> tuple[Outcome, ...]:
    """The case is answered; where nothing was sent from here, how it was is asked and noted."""
    refusal = why_not(case, Move.ANSWER, turn.staff.role)
    if refusal is not None:
        return not_done(turn, case, refusal)
    if how not in set(How) and not was_written_to(turn, case):
        return (ways(turn, case, "answer"),)
    if how in set(How):
        turn.acting.note(case, "answered", how)
    try:
        return (papers.card(turn, moving.move(turn.acting, case, Move.ANSWER)),)
    except RefusedError as error:
        return not_done(turn, case, error.refusal)


def was_written_to(turn: StaffTurn, case: Case) -> bool:
    """Whether a letter or words left for the customer since the case was opened, or again."""
    events = turn.store.cases.events(case.number, "delivered", "state")
    for event in reversed(events):
        if event.what == "delivered":
            return True
        if event.changes.get("state", ("", ""))[1] == "open":
            return False
    return False


def ways(turn: StaffTurn, case: Case, verb: str) -> Reply:
    """How the customer was answered, where nothing was sent from here."""
    say = turn.say
    return menu(
        turn,
        case,
        say("How was the customer of case {number} answered?", number=case.number),
        tuple(button(say(names.HOW[way]), verb, case.number, way) for way in How),
        say("Nothing was sent from here. What you press is noted under your name."),
    )
