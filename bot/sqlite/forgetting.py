"""Chats that asked to be forgotten: what of them goes, and that nothing of it comes back."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime

from bot.contract.messages import Chat
from bot.sqlite import photos
from bot.sqlite.connection import Connection

List = frozenset[tuple[str, str, str]]  # (channel, hash of the chat, moment)
# Whether the chat of a row in `inbox` has asked for it since the row came; ? is the chat's hash.
SINCE_IT_CAME = (
    "EXISTS (SELECT 1 FROM forgotten f WHERE f.channel = inbox.channel AND f.chat = ?"
    " AND f.at >= inbox.received_at)"
)


class Traces:
    """Whether a transaction has removed what must leave the file's spare pages and log as well."""

    removed = False


def hash_of(chat_id: str) -> str:
    """What the list calls a chat."""
    return hashlib.sha256(chat_id.encode()).hexdigest()


def note(db: Connection, chat: Chat, now: datetime) -> None:
    """The chat asked to be forgotten."""
    db.execute(
        "INSERT INTO forgotten VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        (chat.channel, hash_of(chat.chat_id), now.isoformat()),
    )


def remove_messages(db: Connection, chat: Chat) -> None:
    """Its messages go. That a delivery has been is still known, so that no repeat comes back."""
    db.execute(
        "UPDATE inbox SET payload = '', chat_id = ''"
        " WHERE channel = ? AND chat_id = ? AND state <> 'waiting'",
        chat.key,
    )
    db.execute(
        "DELETE FROM outbox WHERE channel = ? AND chat_id = ? AND state <> 'waiting'", chat.key
    )
    db.execute("DELETE FROM misheard WHERE channel = ? AND chat_id = ?", chat.key)
    photos.remove_of_chat(db, chat)


def listed(db: Connection) -> List:
    """Who asked for it, as far as that database knows."""
    return frozenset(tuple(row) for row in db.execute("SELECT channel, chat, at FROM forgotten"))


def remove_sent(db: Connection, keys: Iterable[str]) -> bool:
    """Of messages that are sent, those go whose chat asked for it after they were written.

    Returns:
        Whether any went.
    """
    asked = listed(db)
    gone = (
        [
            key
            for key in keys
            for row in db.execute("SELECT * FROM outbox WHERE key = ?", (key,))
            for channel, chat, at in asked
            if channel == row["channel"]
            and chat == hash_of(row["chat_id"])
            and at >= row["created_at"]
        ]
        if asked
        else []
    )
    db.executemany("DELETE FROM outbox WHERE key = ?", [(key,) for key in gone])
    return bool(gone)


def chats_in(db: Connection) -> set[Chat]:
    """Every chat of which the database knows something that a customer can have removed."""
    tables = ("inbox", "outbox", "binding", "dialogue_state", "chat_language", "chat_consent")
    return {
        Chat(*row)
        for table in tables
        for row in db.execute(f"SELECT DISTINCT channel, chat_id FROM {table}")  # noqa: S608 - fixed names
    }
