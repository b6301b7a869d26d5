"""The list of a day is drawn and kept, so that nobody draws again until it suits them."""

from __future__ import annotations

import sys
from datetime import date

from bot.cases.acting import Acting
from bot.lessons.inspection import Visit, drawn, visit
from bot.records.inspection import Drawn


class DrawnAlreadyError(Exception):
    """That day has a list of another seed."""

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        self.seed = seed


def seed_of(day: date) -> int:
    """Where nobody names one."""
    return int(f"{day:%Y%m%d}")


def draw(acting: Acting, day: date, count: int, seed: int, area: str = "") -> tuple[Visit, ...]:
    """The list of that day, in the order in which it is walked; () = nobody can be visited.

    Raises:
        DrawnAlreadyError: who would be visited was drawn for that day by another seed.
    """
    store, known = acting.store, acting.store.accounts
    every = {a.account_no: a for a in known.matching(("",), sys.maxsize) if area in ("", a.area)}
    before = store.inspections.drawn_on(day)
    other = [one.seed for one in before if one.account_no in every and one.seed != seed]
    if other:
        raise DrawnAlreadyError(other[0])
    visits = [visit(a, known.readings_of(no), known.facts_of(no), day) for no, a in every.items()]
    picked = drawn(visits, count, seed)
    listed = {one.account_no for one in before}
    new = [one for one in picked if one.account.account_no not in listed]
    store.inspections.draw(
        [
            Drawn(day, place, one.account.account_no, seed, one.risk, one.why)
            for place, one in enumerate(new, start=len(before) + 1)
        ]
    )
    if picked:
        detail = f"{day.isoformat()} {len(picked)} seed {seed}"
        store.audit.add(acting.now, acting.actor, "inspection_drawn", "", detail)
    return picked
