"""The customer's rating of how a case was handled; a low one opens it again."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.cases.casework import reopened
from bot.cases.life import Refusal
from bot.contract.messages import Outcome, Reply
from bot.records.case import Case, Rating, State
from bot.staff import papers
from bot.staff.turn import StaffTurn
from bot.store.port import Store
from bot.wording import cases as names

LOW = {Rating.BAD}


def rated_by_staff(turn: StaffTurn, case: Case, which: str) -> tuple[Outcome, ...]:
    """What the customer said on the telephone."""
    if case.state is not State.CLOSED or which not in set(Rating):
        return (Reply(turn.say(names.BARS[Refusal.STATE])),)
    after = rated(turn.store, case, Rating(which), turn.now, turn.staff.actor)
    return (papers.brief(turn, after),)


def rated(store: Store, case: Case, rating: Rating, now: datetime, actor: str) -> Case:
    """The case with the customer's rating; a low one opens it again."""
    after = store.cases.change(case, replace(case, rating=rating), now, actor)
    return reopened(store, after, now, actor) if rating in LOW else after
