"""Practice of the staff, in SQLite."""

from __future__ import annotations

import json
from datetime import datetime

from bot.records.practice import Done, Lesson, Practised, Running
from bot.sqlite.connection import Connection
from bot.sqlite.statements import put
from bot.store.practice import PracticeList

_PRACTISED = put("practised", ("staff_id", "kind"), "card", "due", "passed", "ever")


class SqlPracticeList(PracticeList):
    """The port over one connection."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def running(self, staff_id: int) -> Running | None:
        row = self._db.execute(
            "SELECT kind, seed, begun_at, answers, records FROM practice WHERE staff_id = ?",
            (staff_id,),
        ).fetchone()
        if row is None:
            return None
        kind, seed, begun_at, answers, records = row
        told = tuple(json.loads(answers))
        return Running(kind, seed, datetime.fromisoformat(begun_at), told, records)

    def run(self, staff_id: int, running: Running | None) -> None:
        self._db.execute("DELETE FROM practice WHERE staff_id = ?", (staff_id,))
        if running is not None:
            answers = json.dumps(running.answers, ensure_ascii=False)
            self._db.execute(
                "INSERT INTO practice VALUES (?, ?, ?, ?, ?, ?)",
                (
                    staff_id,
                    running.kind,
                    running.seed,
                    running.begun_at.isoformat(),
                    answers,
                    running.records,
                ),
            )

    def practised(self, staff_id: int) -> tuple[Practised, ...]:
        rows = self._db.execute(
            "SELECT kind, card, due, passed, ever FROM practised WHERE staff_id = ? ORDER BY kind",
            (staff_id,),
        )
        return tuple(
            Practised(kind, card, datetime.fromisoformat(due), bool(passed), bool(ever))
            for kind, card, due, passed, ever in rows
        )

    def put(self, staff_id: int, practised: Practised) -> None:
        self._db.execute(
            _PRACTISED,
            (
                staff_id,
                practised.kind,
                practised.card,
                practised.due.isoformat(),
                practised.passed,
                practised.ever,
            ),
        )

    def note(self, staff_id: int, done: Done) -> None:
        self._db.execute(
            "INSERT INTO practice_done VALUES (?, ?, ?, ?)",
            (staff_id, done.kind, done.at.isoformat(), json.dumps(done.lacked)),
        )

    def done(self, staff_id: int) -> tuple[Done, ...]:
        rows = self._db.execute(
            "SELECT kind, at, lacked FROM practice_done WHERE staff_id = ? ORDER BY at DESC, kind",
            (staff_id,),
        )
        return tuple(
            Done(kind, datetime.fromisoformat(at), tuple(json.loads(lacked)))
            for kind, at, lacked in rows
        )

    def drop(self, staff_id: int) -> None:
        self._db.execute("DELETE FROM practice WHERE staff_id = ?", (staff_id,))
        self._db.execute("DELETE FROM practised WHERE staff_id = ?", (staff_id,))
        self._db.execute("DELETE FROM practice_done WHERE staff_id = ?", (staff_id,))

    def accept(self, lesson: Lesson) -> bool:
        made = self._db.execute(
            "INSERT INTO lesson VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
            (lesson.case_number, lesson.cause, lesson.accepted_by, lesson.accepted_at.isoformat()),
        )
        return made.rowcount > 0

    def lessons(self) -> tuple[Lesson, ...]:
        rows = self._db.execute(
            "SELECT case_number, cause, accepted_by, accepted_at FROM lesson"
            " ORDER BY accepted_at DESC, case_number"
        )
        return tuple(Lesson(r[0], r[1], r[2], datetime.fromisoformat(r[3])) for r in rows)
