"""How many messages may still be sent to a chat."""

from __future__ import annotations

from datetime import datetime

from bot.contract.messages import Chat
from bot.sqlite.connection import Connection
from bot.store.windows import Window, Windows

_OF = "WHERE channel = ? AND chat_id = ?"


class SqlWindows(Windows):
    """The port over one connection."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def open(self, chat: Chat, left: int, until: datetime) -> None:
        before = self.of(chat)
        person = before.person if before else ""
        if before and before.left and before.until > until and not before.blocked:
            return
        self._db.execute(
            "INSERT INTO chat_window (channel, chat_id, until, rest, blocked, person)"
            " VALUES (?, ?, ?, ?, 0, ?) ON CONFLICT (channel, chat_id) DO UPDATE"
            " SET until = excluded.until, rest = excluded.rest, blocked = 0",
            (*chat.key, until.isoformat(), left, person),
        )

    def of(self, chat: Chat) -> Window | None:
        row = self._db.execute(
            f"SELECT until, rest, blocked, person, forms, forms_asked FROM chat_window {_OF}",  # noqa: S608 - fixed text
            chat.key,
        ).fetchone()
        if row is None:
            return None
        return Window(
            datetime.fromisoformat(row[0]), row[1], bool(row[2]), row[3], row[4], bool(row[5])
        )

    def spend(self, chat: Chat, count: int) -> None:
        self._db.execute(
            f"UPDATE chat_window SET rest = CASE WHEN rest < ? THEN 0 ELSE rest - ? END {_OF}",  # noqa: S608 - fixed text
            (count, count, *chat.key),
        )

    def close(self, chat: Chat, *, blocked: bool = False) -> None:
        self._db.execute(
            f"UPDATE chat_window SET rest = 0, blocked = ? {_OF}",  # noqa: S608 - fixed text
            (int(blocked), *chat.key),
        )

    def put_person(self, chat: Chat, person: str) -> None:
        self._db.execute(
            f"UPDATE chat_window SET person = ? {_OF}",  # noqa: S608 - fixed text
            (person, *chat.key),
        )

    def put_forms(self, chat: Chat, count: int, now: datetime) -> None:
        self._db.execute(
            "INSERT INTO chat_window (channel, chat_id, until, rest, blocked, person, forms)"
            " VALUES (?, ?, ?, 0, 0, '', ?) ON CONFLICT (channel, chat_id) DO UPDATE"
            " SET forms = excluded.forms",
            (*chat.key, now.isoformat(), count),
        )

    def put_asked(self, chat: Chat) -> None:
        self._db.execute(
            f"UPDATE chat_window SET forms_asked = 1 {_OF}",  # noqa: S608 - fixed text
            chat.key,
        )


def remove_old(db: Connection, before: str, now: str) -> None:
    """Of chats in which nobody has written for so long; secrets that open nothing any more."""
    db.execute("DELETE FROM chat_window WHERE until < ?", (before,))
    db.execute("DELETE FROM once WHERE until < ?", (now,))
