"""Secrets that open one thing once."""

from __future__ import annotations

import hashlib
from datetime import datetime

from bot.sqlite.connection import Connection
from bot.store.once import Offered, Once, Opens


class SqlOnce(Once):
    """The port over one connection."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def offer(
        self, secret: str, opens: Opens, subject: str, made_by: str, until: datetime
    ) -> None:
        self._db.execute(
            "INSERT INTO once (hash, opens, subject, made_by, until) VALUES (?, ?, ?, ?, ?)",
            (_hash(secret), opens, subject, made_by, until.isoformat()),
        )

    def use(self, secret: str, opens: Opens, now: datetime) -> Offered | None:
        self._db.execute("DELETE FROM once WHERE until < ?", (now.isoformat(),))
        row = self._db.execute(
            "DELETE FROM once WHERE hash = ? AND opens = ? RETURNING subject, made_by",
            (_hash(secret), opens),
        ).fetchone()
        return Offered(row[0], row[1]) if row else None

    def withdraw(self, opens: Opens, subject: str) -> int:
        return self._db.execute(
            "DELETE FROM once WHERE opens = ? AND subject = ?", (opens, subject)
        ).rowcount


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
