"""What was seen in the field, in memory."""

from __future__ import annotations

from bot.records.inspection import Inspected
from bot.store.inspections import Inspections
from tests.store.memory_tables import Tables


class MemoryInspections(Inspections):
    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def put(self, seen: Inspected) -> bool:
        key = (seen.day, seen.account_no)
        new = key not in self._tables.inspected
        self._tables.inspected.setdefault(key, seen)
        return new

    def all(self) -> tuple[Inspected, ...]:
        found = sorted(self._tables.inspected.values(), key=lambda one: one.account_no)
        return tuple(sorted(found, key=lambda one: one.day, reverse=True))
