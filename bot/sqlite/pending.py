"""Messages of the outbox one by one."""

from __future__ import annotations

import json
from datetime import datetime

from bot.contract.messages import Chat
from bot.contract.neutral import decoded
from bot.sqlite.connection import Connection
from bot.store.outbox import Outgoing
from bot.store.pending import WHEN_THEY_WRITE, Pending

_OUTGOING = (
    "SELECT id, key, channel, chat_id, what, parts, not_after, case_number, topic FROM outbox"
)
_HELD = WHEN_THEY_WRITE.isoformat()


class SqlPending(Pending):
    """The port over one connection."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def find(self, key: str) -> Outgoing | None:
        return next(iter(self._found("key = ?", key)), None)

    def held(self, chat: Chat) -> list[Outgoing]:
        return self._found(
            "state = 'waiting' AND channel = ? AND chat_id = ? AND not_before = ? ORDER BY id",
            *chat.key, _HELD,
        )  # fmt: skip

    def release(self, number: int) -> None:
        self._db.execute("UPDATE outbox SET not_before = '' WHERE id = ?", (number,))

    def late(self, channel: str, now: datetime) -> list[Outgoing]:
        return self._found(
            "state = 'waiting' AND channel = ? AND not_after <> '' AND not_after < ? ORDER BY id",
            channel, now.isoformat(),
        )  # fmt: skip

    def sent_since(self, chat: Chat, since: datetime) -> list[Outgoing]:
        return self._found(
            "state IN ('sent', 'unknown') AND channel = ? AND chat_id = ? AND sent_at >= ?"
            " ORDER BY id DESC",
            *chat.key, since.isoformat(),
        )  # fmt: skip

    def hold(self, number: int) -> None:
        self._db.execute("UPDATE outbox SET not_before = ? WHERE id = ?", (_HELD, number))

    def wire_id(self, number: int) -> str:
        row = self._db.execute("SELECT wire_id FROM outbox WHERE id = ?", (number,)).fetchone()
        return str(row[0]) if row else ""

    def begin(self, number: int) -> int:
        row = self._db.execute(
            "INSERT INTO outbox_try (number, tries) VALUES (?, 1)"
            " ON CONFLICT (number) DO UPDATE SET tries = outbox_try.tries + 1 RETURNING tries",
            (number,),
        ).fetchone()
        return int(row[0]) - 1

    def take_back(self, number: int) -> None:
        self._db.execute(
            "UPDATE outbox_try SET tries = tries - 1 WHERE number = ? AND tries > 0", (number,)
        )

    def forget(self, number: int) -> None:
        self._db.execute("DELETE FROM outbox_try WHERE number = ?", (number,))

    def _found(self, which: str, *values: str) -> list[Outgoing]:
        rows = self._db.execute(f"{_OUTGOING} WHERE {which}", values).fetchall()
        return [
            Outgoing(
                number, key, Chat(channel, chat_id), decoded(json.loads(what)), parts,
                datetime.fromisoformat(late) if late else None, case_number, topic,
            )
            for number, key, channel, chat_id, what, parts, late, case_number, topic in rows
        ]  # fmt: skip
