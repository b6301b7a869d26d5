"""What was seen in the field, in memory."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.records.inspection import Drawn, Inspected
from bot.store.inspections import Inspections
from tests.store.memory_tables import Tables


class MemoryInspections(Inspections):
    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def draw(self, visits: Sequence[Drawn]) -> None:
        for one in visits:
            self._tables.drawn.setdefault((one.day, one.account_no), one)

    def drawn_on(self, day: date) -> tuple[Drawn, ...]:
        found = [one for one in self._tables.drawn.values() if one.day == day]
        return tuple(sorted(found, key=lambda one: (one.place, one.account_no)))

    def days(self, until: date) -> tuple[date, ...]:
        days = {one.day for one in self._tables.drawn.values() if one.day <= until}
        return tuple(sorted(days, reverse=True))

    def put(self, seen: Inspected) -> bool:
        key = (seen.day, seen.account_no)
        new = key not in self._tables.inspected
        self._tables.inspected[key] = seen
        return new

    def get(self, day: date, account_no: str) -> Inspected | None:
        return self._tables.inspected.get((day, account_no))

    def of_account(self, account_no: str) -> tuple[Inspected, ...]:
        return tuple(one for one in self.all() if one.account_no == account_no)

    def all(self) -> tuple[Inspected, ...]:
        found = sorted(self._tables.inspected.values(), key=lambda one: one.account_no)
        return tuple(sorted(found, key=lambda one: one.day, reverse=True))
