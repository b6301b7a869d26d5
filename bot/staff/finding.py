"""What a colleague found out, in a sentence: it stands in the letter to the customer."""

from __future__ import annotations

from bot.contract.clean import one_line
from bot.contract.messages import Outcome
from bot.records.case import Case
from bot.staff import papers, proof
from bot.staff.case_words import FOUND
from bot.staff.living import ask
from bot.staff.turn import StaffTurn

LONGEST = 80  # characters


def found(turn: StaffTurn, case: Case, text: str) -> tuple[Outcome, ...]:
    """The sentence; without one it is asked for. An earlier one holds no more."""
    say = turn.say
    if not text.strip():
        asked = say("What was found in case {number}? Write it in a sentence.", number=case.number)
        more = say("It stands in the letter to the customer, in place of what is only promised.")
        return (ask(turn, case, FOUND, asked, more),)
    if len(text) > LONGEST:
        asked = say("That is too long for a letter: {most} characters at most.", most=LONGEST)
        return (ask(turn, case, FOUND, asked),)
    if refused := proof.refusal(turn, case):
        return (refused,)
    turn.answered(FOUND, case)
    turn.acting.note(case, FOUND, one_line(text).strip())
    return papers.papers(turn, case)
