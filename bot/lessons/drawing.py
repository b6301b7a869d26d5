"""The list of a day is drawn and kept, so that nobody draws again until it suits them."""

from __future__ import annotations

import secrets
import sys
from datetime import date

from bot.cases.acting import Acting
from bot.lessons.inspection import Visit, drawn, visit
from bot.records.inspection import Drawn
from bot.store.port import Store


class DrawnAlreadyError(Exception):
    """That day has another list."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        self.seed = seed


def seed_for(store: Store, day: date) -> int:
    """Where nobody names one: that of the day's list, else one that nobody could know before."""
    before = store.inspections.drawn_on(day)
    return before[0].seed if before else secrets.randbelow(10**8)


def draw(acting: Acting, day: date, count: int, seed: int, area: str = "") -> dict[int, Visit]:
    """The list of that day by place, in the order in which it is walked; none can be visited: {}.

    The very same list can be had again; another area can be drawn for a day beside the first.

    Raises:
        DrawnAlreadyError: that day has a list, and by this seed and count it would be another.
    """
    store, known = acting.store, acting.store.accounts
    every = {a.account_no: a for a in known.matching(("",), sys.maxsize) if area in ("", a.area)}
    before = store.inspections.drawn_on(day)
    visits = [visit(a, known.readings_of(no), known.facts_of(no), day) for no, a in every.items()]
    picked = drawn(visits, count, seed)
    stands = {one.place: one for one in before if one.account_no in every}
    if stands:
        again = {(one.account.account_no, seed) for one in picked}
        if again != {(one.account_no, one.seed) for one in stands.values()}:
            raise DrawnAlreadyError(next(iter(stands.values())).seed)
        by_number = {one.account.account_no: one for one in picked}
        return {place: by_number[one.account_no] for place, one in stands.items()}
    placed = dict(enumerate(picked, start=len(before) + 1))
    store.inspections.draw(
        [
            Drawn(day, place, one.account.account_no, seed, one.risk, one.why)
            for place, one in placed.items()
        ]
    )
    if placed:
        detail = f"{day.isoformat()} {len(picked)} seed {seed}"
        store.audit.add(acting.now, acting.actor, "inspection_drawn", "", detail)
    return placed
