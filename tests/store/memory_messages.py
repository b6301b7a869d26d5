"""Inbox and outbox, in memory."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.contract.messages import Chat, Reply, Sendable
from bot.contract.neutral import decoded, encoded
from bot.store.inbox import LATE, TRIES, Busy, Inbox, Turn, Waiting, batch
from bot.store.misheard import Misheard, MisheardList
from bot.store.outbox import Delivered, Outbox, Outgoing, Taken
from tests.store.memory_tables import Post, Tables, Update


def _shows(row: Post, account_no: str) -> bool:
    what = _what(row)
    figures = what.figures if isinstance(what, Reply) else None
    return figures is not None and figures.account_no == account_no


class MemoryInbox(Inbox):
    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def receive(
        self,
        channel: str,
        deliveries: Iterable[tuple[str, str]],
        now: datetime,
        turn_of: Callable[[str], Turn] = lambda _: Turn(),
    ) -> int:
        before = len(self._tables.inbox)
        for name, payload in deliveries:
            known = {(row.channel, row.delivery) for row in self._tables.inbox.values()}
            if (channel, name) not in known:
                update = Update(channel, name, payload, now, turn_of(payload))
                self._tables.inbox[self._tables.next_id()] = update
        return len(self._tables.inbox) - before

    def adopt(self, channel: str, owner: str) -> None:
        for arrival, row in self._tables.inbox.items():
            if row.channel == channel and ":" not in row.delivery:
                self._change(arrival, delivery=f"{owner}:{row.delivery}")

    def note_crash(self, channel: str) -> None:
        for arrival, row in self._tables.inbox.items():
            if row.channel == channel and row.started and row.state == "waiting":
                self._change(arrival, tries=row.tries + 1, started=False)

    def let_go(self, channel: str) -> None:
        for arrival, row in self._tables.inbox.items():
            if row.channel == channel and row.started and row.state == "waiting":
                self._change(arrival, started=False)

    def take(self, channel: str, limit: int, busy: Collection[Busy] = ()) -> list[Waiting]:
        waiting = batch(self._queue(channel, limit, busy))
        for one in waiting:
            self._change(one.arrival, started=True)
        return waiting

    def waits(self, channel: str, limit: int) -> list[Waiting]:
        return [waiting for waiting, _ in self._queue(channel, limit)]

    def _queue(
        self, channel: str, limit: int, busy: Collection[Busy] = ()
    ) -> list[tuple[Waiting, bool]]:
        places: Counter[str] = Counter()
        queue = []
        rows = [(n, row) for n, row in self._tables.inbox.items() if row.channel == channel]
        rows = [(n, row) for n, row in rows if row.state == "waiting"]
        arrivals, chats = {one.arrival for one in busy}, {one.chat for one in busy} - {""}
        rows = [
            (n, row)
            for n, row in rows
            if n not in arrivals and (row.turn.grave or row.turn.chat not in chats)
        ]
        grave = {row.turn.chat for _, row in rows if row.turn.grave}
        for arrival, row in rows:
            chat = row.turn.chat
            places[chat] += 1
            tried = max(other.tries for _, other in rows if other.turn.chat == chat)
            one = Waiting(arrival, row.delivery, row.payload, row.tries)
            queue.append((chat not in grave, tried, places[chat], arrival, one))
        return [(one, not calm) for calm, _, _, _, one in sorted(queue)[:limit]]

    def done(self, waiting: Waiting, chat_id: str) -> None:
        row = self._tables.inbox[waiting.arrival]
        chat, payload = Chat(row.channel, chat_id), row.payload
        if self._tables.is_forgotten(chat, row.received_at):
            chat, payload = None, ""
        if re.search("start.s_", payload):
            payload = ""
        self._change(
            waiting.arrival, state="done", started=False, error="", chat=chat, payload=payload
        )

    def failed(self, waiting: Waiting, error: str) -> bool:
        aside = waiting.tries + 1 >= TRIES
        self._change(
            waiting.arrival,
            tries=self._tables.inbox[waiting.arrival].tries + 1,
            started=False,
            error=error,
            state="set_aside" if aside else "waiting",
        )
        return aside

    def lately(self, chat: Chat, since: datetime) -> int:
        rows = self._tables.inbox.values()
        return sum(row.chat == chat and row.received_at > since for row in rows)

    def of_chat(self, chat: Chat, since: datetime) -> list[tuple[datetime, str]]:
        rows = self._tables.inbox.values()
        mine = [row for row in rows if row.chat == chat and row.state == "done"]
        return [(row.received_at, row.payload) for row in mine if row.received_at > since]

    def count(self, state: str) -> int:
        return sum(row.state == state for row in self._tables.inbox.values())

    def oldest(self) -> datetime | None:
        rows = self._tables.inbox.values()
        waiting = (row for row in rows if row.state == "waiting")
        in_time = (row for row in waiting if not row.delivery.startswith(LATE))
        return min((row.received_at for row in in_time), default=None)

    def _change(self, arrival: int, **fields: Any) -> None:
        self._tables.inbox[arrival] = replace(self._tables.inbox[arrival], **fields)


class MemoryOutbox(Outbox):
    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def put(
        self,
        key: str,
        chat: Chat,
        what: Sendable,
        now: datetime,
        not_before: datetime | None = None,
        case_number: str = "",
        not_after: datetime | None = None,
        topic: str = "",
        urgent: bool = False,
    ) -> bool:
        if any(row.key == key for row in self._tables.outbox.values()):
            return False
        told = json.dumps(encoded(what))
        post = Post(
            key, chat, told, case_number, now, not_before, not_after, topic=topic, urgent=urgent
        )
        self._tables.outbox[self._tables.next_id()] = post
        return True

    def cancel(self, prefix: str) -> int:
        mine = [number for number, row in self._waiting() if row.key.startswith(prefix)]
        for number in mine:
            del self._tables.outbox[number]
        return len(mine)

    def drop(self, chat: Chat) -> int:
        mine = [number for number, row in self._waiting() if row.chat == chat]
        for number in mine:
            del self._tables.outbox[number]
        return len(mine)

    def take_back(self, chat: Chat, account_no: str) -> tuple[tuple[str, str], ...]:
        mine = [
            (number, row)
            for number, row in self._waiting()
            if row.chat == chat and _shows(row, account_no)
        ]
        for number, _ in mine:
            del self._tables.outbox[number]
        return tuple((row.key, row.case_number) for _, row in mine)

    def waits(self, prefix: str) -> int:
        return sum(row.key.startswith(prefix) for _, row in self._waiting())

    def heads(self, channel: str, now: datetime) -> list[Outgoing]:
        first: dict[Chat, Outgoing] = {}
        waiting = sorted(self._waiting(), key=lambda one: (not one[1].parts, not one[1].urgent))
        for number, row in waiting:
            if row.chat.channel == channel and (row.not_before is None or row.not_before <= now):
                post = Outgoing(
                    number, row.key, row.chat, _what(row), row.parts, row.not_after,
                    row.case_number, row.topic,
                )  # fmt: skip
                first.setdefault(row.chat, post)
        return list(first.values())

    def shown(self, chat: Chat, after: int) -> list[tuple[int, datetime, Sendable]]:
        return [
            (number, row.sent_at, _what(row))
            for number, row in self._tables.outbox.items()
            if row.chat == chat and row.state == "sent" and number > after and row.sent_at
        ]

    def next_due(self, channel: str) -> datetime | None:
        waiting = (row for _, row in self._waiting() if row.chat.channel == channel)
        return min((row.not_before for row in waiting if row.not_before), default=None)

    def taken(self, messages: Iterable[Taken], now: datetime) -> list[Delivered]:
        found = []
        for message in messages:
            for number, row in list(self._tables.outbox.items()):
                if row.key != message.key or (row.state in {"sent", "unknown"} and message.whole):
                    continue
                row = replace(row, parts=message.parts)  # noqa: PLW2901
                if message.whole:
                    state = "sent" if message.sure else "unknown"
                    row = replace(  # noqa: PLW2901
                        row, state=state, error="", sent_at=now, wire_id=message.wire_id
                    )
                    what = _what(row)
                    of_reply = isinstance(what, Reply)
                    figures, card = (what.figures, what.card) if of_reply else (None, None)
                    found.append(
                        Delivered(
                            row.key,
                            row.chat,
                            figures,
                            row.case_number,
                            message.sure,
                            message.wire_id,
                            row.topic,
                            card,
                        )
                    )
                if '"secret"' in row.what and message.whole:
                    row = replace(row, what="{}")  # noqa: PLW2901
                self._tables.outbox[number] = row
                if message.whole and self._tables.is_forgotten(row.chat, row.created_at):
                    del self._tables.outbox[number]
        return found

    def expired(self, number: int) -> None:
        row = self._tables.outbox[number]
        self._tables.outbox[number] = replace(row, state="expired")

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

    def oldest(self, now: datetime) -> datetime | None:
        rows = [row for _, row in self._waiting()]
        since = (max(row.created_at, row.not_before or row.created_at) for row in rows)
        return min((moment for moment in since if moment <= now), default=None)

    def _waiting(self) -> list[tuple[int, Post]]:
        return [(n, row) for n, row in self._tables.outbox.items() if row.state == "waiting"]


def _what(row: Post) -> Sendable:
    return decoded(json.loads(row.what))


class MemoryMisheardList(MisheardList):
    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def keep(self, chat: Chat, words: str, taken_for: str, now: datetime) -> None:
        if (chat, words) not in self._tables.misheard:
            kept = Misheard(self._tables.next_id(), words, taken_for, now)
            self._tables.misheard[chat, words] = kept

    def label(self, number: int, meant: str) -> bool:
        found = [key for key, one in self._tables.misheard.items() if one.number == number]
        for key in found:
            self._tables.misheard[key] = replace(self._tables.misheard[key], meant=meant)
        return bool(found)

    def all(self) -> tuple[Misheard, ...]:
        return tuple(sorted(self._tables.misheard.values(), key=lambda one: one.at))
