"""The roster and the views of staff."""

from __future__ import annotations

from datetime import date

from bot.records.view import View
from bot.sqlite.connection import Connection
from bot.store.team import Team


class SqlTeam(Team):
    """The port over one connection."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def put_duty(self, day: date, staff: tuple[int, ...]) -> None:
        self._db.execute("DELETE FROM duty WHERE day = ?", (day.isoformat(),))
        self._db.executemany(
            "INSERT INTO duty (day, staff_id) VALUES (?, ?)",
            [(day.isoformat(), number) for number in dict.fromkeys(staff)],
        )

    def on_duty(self, day: date) -> tuple[int, ...]:
        rows = self._db.execute(
            "SELECT staff_id FROM duty WHERE day = ? ORDER BY staff_id", (day.isoformat(),)
        )
        return tuple(int(row[0]) for row in rows)

    def duty_from(self, day: date, most: int) -> tuple[tuple[date, tuple[int, ...]], ...]:
        rows = self._db.execute(
            "SELECT DISTINCT day FROM duty WHERE day >= ? ORDER BY day LIMIT ?",
            (day.isoformat(), most),
        ).fetchall()
        days = [date.fromisoformat(row[0]) for row in rows]
        return tuple((one, self.on_duty(one)) for one in days)

    def keep_view(self, staff_id: int, name: str, words: str) -> None:
        self._db.execute(
            "INSERT INTO saved_view (staff_id, list, words) VALUES (?, ?, ?)"
            " ON CONFLICT (staff_id, list, words) DO NOTHING",
            (staff_id, name, words),
        )

    def views(self, staff_id: int, name: str) -> tuple[View, ...]:
        rows = self._db.execute(
            "SELECT id, list, words FROM saved_view WHERE staff_id = ? AND list = ? ORDER BY id",
            (staff_id, name),
        )
        return tuple(View(int(row["id"]), row["list"], row["words"]) for row in rows)

    def drop_view(self, staff_id: int, number: int) -> None:
        self._db.execute(
            "DELETE FROM saved_view WHERE staff_id = ? AND id = ?", (staff_id, number)
        )

    def drop_person(self, staff_id: int) -> None:
        self._db.execute("DELETE FROM duty WHERE staff_id = ?", (staff_id,))
        self._db.execute("DELETE FROM saved_view WHERE staff_id = ?", (staff_id,))
