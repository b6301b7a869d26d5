"""What was seen in the field, in SQLite."""

from __future__ import annotations

import sqlite3
from datetime import date
from decimal import Decimal

from bot.records.inspection import Inspected
from bot.store.inspections import Inspections


class SqlInspections(Inspections):
    """The port over one connection."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def put(self, seen: Inspected) -> bool:
        reading = None if seen.reading is None else f"{seen.reading:f}"
        made = self._db.execute(
            "INSERT OR IGNORE INTO inspected VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                seen.day.isoformat(),
                seen.account_no,
                seen.seed,
                seen.risk,
                seen.why,
                seen.in_use,
                seen.meter_no,
                reading,
                seen.lives,
                seen.differs,
            ),
        )
        return made.rowcount > 0

    def all(self) -> tuple[Inspected, ...]:
        rows = self._db.execute("SELECT * FROM inspected ORDER BY day DESC, account_no")
        return tuple(
            Inspected(
                date.fromisoformat(row[0]),
                row[1],
                row[2],
                row[3],
                row[4],
                None if row[5] is None else bool(row[5]),
                row[6],
                None if row[7] is None else Decimal(row[7]),
                row[8],
                bool(row[9]),
            )
            for row in rows
        )
