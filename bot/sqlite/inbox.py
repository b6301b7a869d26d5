"""Updates of a messenger: stored before they are acknowledged, handled once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import datetime

from bot.store.inbox import TRIES, Inbox, Waiting


class SqlInbox(Inbox):
    """The port over one connection."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def receive(self, channel: str, updates: Iterable[tuple[int, str]], now: datetime) -> int:
        return self._db.executemany(
            "INSERT OR IGNORE INTO inbox (channel, update_id, payload, received_at)"
            " VALUES (?, ?, ?, ?)",
            [(channel, number, payload, now.isoformat()) for number, payload in updates],
        ).rowcount

    def note_crash(self, channel: str) -> None:
        self._db.execute(
            "UPDATE inbox SET tries = tries + 1, started = 0 WHERE channel = ? AND started = 1"
            " AND state = 'waiting'",
            (channel,),
        )

    def take(self, channel: str, limit: int) -> list[Waiting]:
        rows = self._db.execute(
            "SELECT update_id, payload, tries FROM inbox INDEXED BY inbox_waiting"
            " WHERE channel = ? AND state = 'waiting' ORDER BY update_id LIMIT ?",
            (channel, limit),
        ).fetchall()
        found = [Waiting(*row) for row in rows]
        tried = next((i for i, waiting in enumerate(found) if waiting.tries), len(found))
        found = found[: max(1, tried)]
        self._db.executemany(
            "UPDATE inbox SET started = 1 WHERE channel = ? AND update_id = ?",
            [(channel, waiting.update_id) for waiting in found],
        )
        return found

    def done(self, channel: str, update_id: int, chat_id: str) -> None:
        self._db.execute(
            "UPDATE inbox SET state = 'done', started = 0, error = '', chat_id = ?"
            " WHERE channel = ? AND update_id = ?",
            (chat_id, channel, update_id),
        )

    def failed(self, channel: str, waiting: Waiting, error: str) -> bool:
        aside = waiting.tries + 1 >= TRIES
        self._db.execute(
            "UPDATE inbox SET tries = tries + 1, started = 0, error = ?, state = ?"
            " WHERE channel = ? AND update_id = ?",
            (error, "set_aside" if aside else "waiting", channel, waiting.update_id),
        )
        return aside

    def count(self, state: str) -> int:
        row = self._db.execute("SELECT count(*) FROM inbox WHERE state = ?", (state,)).fetchone()
        return int(row[0])
