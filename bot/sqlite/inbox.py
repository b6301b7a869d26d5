"""Deliveries of messengers: stored before they are acknowledged, handled once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import datetime

from bot.contract.messages import Chat
from bot.sqlite.forgetting import SINCE_IT_CAME, hash_of
from bot.store.inbox import TRIES, Inbox, Waiting

# A link of an invitation (/start s_…, ?start=s_…): it stands nowhere in clear once it is handled.
_OPENS = "payload LIKE '%start_s!_%' ESCAPE '!'"


class SqlInbox(Inbox):
    """The port over one connection."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def receive(self, channel: str, deliveries: Iterable[tuple[str, str]], now: datetime) -> int:
        return self._db.executemany(
            "INSERT OR IGNORE INTO inbox (channel, delivery, payload, received_at)"
            " VALUES (?, ?, ?, ?)",
            [(channel, name, payload, now.isoformat()) for name, payload in deliveries],
        ).rowcount

    def adopt(self, channel: str, owner: str) -> None:
        self._db.execute(
            "UPDATE inbox SET delivery = ? || ':' || delivery"
            " WHERE channel = ? AND instr(delivery, ':') = 0",
            (owner, channel),
        )

    def note_crash(self, channel: str) -> None:
        self._db.execute(
            "UPDATE inbox SET tries = tries + 1, started = 0 WHERE channel = ? AND started = 1"
            " AND state = 'waiting'",
            (channel,),
        )

    def take(self, channel: str, limit: int) -> list[Waiting]:
        rows = self._db.execute(
            "SELECT arrival, delivery, payload, tries FROM inbox INDEXED BY inbox_waiting"
            " WHERE channel = ? AND state = 'waiting' ORDER BY arrival LIMIT ?",
            (channel, limit),
        ).fetchall()
        found = [Waiting(*row) for row in rows]
        tried = next((i for i, waiting in enumerate(found) if waiting.tries), len(found))
        found = found[: max(1, tried)]
        self._db.executemany(
            "UPDATE inbox SET started = 1 WHERE arrival = ?", [(one.arrival,) for one in found]
        )
        return found

    def done(self, waiting: Waiting, chat_id: str) -> None:
        chat = hash_of(chat_id)
        self._db.execute(
            "UPDATE inbox SET state = 'done', started = 0, error = '',"  # noqa: S608 - fixed text
            f" chat_id = iif({SINCE_IT_CAME}, '', ?),"
            f" payload = iif({SINCE_IT_CAME} OR {_OPENS}, '', payload)"
            " WHERE arrival = ?",
            (chat, chat_id, chat, waiting.arrival),
        )

    def failed(self, waiting: Waiting, error: str) -> bool:
        aside = waiting.tries + 1 >= TRIES
        self._db.execute(
            "UPDATE inbox SET tries = tries + 1, started = 0, error = ?, state = ?,"  # noqa: S608 - fixed text
            f" payload = iif(? AND {_OPENS}, '', payload) WHERE arrival = ?",
            (error, "set_aside" if aside else "waiting", aside, waiting.arrival),
        )
        return aside

    def lately(self, chat: Chat, since: datetime) -> int:
        row = self._db.execute(
            "SELECT count(*) FROM inbox WHERE channel = ? AND chat_id = ? AND received_at > ?",
            (*chat.key, since.isoformat()),
        ).fetchone()
        return int(row[0])

    def count(self, state: str) -> int:
        row = self._db.execute("SELECT count(*) FROM inbox WHERE state = ?", (state,)).fetchone()
        return int(row[0])
