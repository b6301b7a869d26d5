"""What was forwarded, sent or said in a case: one row a message, changed when it is edited."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from bot.contract.messages import Chat
from bot.records.case import Material


def put(db: sqlite3.Connection, number: str, item: Material) -> int:
    """Add a message to a case; its row's number."""
    row = db.execute(
        "INSERT INTO case_material (case_number, channel, chat_id, message_id, sender, origin,"
        " kind, text, file_id, said_at, received_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (channel, chat_id, message_id) DO UPDATE SET text = excluded.text"
        " RETURNING id",
        (
            number,
            *item.chat.key,
            item.message_id,
            item.sender,
            item.origin,
            item.kind,
            item.text,
            item.file_id,
            item.said_at.isoformat(),
            item.received_at.isoformat(),
        ),
    ).fetchone()
    return int(row[0])


def edit(db: sqlite3.Connection, chat: Chat, message_id: str, text: str) -> tuple[str, str] | None:
    """Change the text of a message; its case and the text before, None if it is in no case."""
    row = db.execute(
        "SELECT case_number, text FROM case_material WHERE channel = ? AND chat_id = ?"
        " AND message_id = ?",
        (*chat.key, message_id),
    ).fetchone()
    if row is None:
        return None
    db.execute(
        "UPDATE case_material SET text = ? WHERE channel = ? AND chat_id = ? AND message_id = ?",
        (text, *chat.key, message_id),
    )
    return row["case_number"], row["text"]


def of_case(db: sqlite3.Connection, number: str) -> tuple[Material, ...]:
    """All messages of a case, in the order in which they came."""
    rows = db.execute(
        "SELECT * FROM case_material WHERE case_number = ? ORDER BY id", (number,)
    ).fetchall()
    return tuple(_material(row) for row in rows)


def case_of(db: sqlite3.Connection, chat: Chat, message_id: str) -> str | None:
    """The number of the case that a message belongs to."""
    row = db.execute(
        "SELECT case_number FROM case_material WHERE channel = ? AND chat_id = ?"
        " AND message_id = ?",
        (*chat.key, message_id),
    ).fetchone()
    return None if row is None else str(row[0])


def latest_case(
    db: sqlite3.Connection, chat: Chat, sender: str, origin: str | None, since: datetime
) -> str | None:
    """The case to which that sender has just added something of that origin (None = of any)."""
    row = db.execute(
        "SELECT case_number FROM case_material WHERE channel = ?1 AND chat_id = ?2 AND sender = ?3"
        " AND (?4 IS NULL OR origin = ?4) AND received_at >= ?5 ORDER BY id DESC LIMIT 1",
        (*chat.key, sender, origin, since.isoformat()),
    ).fetchone()
    return None if row is None else str(row[0])


def move(db: sqlite3.Connection, old: str, new: str) -> None:
    """All messages of one case go over to another."""
    db.execute("UPDATE case_material SET case_number = ? WHERE case_number = ?", (new, old))


def _material(row: sqlite3.Row) -> Material:
    return Material(
        Chat(row["channel"], row["chat_id"]),
        row["message_id"],
        row["sender"],
        row["origin"],
        row["kind"],
        row["text"],
        row["file_id"],
        datetime.fromisoformat(row["said_at"]),
        datetime.fromisoformat(row["received_at"]),
    )
