"""What was forwarded, sent or said in a case: one row a message, changed when it is edited."""

from __future__ import annotations

from datetime import datetime

from bot.contract.messages import Chat
from bot.records.case import Material
from bot.sqlite.connection import Connection, Row
from bot.store.materials import Materials


class SqlMaterials(Materials):
    """The port over one connection."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def put(self, number: str, item: Material) -> int:
        row = self._db.execute(
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

    def edit(self, chat: Chat, message_id: str, text: str) -> tuple[str, str] | None:
        row = self._db.execute(
            "SELECT case_number, text FROM case_material WHERE channel = ? AND chat_id = ?"
            " AND message_id = ?",
            (*chat.key, message_id),
        ).fetchone()
        if row is None:
            return None
        self._db.execute(
            "UPDATE case_material SET text = ? WHERE channel = ? AND chat_id = ?"
            " AND message_id = ?",
            (text, *chat.key, message_id),
        )
        return row["case_number"], row["text"]

    def attach(self, chat: Chat, message_id: str, file_id: str, text: str) -> str | None:
        self._db.execute(
            "UPDATE case_material SET file_id = ?, text = ? WHERE channel = ? AND chat_id = ?"
            " AND message_id = ?",
            (file_id, text, *chat.key, message_id),
        )
        return self.case_of(chat, message_id)

    def of_case(self, number: str) -> tuple[Material, ...]:
        rows = self._db.execute(
            "SELECT * FROM case_material WHERE case_number = ? ORDER BY id", (number,)
        ).fetchall()
        return tuple(_material(row) for row in rows)

    def case_of(self, chat: Chat, message_id: str) -> str | None:
        row = self._db.execute(
            "SELECT case_number FROM case_material WHERE channel = ? AND chat_id = ?"
            " AND message_id = ?",
            (*chat.key, message_id),
        ).fetchone()
        return None if row is None else str(row[0])

    def latest_case(
        self, chat: Chat, sender: str, origin: str | None, since: datetime
    ) -> str | None:
        row = self._db.execute(
            "SELECT case_number FROM case_material WHERE channel = ? AND chat_id = ?"
            " AND sender = ? AND origin = coalesce(?, origin) AND received_at >= ?"
            " ORDER BY id DESC LIMIT 1",
            (*chat.key, sender, origin, since.isoformat()),
        ).fetchone()
        return None if row is None else str(row[0])

    def give(self, chat: Chat, message_id: str, number: str) -> None:
        self._db.execute(
            "UPDATE case_material SET case_number = ? WHERE channel = ? AND chat_id = ?"
            " AND message_id = ?",
            (number, *chat.key, message_id),
        )

    def move(self, old: str, new: str) -> None:
        self._db.execute(
            "UPDATE case_material SET case_number = ? WHERE case_number = ?", (new, old)
        )


def _material(row: Row) -> Material:
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
