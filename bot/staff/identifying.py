"""A member of staff says how they know who the customer is; their name stands beside it."""

from __future__ import annotations

from bot.cases import joining
from bot.contract.messages import Outcome
from bot.records.case import Case, Identified
from bot.staff import papers
from bot.staff.turn import StaffTurn, button
from bot.wording import cases as names


def identify(turn: StaffTurn, case: Case, how: str) -> tuple[Outcome, ...]:
    """Ask in which way, and then note it: from then on the draft holds the bill's figures."""
    if how in set(Identified):
        return papers.papers(turn, joining.identify(turn.acting, case, Identified(how)))
    say = turn.say
    ways = tuple(
        button(say(names.IDENTIFIED[way]), "identify", case.number, way) for way in Identified
    )
    head = say("How do you know that the customer of case {number} is of this household?",
               number=case.number)  # fmt: skip
    more = say("What you press is noted under your name.")
    return (papers.menu(turn, case, head, ways, more),)
