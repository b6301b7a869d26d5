"""The messages that show cases, in memory."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.contract.card import Card, Paper
from bot.contract.messages import Chat
from bot.store.cards import Cards, Shown
from tests.store.memory_tables import Tables


class MemoryCards(Cards):
    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def note(self, chat: Chat, topic: str, message_id: str, card: Card, now: datetime) -> None:
        del now
        self._tables.cards.pop((chat, message_id), None)
        self._tables.cards[chat, message_id] = (topic, card)

    def newest(self, chat: Chat, topic: str, case_number: str, paper: Paper) -> str:
        mine = (
            message_id
            for (there, message_id), (where, card) in self._tables.cards.items()
            if (there, where, card.case_number, card.paper) == (chat, topic, case_number, paper)
        )
        return max(enumerate(mine), default=(0, ""))[1]

    def shown_at(self, chat: Chat, message_id: str) -> Card | None:
        found = self._tables.cards.get((chat, message_id))
        return replace(found[1], at="", anew=False) if found else None

    def of_case(self, case_number: str) -> tuple[Shown, ...]:
        found = {
            (chat, topic): Shown(chat, topic, message_id, card.staff_id)
            for (chat, message_id), (topic, card) in self._tables.cards.items()
            if card.case_number == case_number and card.paper is Paper.SHEET
        }
        return tuple(found.values())

    def gone(self, chat: Chat, message_id: str) -> None:
        self._tables.cards.pop((chat, message_id), None)
        self._tables.card_passes.pop((chat, message_id), None)

    def put_pass(self, chat: Chat, message_id: str, text: str, until: datetime) -> None:
        if (chat, message_id) in self._tables.cards:
            self._tables.card_passes[chat, message_id] = text, until

    def pass_of(self, chat: Chat, message_id: str, now: datetime) -> str:
        text, until = self._tables.card_passes.get((chat, message_id), ("", now))
        return text if until > now else ""
