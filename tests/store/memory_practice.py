"""Practice of the staff, in memory."""

from __future__ import annotations

from bot.records.practice import Done, Lesson, Practised, Running
from bot.store.practice import PracticeList
from tests.store.memory_tables import Tables


class MemoryPracticeList(PracticeList):
    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def running(self, staff_id: int) -> Running | None:
        return self._tables.running.get(staff_id)

    def run(self, staff_id: int, running: Running | None) -> None:
        self._tables.running.pop(staff_id, None)
        if running is not None:
            self._tables.running[staff_id] = running

    def practised(self, staff_id: int) -> tuple[Practised, ...]:
        mine = {kind: p for (who, kind), p in self._tables.practised.items() if who == staff_id}
        return tuple(mine[kind] for kind in sorted(mine))

    def put(self, staff_id: int, practised: Practised) -> None:
        self._tables.practised[staff_id, practised.kind] = practised

    def note(self, staff_id: int, done: Done) -> None:
        self._tables.practices.setdefault(staff_id, []).append(done)

    def done(self, staff_id: int) -> tuple[Done, ...]:
        found = sorted(self._tables.practices.get(staff_id, []), key=lambda one: one.kind)
        return tuple(sorted(found, key=lambda one: one.at, reverse=True))

    def drop(self, staff_id: int) -> None:
        self._tables.running.pop(staff_id, None)
        self._tables.practices.pop(staff_id, None)
        for key in [key for key in self._tables.practised if key[0] == staff_id]:
            del self._tables.practised[key]

    def accept(self, lesson: Lesson) -> bool:
        key = (lesson.case_number, lesson.cause)
        new = key not in self._tables.lessons
        self._tables.lessons.setdefault(key, lesson)
        return new

    def lessons(self) -> tuple[Lesson, ...]:
        found = sorted(self._tables.lessons.values(), key=lambda one: one.case_number)
        return tuple(sorted(found, key=lambda one: one.accepted_at, reverse=True))
