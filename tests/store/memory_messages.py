"""Inbox and outbox, in memory."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from operator import itemgetter
from typing import Any

from bot.contract.messages import Chat
from bot.store.inbox import TRIES, Inbox, Waiting
from bot.store.outbox import Outbox, Outgoing
from tests.store.memory_tables import Post, Tables, Update


class MemoryInbox(Inbox):
    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def receive(self, channel: str, updates: Iterable[tuple[int, str]], now: datetime) -> int:
        before = len(self._tables.inbox)
        for number, payload in updates:
            self._tables.inbox.setdefault((channel, number), Update(payload, now))
        return len(self._tables.inbox) - before

    def note_crash(self, channel: str) -> None:
        for key, row in self._tables.inbox.items():
            if key[0] == channel and row.started and row.state == "waiting":
                self._change(key, tries=row.tries + 1, started=False)

    def take(self, channel: str, limit: int) -> list[Waiting]:
        waiting = (
            (number, row)
            for (own, number), row in self._tables.inbox.items()
            if own == channel and row.state == "waiting"
        )
        rows = sorted(waiting, key=itemgetter(0))[:limit]
        tried = next((i for i, (_, row) in enumerate(rows) if row.tries), len(rows))
        rows = rows[: max(1, tried)]
        for number, _ in rows:
            self._change((channel, number), started=True)
        return [Waiting(number, row.payload, row.tries) for number, row in rows]

    def done(self, channel: str, update_id: int, chat_id: str) -> None:
        chat = Chat(channel, chat_id)
        self._change((channel, update_id), state="done", started=False, error="", chat=chat)

    def failed(self, channel: str, waiting: Waiting, error: str) -> bool:
        aside = waiting.tries + 1 >= TRIES
        key = channel, waiting.update_id
        self._change(
            key,
            tries=self._tables.inbox[key].tries + 1,
            started=False,
            error=error,
            state="set_aside" if aside else "waiting",
        )
        return aside

    def count(self, state: str) -> int:
        return sum(row.state == state for row in self._tables.inbox.values())

    def _change(self, key: tuple[str, int], **fields: Any) -> None:
        self._tables.inbox[key] = replace(self._tables.inbox[key], **fields)


class MemoryOutbox(Outbox):
    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def put(
        self,
        key: str,
        chat: Chat,
        method: str,
        params: dict[str, Any],
        now: datetime,
        not_before: datetime | None = None,
    ) -> bool:
        if any(row.key == key for row in self._tables.outbox.values()):
            return False
        post = Post(key, chat, method, json.dumps(params), now, not_before)
        self._tables.outbox[self._tables.next_id()] = post
        return True

    def cancel(self, prefix: str) -> int:
        mine = [number for number, row in self._waiting() if row.key.startswith(prefix)]
        for number in mine:
            del self._tables.outbox[number]
        return len(mine)

    def heads(self, channel: str, now: datetime) -> list[Outgoing]:
        first: dict[Chat, Outgoing] = {}
        for number, row in self._waiting():
            if row.chat.channel == channel and (row.not_before is None or row.not_before <= now):
                post = Outgoing(number, row.key, row.chat, row.method, json.loads(row.params))
                first.setdefault(row.chat, post)
        return list(first.values())

    def next_due(self, channel: str) -> datetime | None:
        waiting = (row for _, row in self._waiting() if row.chat.channel == channel)
        return min((row.not_before for row in waiting if row.not_before), default=None)

    def sent(self, keys: Iterable[str], now: datetime) -> None:
        del now
        taken = set(keys)
        for number, row in self._tables.outbox.items():
            if row.key in taken:
                self._tables.outbox[number] = replace(row, state="sent", error="")

    def failed(self, number: int, error: str) -> None:
        row = self._tables.outbox[number]
        self._tables.outbox[number] = replace(row, state="failed", error=error)

    def moved(self, chat: Chat, new_id: str) -> None:
        for number, row in self._waiting():
            if row.chat == chat:
                moved = replace(row, chat=Chat(chat.channel, new_id))
                self._tables.outbox[number] = moved

    def count(self, state: str) -> int:
        return sum(row.state == state for row in self._tables.outbox.values())

    def _waiting(self) -> list[tuple[int, Post]]:
        return [(n, row) for n, row in self._tables.outbox.items() if row.state == "waiting"]
