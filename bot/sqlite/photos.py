"""Photos that customers sent on the page."""

from __future__ import annotations

from datetime import datetime

from bot.contract.messages import Chat
from bot.sqlite.connection import Connection
from bot.store.photos import Photo, Photos

# What lies in a case goes with the case.
_IN_NO_CASE = (
    "NOT EXISTS (SELECT 1 FROM case_material m WHERE m.file_id = photo.key AND m.file_id <> '')"
)


class SqlPhotos(Photos):
    """The port over one connection."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def keep(self, key: str, photo: Photo, now: datetime) -> None:
        values = (key, *photo.chat.key, photo.kind, photo.content, now.isoformat())
        self._db.execute("INSERT INTO photo VALUES (?, ?, ?, ?, ?, ?)", values)

    def get(self, key: str) -> Photo | None:
        row = self._db.execute("SELECT * FROM photo WHERE key = ?", (key,)).fetchone()
        if row is None:
            return None
        return Photo(Chat(row["channel"], row["chat_id"]), row["kind"], row["content"])

    def count_since(self, chat: Chat, since: datetime) -> int:
        row = self._db.execute(
            "SELECT count(*) FROM photo WHERE at >= ? AND channel = ? AND chat_id = ?",
            (since.isoformat(), *chat.key),
        ).fetchone()
        return int(row[0])


def remove_of_chat(db: Connection, chat: Chat) -> None:
    """The chat asked to be forgotten."""
    db.execute(f"DELETE FROM photo WHERE channel = ? AND chat_id = ? AND {_IN_NO_CASE}", chat.key)  # noqa: S608 - fixed text


def remove_old(db: Connection, before: str) -> None:
    """As old as a chat may be."""
    db.execute(f"DELETE FROM photo WHERE at < ? AND {_IN_NO_CASE}", (before,))  # noqa: S608 - fixed text
