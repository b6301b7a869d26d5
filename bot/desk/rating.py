"""The customer's rating of how a case was handled; a low one opens it again."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import datetime

from bot.cases.life import Bar
from bot.cases.model import Case, Rating, State
from bot.desk import paper
from bot.desk.seat import Seat
from bot.dialogue.casework import reopened
from bot.dialogue.messages import Outcome, Reply
from bot.store import cases
from bot.wording import cases as names

LOW = {Rating.BAD}


def rated_by_staff(seat: Seat, case: Case, which: str) -> tuple[Outcome, ...]:
    """What the customer said on the telephone."""
    if case.state is not State.CLOSED or which not in set(Rating):
        return (Reply(seat.say(names.BARS[Bar.STATE])),)
    after = rated(seat.db, case, Rating(which), seat.now, seat.staff.actor)
    return (paper.brief(seat, after),)


def rated(db: sqlite3.Connection, case: Case, rating: Rating, now: datetime, actor: str) -> Case:
    """The case with the customer's rating; a low one opens it again."""
    after = cases.change(db, case, replace(case, rating=rating), now, actor)
    return reopened(db, after, now, actor) if rating in LOW else after
