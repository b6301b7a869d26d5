"""What messengers that count need, in memory."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime

from bot.contract.messages import Chat
from bot.contract.neutral import decoded
from bot.store.lines import Lines, Place, Token
from bot.store.once import Offered, Once, Opens
from bot.store.outbox import Outgoing
from bot.store.pending import WHEN_THEY_WRITE, Pending
from bot.store.windows import Window, Windows
from tests.store.memory_tables import Post, Tables


class MemoryWindows(Windows):
    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def open(self, chat: Chat, left: int, until: datetime) -> None:
        before = self.of(chat)
        if before and before.left and before.until > until and not before.blocked:
            return
        window = before or Window(until, left)
        self._tables.windows[chat] = replace(window, until=until, left=left, blocked=False)

    def of(self, chat: Chat) -> Window | None:
        return self._tables.windows.get(chat)

    def spend(self, chat: Chat, count: int) -> None:
        self._change(chat, left=max(0, self._left(chat) - count))

    def close(self, chat: Chat, *, blocked: bool = False) -> None:
        self._change(chat, left=0, blocked=blocked)

    def put_person(self, chat: Chat, person: str) -> None:
        self._change(chat, person=person)

    def put_forms(self, chat: Chat, count: int, now: datetime) -> None:
        self._tables.windows.setdefault(chat, Window(now, 0))
        self._change(chat, forms=count)

    def put_asked(self, chat: Chat) -> None:
        self._change(chat, asked=True)

    def _left(self, chat: Chat) -> int:
        window = self.of(chat)
        return window.left if window else 0

    def _change(self, chat: Chat, **fields: object) -> None:
        window = self.of(chat)
        if window:
            self._tables.windows[chat] = replace(window, **fields)  # type: ignore[arg-type]


class MemoryPending(Pending):
    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def find(self, key: str) -> Outgoing | None:
        rows = self._tables.outbox.items()
        return next((_outgoing(n, row) for n, row in rows if row.key == key), None)

    def held(self, chat: Chat) -> list[Outgoing]:
        return [
            _outgoing(n, row)
            for n, row in self._waiting()
            if row.chat == chat and row.not_before == WHEN_THEY_WRITE
        ]

    def release(self, number: int) -> None:
        self._tables.outbox[number] = replace(self._tables.outbox[number], not_before=None)

    def late(self, channel: str, now: datetime) -> list[Outgoing]:
        return [
            _outgoing(n, row)
            for n, row in self._waiting()
            if row.chat.channel == channel and row.not_after and row.not_after < now
        ]

    def sent_since(self, chat: Chat, since: datetime) -> list[Outgoing]:
        found = [
            _outgoing(n, row)
            for n, row in self._tables.outbox.items()
            if row.state in {"sent", "unknown"} and row.chat == chat
            and row.sent_at and row.sent_at >= since
        ]  # fmt: skip
        return found[::-1]

    def hold(self, number: int) -> None:
        row = self._tables.outbox[number]
        self._tables.outbox[number] = replace(row, not_before=WHEN_THEY_WRITE)

    def wire_id(self, number: int) -> str:
        return self._tables.outbox[number].wire_id

    def begin(self, number: int) -> int:
        was = self._tables.tried.get(number, 0)
        self._tables.tried[number] = was + 1
        return was

    def take_back(self, number: int) -> None:
        self._tables.tried[number] = max(0, self._tables.tried.get(number, 0) - 1)

    def forget(self, number: int) -> None:
        self._tables.tried.pop(number, None)

    def _waiting(self) -> list[tuple[int, Post]]:
        return [(n, row) for n, row in self._tables.outbox.items() if row.state == "waiting"]


def _outgoing(number: int, row: Post) -> Outgoing:
    return Outgoing(
        number, row.key, row.chat, decoded(json.loads(row.what)), row.parts, row.not_after,
        row.case_number, row.topic,
    )  # fmt: skip


class MemoryLines(Lines):
    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def place(self, channel: str) -> Place | None:
        return self._tables.places.get(channel)

    def put_place(self, channel: str, place: Place) -> None:
        self._tables.places[channel] = place

    def lease(self, channel: str, holder: str, now: datetime, until: datetime) -> bool:
        held = self._tables.leases.get(channel)
        if held and held[0] != holder and held[1] >= now:
            return False
        self._tables.leases[channel] = holder, until
        return True

    def token(self, app: str) -> Token | None:
        return self._tables.tokens.get(app)

    def put_token(self, app: str, old: str, new: Token) -> bool:
        there = self._tables.tokens.get(app)
        if there and there.text != old:
            return False
        self._tables.tokens[app] = new
        return True


class MemoryOnce(Once):
    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def offer(
        self, secret: str, opens: Opens, subject: str, made_by: str, until: datetime
    ) -> None:
        self._tables.once[secret, opens] = Offered(subject, made_by), until

    def use(self, secret: str, opens: Opens, now: datetime) -> Offered | None:
        offered, until = self._tables.once.pop((secret, opens), (None, now))
        return offered if until >= now else None

    def withdraw(self, opens: Opens, subject: str) -> int:
        mine = [
            key
            for key, (one, _) in self._tables.once.items()
            if key[1] is opens and one.subject == subject
        ]
        for key in mine:
            del self._tables.once[key]
        return len(mine)
