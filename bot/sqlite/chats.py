"""What belongs to a chat: its bound accounts, failed tries, and what it remembers."""

from __future__ import annotations

import json
from datetime import datetime

from bot.contract.messages import Chat
from bot.records.memory import Memory
from bot.sqlite.connection import Connection, Row
from bot.sqlite.memory import memory_of, row_of
from bot.sqlite.statements import put
from bot.store.chats import Binding, Chats, Tried
from bot.store.once import Opens

# The highest of a chat's is its current account.
_NEXT = "(SELECT coalesce(max(turn), 0) + 1 FROM binding WHERE channel = ? AND chat_id = ?)"
_MEMORY = put("dialogue_state", ("channel", "chat_id"), "state", "updated_at")
_CONSENT = put("chat_consent", ("channel", "chat_id"), "agrees", "at")
_LANGUAGE = put("chat_language", ("channel", "chat_id"), "locale", "chosen")


class SqlChats(Chats):
    """The port over one connection."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def bind(self, chat: Chat, account_no: str, now: datetime) -> None:
        self._db.execute(
            "INSERT INTO binding (channel, chat_id, account_no, bound_at, used_at, turn)"  # noqa: S608 - fixed text
            f" VALUES (?, ?, ?, ?, ?, {_NEXT}) ON CONFLICT (channel, chat_id, account_no)"
            " DO UPDATE SET bound_at = excluded.bound_at, used_at = excluded.used_at,"
            " turn = excluded.turn",
            (*chat.key, account_no, now.isoformat(), now.isoformat(), *chat.key),
        )

    def turn_to(self, chat: Chat, account_no: str) -> None:
        # When it was proved stays as it was.
        self._db.execute(
            f"UPDATE binding SET turn = {_NEXT}"  # noqa: S608 - fixed text
            " WHERE channel = ? AND chat_id = ? AND account_no = ?",
            (*chat.key, *chat.key, account_no),
        )

    def bound_accounts(self, chat: Chat) -> tuple[str, ...]:
        rows = self._db.execute(
            "SELECT account_no FROM binding WHERE channel = ? AND chat_id = ? ORDER BY turn DESC",
            chat.key,
        ).fetchall()
        return tuple(row[0] for row in rows)

    def bound_to(self, account_no: str) -> tuple[Chat, ...]:
        rows = self._db.execute(
            "SELECT channel, chat_id FROM binding WHERE account_no = ? ORDER BY bound_at",
            (account_no,),
        ).fetchall()
        return tuple(Chat(*row) for row in rows)

    def bindings_of(self, account_no: str) -> tuple[Binding, ...]:
        rows = self._db.execute(
            "SELECT * FROM binding WHERE account_no = ? ORDER BY bound_at", (account_no,)
        )
        return tuple(_binding(row) for row in rows.fetchall())

    def unused_bindings(self, since: datetime) -> tuple[Binding, ...]:
        rows = self._db.execute("SELECT * FROM binding WHERE used_at < ?", (since.isoformat(),))
        return tuple(_binding(row) for row in rows.fetchall())

    def note_use(self, chat: Chat, account_no: str, now: datetime) -> None:
        self._db.execute(
            "UPDATE binding SET used_at = ?"
            " WHERE channel = ? AND chat_id = ? AND account_no = ? AND used_at < ?",
            (now.isoformat(), *chat.key, account_no, now.isoformat()),
        )

    def end_binding(self, chat: Chat, account_no: str) -> None:
        self._db.execute(
            "DELETE FROM binding WHERE channel = ? AND chat_id = ? AND account_no = ?",
            (*chat.key, account_no),
        )

    def unbind(self, chat: Chat) -> int:
        # Whole answers that only a link opens: they tell of the accounts, too.
        self._db.execute(
            "DELETE FROM once WHERE opens = ? AND made_by = ?", (Opens.TEXT, chat.name)
        )
        return self._db.execute(
            "DELETE FROM binding WHERE channel = ? AND chat_id = ?", chat.key
        ).rowcount

    def forget(self, chat: Chat) -> None:
        self.unbind(chat)
        # What was told here was told: nobody calls them with it once it is deleted.
        self._db.execute(
            "UPDATE ahead SET dropped = 1 WHERE account_no IN"
            " (SELECT account_no FROM ahead_told WHERE channel = ? AND chat_id = ?)"
            " AND EXISTS (SELECT 1 FROM ahead_told AS told"
            " WHERE told.account_no = ahead.account_no AND told.why = ahead.why"
            " AND told.at >= ahead.released_at AND told.channel = ? AND told.chat_id = ?)",
            (*chat.key, *chat.key),
        )
        for table in (
            "dialogue_state",
            "chat_language",
            "chat_consent",
            "ahead_told",
            "ahead_refused",
        ):
            self._db.execute(f"DELETE FROM {table} WHERE channel = ? AND chat_id = ?", chat.key)  # noqa: S608 - fixed names

    def add_failure(self, chat: Chat, account_no: str, now: datetime) -> None:
        self._db.execute(
            "INSERT INTO binding_failure VALUES (?, ?, ?, ?)",
            (*chat.key, now.isoformat(), account_no),
        )

    def failures_since(self, chat: Chat, since: datetime) -> int:
        row = self._db.execute(
            "SELECT count(*) FROM binding_failure WHERE channel = ? AND chat_id = ? AND at > ?",
            (*chat.key, since.isoformat()),
        ).fetchone()
        return int(row[0])

    def accounts_tried(self, chat: Chat, since: datetime) -> int:
        row = self._db.execute(
            "SELECT count(DISTINCT account_no) FROM binding_failure"
            " WHERE channel = ? AND chat_id = ? AND at > ? AND account_no <> ''",
            (*chat.key, since.isoformat()),
        ).fetchone()
        return int(row[0])

    def failures_on_account(self, account_no: str, since: datetime) -> int:
        self._db.execute("DELETE FROM binding_failure WHERE at < ?", (since.isoformat(),))
        row = self._db.execute(
            "SELECT count(*) FROM binding_failure WHERE account_no = ?", (account_no,)
        ).fetchone()
        return int(row[0])

    def tried(self, since: datetime) -> tuple[Tried, ...]:
        rows = self._db.execute(
            "SELECT account_no, count(*), count(DISTINCT channel || ':' || chat_id)"
            " FROM binding_failure WHERE at > ? AND account_no <> ''"
            " GROUP BY account_no ORDER BY account_no",
            (since.isoformat(),),
        )
        return tuple(Tried(*row) for row in rows.fetchall())

    def get_memory(self, chat: Chat) -> Memory:
        row = self._db.execute(
            "SELECT state FROM dialogue_state WHERE channel = ? AND chat_id = ?", chat.key
        ).fetchone()
        return Memory() if row is None else memory_of(json.loads(row[0]))

    def put_memory(self, chat: Chat, memory: Memory, now: datetime) -> None:
        self._db.execute(
            _MEMORY,
            (*chat.key, json.dumps(row_of(memory), ensure_ascii=False), now.isoformat()),
        )

    def agrees(self, chat: Chat) -> bool | None:
        row = self._db.execute(
            "SELECT agrees FROM chat_consent WHERE channel = ? AND chat_id = ?", chat.key
        ).fetchone()
        return None if row is None else bool(row[0])

    def put_agrees(self, chat: Chat, now: datetime, *, agrees: bool) -> None:
        self._db.execute(
            _CONSENT,
            (*chat.key, int(agrees), now.isoformat()),
        )

    def language_of(self, chat: Chat) -> tuple[str | None, bool]:
        row = self._db.execute(
            "SELECT locale, chosen FROM chat_language WHERE channel = ? AND chat_id = ?", chat.key
        ).fetchone()
        return (None, False) if row is None else (row["locale"], bool(row["chosen"]))

    def put_language(self, chat: Chat, locale: str, *, chosen: bool) -> None:
        self._db.execute(
            _LANGUAGE,
            (*chat.key, locale, int(chosen)),
        )


def _binding(row: Row) -> Binding:
    moments = (datetime.fromisoformat(row[name]) for name in ("bound_at", "used_at"))
    return Binding(Chat(row["channel"], row["chat_id"]), row["account_no"], *moments)
