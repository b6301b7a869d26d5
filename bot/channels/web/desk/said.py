"""What somebody at the counter's page does goes over the counter like a message of theirs.

A form carries a name of its own: sent twice it is done once. What is answered stands in the
outbox of their seat, from where the page shows it.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from hashlib import sha256

from bot.contract.card import Paper
from bot.contract.channel import SEAT
from bot.contract.messages import CasePapers, Chat, Incoming, MessageKind, Reply
from bot.counter.door import taken
from bot.counter.later import unfold
from bot.counter.receiving import Delivery, receive_all
from bot.records.staff import Staff
from bot.staff.turn import DeskSettings
from bot.store.inbox import Waiting
from bot.store.outbox import Outgoing, Taken
from bot.store.port import Store

NEWEST = 2**62  # above every number of the outbox
LATELY = 20  # messages


@dataclass(frozen=True, slots=True)
class Said:
    """A form of the page.

    Attributes:
        once: the form's name.
        text: what was written; behind a command, or in answer to something.
        press: a button.
        command: without its stroke.
        answers: the question to which it is the answer, by its number in the outbox.
        case: the case on whose page it was written.
        language: in which the page was shown.
    """

    once: str
    text: str = ""
    press: str = ""
    command: str = ""
    answers: str = ""
    case: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """One message for a seat, by its number in the outbox."""

    number: int
    reply: Reply
    key: str = ""  # what caused it


def say(store: Store, desk: DeskSettings, who: Staff, said: Said, now: datetime) -> list[Answered]:
    """What is answered; nothing to a form that was sent before."""
    payload = json.dumps({"seat": who.seat.chat_id, **asdict(said)}, ensure_ascii=False)
    name = sha256(payload.encode()).hexdigest()[:32]
    if not store.inbox.receive(SEAT, [(name, payload)], now):
        return []
    while waiting := store.inbox.take(SEAT, 50):  # one that fails is tried, then set aside
        receive_all(store, desk, SEAT, [_read(one) for one in waiting], now)
    found = fetch(store, desk, who.seat, now)
    return [one for one in found if one.key.startswith(f"{SEAT}:{name}")]


def fetch(store: Store, desk: DeskSettings, seat: Chat, now: datetime) -> list[Answered]:
    """What waits for the seat is shown there from now on."""
    found = []
    while mine := [one for one in store.outbox.heads(SEAT, now) if one.chat == seat]:
        for one in mine:
            if isinstance(one.what, CasePapers):
                unfold(store, desk, one, now)
                continue
            wire = str(one.id) if _asks(one) else ""
            taken(store, desk, [Taken(one.key, 1, whole=True, wire_id=wire)], now)
            if isinstance(one.what, Reply):
                found.append(Answered(one.id, one.what, one.key))
    return found


def waits(store: Store, seat: Chat, now: datetime) -> bool:
    """Whether something waits for the seat that was not shown there yet."""
    return any(one.chat == seat for one in store.outbox.heads(SEAT, now))


def shown(store: Store, seat: Chat, after: int, until: int) -> list[Answered]:
    """What was shown at the seat with higher numbers than the first, up to the last."""
    return [
        Answered(number, what)
        for number, _, what in store.outbox.shown(seat, after)
        if number <= until and isinstance(what, Reply)
    ]


def lately(store: Store, who: Staff) -> list[Answered]:
    """What was said at the seat last, but for papers of cases: those stand with the case."""
    found = shown(store, who.seat, 0, NEWEST)
    return [one for one in found if one.reply.card is None and one.reply.headline][-LATELY:]


def _asks(one: Outgoing) -> bool:
    """Whether it is a question: a text is an answer to it by its number.

    Sheets have none: the page makes them anew whenever a case changes.
    """
    card = one.what.card if isinstance(one.what, Reply) else None
    return card is not None and card.paper is Paper.QUESTION


def _read(waiting: Waiting) -> Delivery:
    """A stored form as the counter wants it."""
    data = json.loads(waiting.payload)
    seat = Chat(SEAT, data["seat"])
    message = Incoming(
        seat,
        MessageKind.TEXT,
        data["text"],
        language=data["language"] or None,
        sender=seat.chat_id,
        message_id=waiting.delivery,
        answered_id=data["answers"] or data["case"],
        answered_text=data["case"],
    )
    if data["press"]:
        message = replace(message, kind=MessageKind.BUTTON, text="", action=data["press"])
    elif data["command"]:
        message = replace(
            message, kind=MessageKind.COMMAND, action=data["command"], answered_id=""
        )
    return Delivery(waiting, seat, message)
