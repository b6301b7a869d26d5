"""The audit trail: who saw or changed what. It only grows, and its chain can be checked.

Each entry's hash covers the one before it, so a changed, removed or inserted entry breaks the
chain. The last hash, noted elsewhere, also shows whether the end was cut off.
"""

from __future__ import annotations

import sqlite3
from datetime import datetime

from bot.store.audit import START, Audit, Trail, digest


class SqlAudit(Audit):
    """The port over one connection."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def add(self, now: datetime, actor: str, action: str, subject: str, detail: str = "") -> None:
        at = now.isoformat()
        number, before = _last(self._db)
        link = digest(before, at, actor, action, subject, detail)
        self._db.execute(
            "INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?)",
            (number + 1, at, actor, action, subject, detail, link),
        )

    def verify(self) -> Trail:
        anchor = self._db.execute(
            "SELECT id, hash FROM audit_anchor ORDER BY id DESC LIMIT 1"
        ).fetchone()
        number, before = (anchor["id"], anchor["hash"]) if anchor else (0, START)
        count = 0
        for row in self._db.execute("SELECT * FROM audit ORDER BY id"):
            number += 1
            wanted = digest(
                before, row["at"], row["actor"], row["action"], row["subject"], row["detail"]
            )
            if (row["id"], row["hash"]) != (number, wanted):
                return Trail(count, before, row["id"])
            before = row["hash"]
            count += 1
        return Trail(count, before, None)

    def remove_before(self, moment: datetime, now: datetime) -> int:
        row = self._db.execute(
            "SELECT id, hash FROM audit WHERE at < ? ORDER BY id DESC LIMIT 1",
            (moment.isoformat(),),
        ).fetchone()
        if row is None:
            return 0
        self._db.execute(
            "INSERT INTO audit_anchor VALUES (?, ?, ?)", (row["id"], row["hash"], now.isoformat())
        )
        return self._db.execute("DELETE FROM audit WHERE id <= ?", (row["id"],)).rowcount


def _last(db: sqlite3.Connection) -> tuple[int, str]:
    for table in ("audit", "audit_anchor"):
        row = db.execute(f"SELECT id, hash FROM {table} ORDER BY id DESC LIMIT 1").fetchone()  # noqa: S608 - two fixed names
        if row:
            return row["id"], row["hash"]
    return 0, START
