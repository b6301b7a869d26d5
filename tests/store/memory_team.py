"""The roster and the views of staff, in memory."""

from __future__ import annotations

from datetime import date

from bot.records.view import View
from bot.store.team import Team
from tests.store.memory_tables import Tables


class MemoryTeam(Team):
    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def put_duty(self, day: date, staff: tuple[int, ...]) -> None:
        self._tables.duty.pop(day, None)
        if staff:
            self._tables.duty[day] = tuple(sorted(set(staff)))

    def on_duty(self, day: date) -> tuple[int, ...]:
        return self._tables.duty.get(day, ())

    def duty_from(self, day: date, most: int) -> tuple[tuple[date, tuple[int, ...]], ...]:
        coming = sorted(one for one in self._tables.duty if one >= day)
        return tuple((one, self._tables.duty[one]) for one in coming[:most])

    def keep_view(self, staff_id: int, name: str, words: str) -> None:
        mine = [(who, view.list, view.words) for who, view in self._tables.views]
        if (staff_id, name, words) not in mine:
            number = max((view.number for _, view in self._tables.views), default=0) + 1
            self._tables.views.append((staff_id, View(number, name, words)))

    def views(self, staff_id: int, name: str) -> tuple[View, ...]:
        found = (view for who, view in self._tables.views if who == staff_id)
        return tuple(view for view in found if view.list == name)

    def drop_view(self, staff_id: int, number: int) -> None:
        kept = [(w, v) for w, v in self._tables.views if (w, v.number) != (staff_id, number)]
        self._tables.views[:] = kept

    def drop_person(self, staff_id: int) -> None:
        for day, staff in tuple(self._tables.duty.items()):
            self.put_duty(day, tuple(one for one in staff if one != staff_id))
        self._tables.views[:] = [(w, v) for w, v in self._tables.views if w != staff_id]
