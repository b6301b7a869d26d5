"""What was not understood, in SQLite."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from bot.contract.messages import Chat
from bot.store.misheard import Misheard, MisheardList


class SqlMisheardList(MisheardList):
    """The port over one connection."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def keep(self, chat: Chat, words: str, taken_for: str, now: datetime) -> None:
        self._db.execute(
            "INSERT OR IGNORE INTO misheard VALUES (?, ?, ?, ?, ?)",
            (*chat.key, words, taken_for, now.isoformat()),
        )

    def all(self) -> tuple[Misheard, ...]:
        rows = self._db.execute("SELECT words, taken_for, at FROM misheard ORDER BY at, rowid")
        return tuple(Misheard(row[0], row[1], datetime.fromisoformat(row[2])) for row in rows)
