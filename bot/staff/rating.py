"""The customer's rating of how a case was handled, as staff heard it on the telephone."""

from __future__ import annotations

from bot.cases import moving
from bot.cases.life import Refusal
from bot.contract.messages import Outcome
from bot.records.case import Case, Rating
from bot.staff import papers
from bot.staff.turn import StaffTurn


def rated_by_staff(turn: StaffTurn, case: Case, which: str) -> tuple[Outcome, ...]:
    """What the customer said; a low rating opens the case again."""
    if which not in set(Rating):
        return papers.not_done(turn, case, Refusal.STATE)
    return (papers.card(turn, moving.rate(turn.acting, case, Rating(which))),)
