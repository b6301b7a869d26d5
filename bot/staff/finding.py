"""What a colleague found out, in a sentence: it stands in the letter to the customer."""

from __future__ import annotations

from typing import NamedTuple

from bot.contract.clean import one_line
from bot.contract.messages import Outcome, Reply
from bot.records.case import Case
from bot.staff import papers, proof
from bot.staff.case_words import FOUND
from bot.staff.living import ask
from bot.staff.turn import StaffTurn

LONGEST = 80  # characters


def found(turn: StaffTurn, case: Case, text: str) -> tuple[Outcome, ...]:
    """The sentence; without one it is asked for. An earlier one holds no more."""
    say = turn.say
    asked = say("What was found in case {number}? Write it in a sentence.", number=case.number)
    more = say("It stands in the letter to the customer, in place of what is only promised.")
    instead = kept(turn, case, text, Question(FOUND, asked, more))
    return (instead,) if instead else papers.papers(turn, case)


class Question(NamedTuple):
    """What is asked for a sentence: by which verb it is answered, and its words."""

    verb: str
    asked: str
    more: str


def kept(turn: StaffTurn, case: Case, text: str, question: Question) -> Reply | None:
    """Keep the sentence for the letter; else what is asked or said instead."""
    if not text.strip():
        return ask(turn, case, *question)
    if len(text) > LONGEST:
        asked = turn.say("That is too long for a letter: {most} characters at most.", most=LONGEST)
        return ask(turn, case, question.verb, asked)
    if refused := proof.refusal(turn, case):
        return refused
    turn.answered(question.verb, case)
    turn.acting.note(case, FOUND, one_line(text).strip())
    return None
