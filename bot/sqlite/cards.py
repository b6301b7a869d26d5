"""Which messages of which chats show a case and can be changed where they stand."""

from __future__ import annotations

from datetime import datetime

from bot.contract.card import Card, Paper
from bot.contract.messages import Chat
from bot.sqlite.connection import Connection
from bot.store.cards import Cards, Shown

_NOTE = (
    "INSERT INTO card (channel, chat_id, message_id, topic, case_number, paper, staff_id, at,"
    " asks, place) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?,"
    " (SELECT coalesce(max(place), 0) + 1 FROM card WHERE case_number = ?))"
    " ON CONFLICT (channel, chat_id, message_id) DO UPDATE SET topic = excluded.topic,"
    " case_number = excluded.case_number, paper = excluded.paper, staff_id = excluded.staff_id,"
    " at = excluded.at, asks = excluded.asks, place = excluded.place"
)


class SqlCards(Cards):
    """The port over one connection."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def note(self, chat: Chat, topic: str, message_id: str, card: Card, now: datetime) -> None:
        self._db.execute(
            _NOTE,
            (
                *chat.key,
                message_id,
                topic,
                card.case_number,
                card.paper,
                card.staff_id,
                now.isoformat(),
                card.asks,
                card.case_number,
            ),
        )

    def newest(self, chat: Chat, topic: str, case_number: str, paper: Paper) -> str:
        row = self._db.execute(
            "SELECT message_id FROM card WHERE case_number = ? AND channel = ? AND chat_id = ?"
            " AND topic = ? AND paper = ? ORDER BY at DESC, place DESC LIMIT 1",
            (case_number, *chat.key, topic, paper),
        ).fetchone()
        return "" if row is None else str(row[0])

    def shown_at(self, chat: Chat, message_id: str) -> Card | None:
        row = self._db.execute(
            "SELECT case_number, staff_id, paper, asks FROM card"
            " WHERE channel = ? AND chat_id = ? AND message_id = ?",
            (*chat.key, message_id),
        ).fetchone()
        return Card(row[0], row[1], Paper(row[2]), asks=row[3]) if row else None

    def of_case(self, case_number: str) -> tuple[Shown, ...]:
        rows = self._db.execute(
            "SELECT channel, chat_id, topic, message_id, staff_id FROM card"
            " WHERE case_number = ? AND paper = ? ORDER BY at, place",
            (case_number, Paper.SHEET),
        )
        found = (Shown(Chat(*row[:2]), *row[2:]) for row in rows)
        return tuple({(one.chat, one.topic): one for one in found}.values())

    def gone(self, chat: Chat, message_id: str) -> None:
        self._db.execute(
            "DELETE FROM card WHERE channel = ? AND chat_id = ? AND message_id = ?",
            (*chat.key, message_id),
        )

    def put_pass(self, chat: Chat, message_id: str, text: str, until: datetime) -> None:
        self._db.execute(
            "UPDATE card SET pass = ?, pass_until = ?"
            " WHERE channel = ? AND chat_id = ? AND message_id = ?",
            (text, until.isoformat(), *chat.key, message_id),
        )

    def pass_of(self, chat: Chat, message_id: str, now: datetime) -> str:
        row = self._db.execute(
            "SELECT pass FROM card WHERE channel = ? AND chat_id = ? AND message_id = ?"
            " AND pass_until > ?",
            (*chat.key, message_id, now.isoformat()),
        ).fetchone()
        return "" if row is None else str(row[0])
