"""What a customer is told of a matter that was registered."""

from __future__ import annotations

from bot.customer.turn import Turn
from bot.papers.matters import matter_of
from bot.records.case import Case
from bot.wording.answers import case_opened
from bot.wording.drafts import drafts


def registered(turn: Turn, case: Case, *, already: bool = False) -> tuple[str, str]:
    """Number, dates and what happens next, as it fits what was just said."""
    about = matter_of(drafts(turn.office.drafts), turn.heard)
    return case_opened(turn.say, case, turn.office.hours, already=already, about=about)
