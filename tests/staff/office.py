"""A whole office in one database: updates in by the worker, messages out of the outbox."""

from __future__ import annotations

import itertools
import json
import re
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import unescape
from typing import Any

from bot.channels.telegram.outgoing import calls_of
from bot.channels.telegram.settings import CHANNEL
from bot.channels.telegram.worker import handle_all, read
from bot.cli.settings import CHANNELS
from bot.clock import CHINA
from bot.contract.channel import Refusal
from bot.contract.messages import Call, CasePapers, Chat
from bot.contract.office import Office as Settings
from bot.counter.delivery import refused
from bot.counter.door import due, taken
from bot.counter.later import unfold
from bot.records.case import Case
from bot.sqlite.store import SqlStore
from bot.staff.turn import DeskSettings
from bot.store.outbox import Taken
from tariff_rules import MonthsFrom

START = datetime(2018, 12, 22, 10, 0, tzinfo=CHINA)  # a Saturday, and not worked
ADMIN = 99
SETTINGS = Settings("青石供电所", "0377-0000000", "henan", MonthsFrom.REGISTRATION)
Json = dict[str, Any]


@dataclass(frozen=True)
class Heard:
    """A message of the bot as it arrives; `sent` is when it was due."""

    chat: int
    text: str
    buttons: dict[str, str]  # label -> data
    method: str
    params: Json
    id: int = 1
    topic: str = ""


class Office:
    """The office, its clock, and everybody's ears."""

    def __init__(
        self, store: SqlStore, now: datetime = START, settings: Settings = SETTINGS
    ) -> None:
        self.store, self.now = store, now
        admin = Chat(CHANNEL, str(ADMIN))
        self.desk = DeskSettings(settings, admin, "https://t.me/jieti_bot?start=", CHANNELS)
        last = store.connection.execute("SELECT max(arrival) FROM inbox").fetchone()[0] or 0
        self.numbers = itertools.count(last + 1)
        self.heard: list[Heard] = []
        self.read: Counter[int] = Counter()  # by chat, how many were read
        self.blocked: set[int] = set()  # who lets the bot write no more
        self.silent: set[int] = (
            set()
        )  # of whose messages Telegram does not say whether it took them

    def takes(self, update: Json) -> None:
        """One update, handled as the process handles it."""
        update["update_id"] = number = next(self.numbers)
        self.store.inbox.receive(CHANNEL, [(str(number), json.dumps(update))], self.now)
        self.handles_what_waits()
        failed = self.store.connection.execute(
            "SELECT error FROM inbox WHERE error <> ''"
        ).fetchall()
        assert not failed, f"not handled: {[row[0] for row in failed]}"

    def handles_what_waits(self) -> None:
        """One turn of the worker: what waits is read, and goes over the counter."""
        jobs = [read(waiting, "jieti_bot") for waiting in self.store.inbox.take(CHANNEL, 1)]
        self.store.connection.execute("BEGIN")
        handle_all(self.store, self.desk, jobs, self.now)
        self.store.connection.execute("COMMIT")

    def waits(self, **span: float) -> list[Heard]:
        """Time passes; what became due is sent."""
        self.now += timedelta(**span)
        return self.deliver()

    def until(self, moment: str) -> list[Heard]:
        """Time passes until that moment, stopping at each message that becomes due."""
        end = datetime.fromisoformat(moment).replace(tzinfo=CHINA)
        found = self.deliver()
        while (due := self.store.outbox.next_due(CHANNEL)) and due <= end:
            self.now = max(self.now, due)
            found += self.deliver()
        self.now = end
        return found + self.deliver()

    def deliver(self) -> list[Heard]:
        """Everything that is due now, in the order in which it goes out."""
        found = []
        while heads := due(self.store, CHANNEL, self.now):
            for message in heads:
                if isinstance(message.what, CasePapers):
                    unfold(self.store, self.desk, message, self.now)
                    continue
                if message.not_after and message.not_after < self.now:
                    self.store.outbox.expired(message.id)
                    continue
                if int(message.chat.chat_id) in self.blocked:
                    refused(self.store, self.desk, message, Refusal.BLOCKED, self.now)
                    continue
                calls = calls_of(message.what, message.changes)
                edited = calls[0].method == "editMessageText"
                wire = int(message.changes) if edited else next(self.numbers) + 500_000
                sure = int(message.chat.chat_id) not in self.silent
                done = Taken(message.key, len(calls), whole=True, wire_id=str(wire), sure=sure)
                taken(self.store, self.desk, [done], self.now)
                found += [_heard(message.chat, call, wire, message.topic) for call in calls]
        self.heard += found
        return found

    def case(self, number: str | None = None) -> Case:
        """The case of that number, or the only one."""
        if number:
            found = self.store.cases.get(number)
            assert found is not None
            return found
        (only,) = self.store.cases.newest_first()
        return only


def _heard(chat: Chat, call: Call, wire: int, topic: str) -> Heard:
    params = call.params
    rows = params.get("reply_markup", {}).get("inline_keyboard", [])
    text = params.get("text") or params.get("caption") or ""
    plain = unescape(re.sub(r"</?(?:b|blockquote)[^<>]*>", "", text))
    buttons = {b["text"]: b["callback_data"] for row in rows for b in row}
    return Heard(int(chat.chat_id), plain, buttons, call.method, params, wire, topic)


def _quoted(heard: Heard) -> Json:
    return {"message_id": heard.id, "from": {"is_bot": True}, "text": heard.text}


class Person:
    """Anybody who writes to the bot."""

    def __init__(
        self, office: Office, number: int, name: str, *, agrees: bool | None = True
    ) -> None:
        """`agrees`: what they have answered when asked for figures here; None = not asked yet."""
        self.office, self.id, self.name = office, number, name
        if agrees is not None:
            chat = Chat(CHANNEL, str(number))
            office.store.chats.put_agrees(chat, office.now, agrees=agrees)
        self.last: Json = {}

    def sends(
        self, *, group: int | None = None, at: datetime | None = None, **content: Any
    ) -> Json:
        """Any message; returns it, so that it can be edited or answered."""
        chat = {"id": group, "type": "supergroup", "title": "群"} if group else self.about
        message = {
            "message_id": next(self.office.numbers) + 100_000,
            "date": int((at or self.office.now).timestamp()),
            "chat": chat,
            "from": {"id": self.id, "is_bot": False, "first_name": self.name,
                     "language_code": "zh-hans"},
            **content,
        }  # fmt: skip
        self.last = message
        self.office.takes({"message": message})
        return message

    @property
    def about(self) -> Json:
        return {"id": self.id, "type": "private", "first_name": self.name}

    def says(self, text: str, **more: Any) -> str:
        """A text or command; what the bot answers in this chat now, joined.

        Below a question the messenger opens the reply to it by itself.
        """
        came = [h for h in self.office.heard if h.chat == self.id]
        if came and "force_reply" in came[-1].params.get("reply_markup", {}):
            more = {"reply_to_message": _quoted(came[-1]), **more}
        self.sends(text=text, **more)
        return self.hears()

    def answers(self, asked: str, text: str, **more: Any) -> str:
        """A text in reply to the newest message in which that stands."""
        chat = more.get("group") or self.id
        self.office.deliver()
        came = [h for h in self.office.heard if h.chat == chat and asked in h.text]
        self.sends(text=text, reply_to_message=_quoted(came[-1]), **more)
        return self.hears()

    def edits(self, message: Json, text: str) -> None:
        self.office.takes({"edited_message": message | {"text": text}})

    def presses(self, button: str, *, group: int | None = None) -> str:
        """Press the newest button with that label, or one with that data."""
        chat, changed = group or self.id, set()
        for heard in reversed(self.office.heard):
            if heard.chat != chat or heard.id in changed:
                continue
            if button in heard.buttons:
                return self.presses_data(heard.buttons[button], group=group, at=heard.id)
            changed.add(heard.id)  # what it showed before is not to be seen any more
        seen = [list(h.buttons) for h in self.office.heard if h.chat == chat]
        raise AssertionError(f"{self.name} has no button {button!r}: {seen[-3:]}")

    def presses_data(self, data: str, *, group: int | None = None, at: int = 1) -> str:
        """Press a button with that data, below that message."""
        chat = {"id": group, "type": "supergroup", "title": "群"} if group else self.about
        query = {
            "id": str(next(self.office.numbers)),
            "from": {"id": self.id, "is_bot": False, "first_name": self.name},
            "message": {"message_id": at, "date": 0, "chat": chat},
            "data": data,
        }
        self.office.takes({"callback_query": query})
        return self.hears(group=group)

    def forwards(
        self, text: str, origin: str = "hidden_user", name: str = "老张",
        said: datetime | None = None, **more: Any,
    ) -> Json:  # fmt: skip
        """Forward somebody's words."""
        stamp = int((said or self.office.now).timestamp())
        origins = {
            "user": {"sender_user": {"id": 555, "is_bot": False, "first_name": name}},
            "hidden_user": {"sender_user_name": name},
            "chat": {"sender_chat": {"id": -5, "type": "group", "title": name}},
            "channel": {"chat": {"id": -6, "type": "channel", "title": name}, "message_id": 3},
        }
        content = {"text": text} if text else {}
        return self.sends(
            forward_origin={"type": origin, "date": stamp, **origins[origin]}, **content, **more
        )

    def hears(self, *, group: int | None = None) -> str:
        """What has come to this chat since it was last asked."""
        chat = group or self.id
        self.office.deliver()
        came = [h for h in self.office.heard if h.chat == chat]
        new = came[self.office.read[chat] :]
        self.office.read[chat] = len(came)
        return "\n".join(h.text for h in new if h.text)
