"""What was said on the page and what was answered, from the inbox and the outbox.

A message is stored, handled and answered in one transaction: a browser that hears nothing has
said nothing. What comes later waits in the outbox until the page asks for it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import uuid4

from bot.channels.web.photos import MOST, SPAN
from bot.channels.web.settings import CHANNEL, SILENCE
from bot.clock import CHINA
from bot.contract.channel import Refusal
from bot.contract.messages import Chat, Incoming, MessageKind, Reply
from bot.counter.delivery import refused
from bot.counter.door import taken
from bot.counter.receiving import Delivery, receive_all
from bot.staff.turn import DeskSettings
from bot.store.inbox import Waiting
from bot.store.outbox import Taken
from bot.store.photos import Photo
from bot.store.port import Store

_EVER = datetime.min.replace(tzinfo=CHINA)


@dataclass(frozen=True, slots=True)
class Words:
    """What the customer sends: a text, a button with what stands on it, or a photo."""

    text: str
    action: str = ""
    language: str = ""
    photo: Photo | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One message of the page.

    Attributes:
        at: when.
        said: by the customer; empty where it is an answer.
        reply: the answer; None where it is the customer's.
        number: of the answer in the outbox, counted upwards.
    """

    at: datetime
    said: str = ""
    reply: Reply | None = None
    number: int = 0
    photo: str = ""  # of the customer, by its number


class TooManyError(Exception):
    """So many photos came from that chat that no more are taken for a while."""


def say(store: Store, desk: DeskSettings, chat: Chat, said: Words, now: datetime) -> str:
    """Take one message over the counter; its answers stand on the page then.

    Returns:
        The number of its photo; empty where there is none.

    Raises:
        TooManyError: no more photos now; nothing was taken.
    """
    key = f"{CHANNEL}-{uuid4().hex}" if said.photo else ""
    if said.photo:
        if store.photos.count_since(chat, now - SPAN) >= MOST:
            raise TooManyError
        store.photos.keep(key, said.photo, now)
    payload = json.dumps(
        {
            "chat": chat.chat_id,
            "text": said.text,
            "action": said.action,
            "lang": said.language,
            "photo": key,
        },
        ensure_ascii=False,
    )
    store.inbox.receive(CHANNEL, [(uuid4().hex, payload)], now)
    while waiting := store.inbox.take(CHANNEL, 50):  # one that fails is tried, then set aside
        receive_all(store, desk, CHANNEL, [_read(one) for one in waiting], now)
    fetch(store, desk, chat, now)
    return key


def fetch(store: Store, desk: DeskSettings, chat: Chat, now: datetime) -> None:
    """What waits for the chat is on its page from now on."""
    while mine := [one for one in store.outbox.heads(CHANNEL, now) if one.chat == chat]:
        taken(store, desk, [Taken(one.key, 1, whole=True) for one in mine], now)


def lines(store: Store, chat: Chat) -> list[Line]:
    """The whole conversation, the oldest first."""
    said = [
        Line(at, said=data["text"], photo=data.get("photo", ""))
        for at, data in (
            (at, json.loads(payload))
            for at, payload in store.inbox.of_chat(chat, _EVER)
            if payload
        )
    ]
    return sorted([*said, *answers(store, chat, 0)], key=lambda line: line.at)


def answers(store: Store, chat: Chat, after: int) -> list[Line]:
    """The answers that came after that one."""
    return [
        Line(at, reply=what, number=number)
        for number, at, what in store.outbox.shown(chat, after)
        if isinstance(what, Reply)
    ]


def photo(store: Store, chat: Chat, key: str) -> Photo | None:
    """A photo that was sent in this chat."""
    found = store.photos.get(key)
    return found if found is not None and found.chat == chat else None


def last_said(store: Store, chat: Chat) -> datetime | None:
    """When the customer wrote last; None where nothing was written."""
    said = store.inbox.of_chat(chat, _EVER)
    return said[-1][0] if said else None


def is_over(store: Store, chat: Chat, now: datetime) -> bool:
    """Whether nothing was said there for so long that somebody else may sit there."""
    last = last_said(store, chat)
    return last is not None and last < now - SILENCE


def give_back(store: Store, desk: DeskSettings, now: datetime) -> int:
    """What waits for pages that are closed reaches nobody: the desk hears so, and can call."""
    gone = [one for one in store.outbox.heads(CHANNEL, now) if is_over(store, one.chat, now)]
    for message in gone:
        refused(store, desk, message, Refusal.GONE, now)
    return len(gone)


def _read(waiting: Waiting) -> Delivery:
    """A stored message as the counter wants it."""
    data = json.loads(waiting.payload)
    chat = Chat(CHANNEL, data["chat"])
    message = Incoming(
        chat,
        MessageKind.TEXT,
        data["text"],
        language=data["lang"] or None,
        sender=chat.chat_id,
        message_id=waiting.delivery,
    )
    if data.get("photo"):
        message = replace(message, kind=MessageKind.PHOTO, file_id=data["photo"])
    elif data["action"]:
        message = replace(message, kind=MessageKind.BUTTON, text="", action=data["action"])
    elif data["text"].startswith("/"):
        # Nobody joins the staff through a page that anybody may open: no command has a rest.
        command = data["text"][1:].partition(" ")[0].lower()
        message = replace(message, kind=MessageKind.COMMAND, text="", action=command)
    return Delivery(waiting, chat, message)


def newest(shown: Iterable[Line]) -> int:
    """The number of the newest answer among these; 0 where there is none."""
    return max((line.number for line in shown), default=0)
