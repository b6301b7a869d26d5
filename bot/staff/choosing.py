"""Which matter the letter to the customer answers, where staff know better than the words."""

from __future__ import annotations

from bot.contract.messages import Outcome
from bot.records.case import Case
from bot.staff import letters, papers
from bot.staff.case_words import MATTER
from bot.staff.matter import choices
from bot.staff.turn import StaffTurn
from bot.wording.drafts import drafts


def choose(turn: StaffTurn, case: Case, chosen: str) -> tuple[Outcome, ...]:
    """The letter answers that matter from now on; without one it is asked for."""
    known = drafts(turn.desk.office.drafts)
    able = choices(known)
    if chosen not in able:
        head = turn.say("What is case {number} about?", number=case.number)
        return (papers.menu(turn, case, head, letters.ways(turn, case, able)),)
    turn.acting.note(case, MATTER, known[chosen].title)
    return papers.papers(turn, case)
