"""Updates of a messenger: stored before they are acknowledged, handled once."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

TRIES = 3


@dataclass(frozen=True, slots=True)
class Waiting:
    """An update that is to be handled; `tries` counts those that failed or crashed."""

    update_id: int
    payload: str
    tries: int


def receive(
    db: sqlite3.Connection, channel: str, updates: Iterable[tuple[int, str]], now: datetime
) -> int:
    """Store updates (number and JSON); repeated ones change nothing. Returns how many were new."""
    return db.executemany(
        "INSERT OR IGNORE INTO inbox (channel, update_id, payload, received_at)"
        " VALUES (?, ?, ?, ?)",
        [(channel, number, payload, now.isoformat()) for number, payload in updates],
    ).rowcount


def note_crash(db: sqlite3.Connection, channel: str) -> None:
    """At a start: what was being handled when the process ended counts as tried."""
    db.execute(
        "UPDATE inbox SET tries = tries + 1, started = 0 WHERE channel = ? AND started = 1"
        " AND state = 'waiting'",
        (channel,),
    )


def take(db: sqlite3.Connection, channel: str, limit: int) -> list[Waiting]:
    """The next updates, marked as being handled. One that was tried before comes alone."""
    rows = db.execute(
        "SELECT update_id, payload, tries FROM inbox INDEXED BY inbox_waiting WHERE channel = ?"
        " AND state = 'waiting' ORDER BY update_id LIMIT ?",
        (channel, limit),
    ).fetchall()
    found = [Waiting(*row) for row in rows]
    tried = next((i for i, waiting in enumerate(found) if waiting.tries), len(found))
    found = found[: max(1, tried)]
    db.executemany(
        "UPDATE inbox SET started = 1 WHERE channel = ? AND update_id = ?",
        [(channel, waiting.update_id) for waiting in found],
    )
    return found


def done(db: sqlite3.Connection, channel: str, update_id: int, chat_id: str) -> None:
    """The update was handled; it belongs to that chat."""
    db.execute(
        "UPDATE inbox SET state = 'done', started = 0, error = '', chat_id = ?"
        " WHERE channel = ? AND update_id = ?",
        (chat_id, channel, update_id),
    )


def failed(db: sqlite3.Connection, channel: str, waiting: Waiting, error: str) -> bool:
    """The update could not be handled; returns whether it is set aside for good."""
    aside = waiting.tries + 1 >= TRIES
    db.execute(
        "UPDATE inbox SET tries = tries + 1, started = 0, error = ?, state = ?"
        " WHERE channel = ? AND update_id = ?",
        (error, "set_aside" if aside else "waiting", channel, waiting.update_id),
    )
    return aside


def count(db: sqlite3.Connection, state: str) -> int:
    """How many updates are in that state."""
    row = db.execute("SELECT count(*) FROM inbox WHERE state = ?", (state,)).fetchone()
    return int(row[0])
