"""Chats that asked to be forgotten: what of them goes, and that nothing of it comes back."""

from __future__ import annotations

import hashlib
import sqlite3
from datetime import datetime

from bot.contract.messages import Chat

List = frozenset[tuple[str, str]]  # (hash of the chat, moment)


class Traces:
    """Whether a transaction has removed what must leave the file's spare pages and log as well."""

    removed = False


def hash_of(chat: Chat) -> str:
    """What the list calls a chat."""
    return hashlib.sha256(f"{chat.channel}:{chat.chat_id}".encode()).hexdigest()


def note(db: sqlite3.Connection, chat: Chat, now: datetime) -> None:
    """The chat asked to be forgotten."""
    db.execute("INSERT OR IGNORE INTO forgotten VALUES (?, ?)", (hash_of(chat), now.isoformat()))


def is_forgotten(db: sqlite3.Connection, chat: Chat, since: str) -> bool:
    """Whether the chat asked for it at or after that moment."""
    found = db.execute(
        "SELECT 1 FROM forgotten WHERE chat = ? AND at >= ?", (hash_of(chat), since)
    ).fetchone()
    return found is not None


def remove_messages(db: sqlite3.Connection, chat: Chat) -> None:
    """Its messages go. That a delivery has been is still known, so that no repeat comes back."""
    db.execute(
        "UPDATE inbox SET payload = '', chat_id = ''"
        " WHERE channel = ? AND chat_id = ? AND state <> 'waiting'",
        chat.key,
    )
    db.execute(
        "DELETE FROM outbox WHERE channel = ? AND chat_id = ? AND state <> 'waiting'", chat.key
    )


def listed(db: sqlite3.Connection) -> List:
    """Who asked for it, as far as that database knows."""
    if not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'forgotten'").fetchone():
        return frozenset()
    return frozenset(tuple(row) for row in db.execute("SELECT chat, at FROM forgotten"))


def chats_in(db: sqlite3.Connection) -> set[Chat]:
    """Every chat of which the database knows something that a customer can have removed."""
    tables = ("inbox", "outbox", "binding", "dialogue_state", "chat_language")
    return {
        Chat(*row)
        for table in tables
        for row in db.execute(f"SELECT DISTINCT channel, chat_id FROM {table}")  # noqa: S608 - fixed names
    }
