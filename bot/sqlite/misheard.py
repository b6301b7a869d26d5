"""What was not understood, in SQLite."""

from __future__ import annotations

from datetime import datetime

from bot.contract.messages import Chat
from bot.sqlite.connection import Connection
from bot.store.misheard import Misheard, MisheardList


class SqlMisheardList(MisheardList):
    """The port over one connection."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def keep(self, chat: Chat, words: str, taken_for: str, now: datetime) -> None:
        self._db.execute(
            "INSERT INTO misheard (channel, chat_id, words, taken_for, at)"
            " VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            (*chat.key, words, taken_for, now.isoformat()),
        )

    def label(self, number: int, meant: str) -> bool:
        done = self._db.execute("UPDATE misheard SET meant = ? WHERE number = ?", (meant, number))
        return done.rowcount > 0

    def all(self) -> tuple[Misheard, ...]:
        rows = self._db.execute(
            "SELECT number, words, taken_for, at, meant FROM misheard ORDER BY at, number"
        )
        return tuple(
            Misheard(row[0], row[1], row[2], datetime.fromisoformat(row[3]), row[4])
            for row in rows
        )
