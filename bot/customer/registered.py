"""What a customer is told of a matter that was registered."""

from __future__ import annotations

from bot.contract.messages import Action, Reply
from bot.customer.turn import Turn, open_case, reply_with, told_of
from bot.papers.matters import matter_of
from bot.records.case import Case, CaseKind
from bot.wording import phrases
from bot.wording.answers import case_opened
from bot.wording.drafts import drafts

LONG = 1000  # characters; more is a letter for a person to read


def registered(turn: Turn, case: Case, *, already: bool = False) -> tuple[str, str]:
    """Number, dates and what happens next, as it fits what was just said."""
    about = matter_of(drafts(turn.office.drafts), turn.heard)
    return case_opened(turn.say, case, turn.office.hours, already=already, about=about)


def long_letter(turn: Turn) -> tuple[Reply, ...]:
    """A long text: a person reads it."""
    if len(turn.heard.plain) <= LONG:
        return ()
    bound = turn.bound
    case, already = open_case(turn, CaseKind.HUMAN, bound[0] if bound else None)

    def told(case: Case) -> Reply:
        _, body = registered(turn, case, already=already)
        return reply_with(turn.say, phrases.long_letter(turn.say), body, Action.CASE)

    return (told_of(turn, case, told),)
