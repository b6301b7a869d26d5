"""Words before the bill, in memory."""

from __future__ import annotations

from datetime import datetime

from bot.contract.messages import Chat
from bot.records.ahead import Given, Word
from bot.store.ahead import Ahead
from tests.store.memory_tables import Tables


class MemoryAhead(Ahead):
    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def put(self, word: Word, now: datetime) -> bool:
        new = word not in self._tables.ahead
        self._tables.ahead.setdefault(word, ("waiting", now))
        return new

    def waiting(self) -> tuple[Word, ...]:
        found = [word for word, state in self._tables.ahead.items() if state[0] == "waiting"]
        return tuple(sorted(found, key=lambda one: (one.why, one.account_no, one.about)))

    def untold(self) -> tuple[Word, ...]:
        found = [
            word
            for word, (state, at) in self._tables.ahead.items()
            if state.startswith("released")
            and at is not None
            and not any(
                (one.account_no, one.why) == (word.account_no, word.why) and one.at >= at
                for one in self._tables.given
            )
        ]
        return tuple(sorted(found, key=lambda one: (one.why, one.account_no, one.about)))

    def release(self, word: Word, staff_id: int, now: datetime) -> None:
        self._tables.ahead[word] = (f"released by {staff_id}", now)

    def drop(self, word: Word) -> None:
        self._tables.ahead[word] = ("dropped", None)

    def give(self, given: Given) -> None:
        self._tables.given.append(given)

    def take_back(self, given: Given) -> None:
        self._tables.given.remove(given)

    def given_to(self, chat: Chat) -> tuple[Given, ...]:
        return self._newest([one for one in self._tables.given if one.chat == chat])

    def given_of(self, account_no: str) -> tuple[Given, ...]:
        return self._newest([one for one in self._tables.given if one.account_no == account_no])

    def _newest(self, found: list[Given]) -> tuple[Given, ...]:
        in_order = sorted(found, key=lambda one: (one.why, one.chat.chat_id))
        return tuple(sorted(in_order, key=lambda one: one.at, reverse=True))

    def refuse(self, chat: Chat, now: datetime) -> None:
        self._tables.refused[chat] = now

    def refuses(self, chat: Chat) -> bool:
        return chat in self._tables.refused
