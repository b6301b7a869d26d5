"""Messages to be sent: each a row under a key, written with what caused it, sent once."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.contract.messages import Chat


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message that waits to be sent."""

    id: int
    key: str
    chat: Chat
    method: str
    params: dict[str, Any]


def put(
    db: sqlite3.Connection,
    key: str,
    chat: Chat,
    method: str,
    params: dict[str, Any],
    now: datetime,
    not_before: datetime | None = None,
) -> bool:
    """Add a message, to be sent now or later; False if the key has been used before."""
    cursor = db.execute(
        "INSERT OR IGNORE INTO outbox (key, channel, chat_id, method, params, created_at,"
        " not_before) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            key,
            *chat.key,
            method,
            json.dumps(params, ensure_ascii=False),
            now.isoformat(),
            # Empty = at once: a clock that is set back must not hold up what is due already.
            not_before.isoformat() if not_before else "",
        ),
    )
    return cursor.rowcount > 0


def cancel(db: sqlite3.Connection, prefix: str) -> int:
    """Take back what waits under keys that begin so; returns how many messages."""
    return db.execute(
        "DELETE FROM outbox WHERE state = 'waiting' AND key >= ? AND key < ?",
        (prefix, f"{prefix}\uffff"),
    ).rowcount


def heads(db: sqlite3.Connection, channel: str, now: datetime) -> list[Outgoing]:
    """The first due message of each chat, in the order in which they were added."""
    rows = db.execute(
        "SELECT id, key, channel, chat_id, method, params FROM outbox WHERE id IN ("
        " SELECT min(id) FROM outbox INDEXED BY outbox_waiting WHERE state = 'waiting'"
        " AND channel = ? AND not_before <= ? GROUP BY chat_id) ORDER BY id LIMIT 200",
        (channel, now.isoformat()),
    ).fetchall()
    return [
        Outgoing(row["id"], row["key"], Chat(row["channel"], row["chat_id"]), row["method"],
                 json.loads(row["params"]))
        for row in rows
    ]  # fmt: skip


def next_due(db: sqlite3.Connection, channel: str) -> datetime | None:
    """When the earliest waiting message is due."""
    row = db.execute(
        "SELECT min(not_before) FROM outbox INDEXED BY outbox_waiting WHERE state = 'waiting'"
        " AND channel = ? AND not_before <> ''",
        (channel,),
    ).fetchone()
    return datetime.fromisoformat(row[0]) if row[0] else None


def sent(db: sqlite3.Connection, keys: Iterable[str], now: datetime) -> None:
    """The messages under these keys have been taken by the messenger."""
    db.executemany(
        "UPDATE outbox SET state = 'sent', sent_at = ?, error = '' WHERE key = ?",
        [(now.isoformat(), key) for key in keys],
    )


def failed(db: sqlite3.Connection, number: int, error: str) -> None:
    """The messenger refuses this message for good."""
    db.execute("UPDATE outbox SET state = 'failed', error = ? WHERE id = ?", (error, number))


def moved(db: sqlite3.Connection, chat: Chat, new_id: str) -> None:
    """The chat has a new number (a group became a supergroup)."""
    db.execute(
        "UPDATE outbox SET chat_id = ? WHERE channel = ? AND chat_id = ? AND state = 'waiting'",
        (new_id, *chat.key),
    )


def count(db: sqlite3.Connection, state: str) -> int:
    """How many messages are in that state."""
    row = db.execute("SELECT count(*) FROM outbox WHERE state = ?", (state,)).fetchone()
    return int(row[0])
