"""Messages to be sent: each a row under a key, written with what caused it, sent once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.contract.card import Card
from bot.contract.messages import Chat, Figures, Sendable


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message that waits to be sent."""

    id: int
    key: str
    chat: Chat
    what: Sendable
    parts: int = 0  # of a long one that have been sent
    not_after: datetime | None = None  # sent later than that it would mean nothing
    case_number: str = ""  # of which it is a notice or a letter
    topic: str = ""  # of a group, where it is to stand
    changes: str = ""  # the message that is changed into it instead of sending one


@dataclass(frozen=True, slots=True)
class Taken:
    """How far a message was taken by the messenger.

    Attributes:
        parts: how many were taken, of all that it is sent in.
        whole: whether that is all of it.
        wire_id: what the messenger calls the last of them; empty where it does not say.
        sure: whether the messenger has said so; else it may not have arrived.
    """

    key: str
    parts: int
    whole: bool
    wire_id: str = ""
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Delivered:
    """A message that left whole, and the case of which it is a notice or a letter.

    Attributes:
        sure: whether the messenger has said that it took it.
        wire_id: what the messenger calls it; empty where it does not say.
        topic: of a group, where it stands.
        card: the living paper of a case that it is, if it is one.
    """

    key: str
    chat: Chat
    figures: Figures | None
    case_number: str
    sure: bool = True
    wire_id: str = ""
    topic: str = ""
    card: Card | None = None


class Outbox(Protocol):
    """Messages to be sent: each a row under a key, written with what caused it, sent once."""

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
        """Add a message, to be sent now or later; False if the key has been used before.

        Args:
            key: what caused it: the same cause sends once.
            chat: to whom.
            what: what is sent.
            now: the moment.
            not_before: when it is due; None = at once.
            case_number: the case of which it is a notice or a letter, if it is one.
            not_after: until when it means something; None = for ever.
            topic: of a group with topics, where it is to stand.
            urgent: whether it goes before everything that waits for that chat.
        """

    def cancel(self, prefix: str) -> int:
        """Take back what waits under keys that begin so; returns how many messages."""

    def drop(self, chat: Chat) -> int:
        """Take back whatever waits for that chat; returns how many messages."""

    def take_back(self, chat: Chat, account_no: str) -> tuple[tuple[str, str], ...]:
        """Take back what waits for that chat with figures of that account.

        Returns:
            Of each message its key and the number of its case; empty where it is of none.
        """

    def waits(self, prefix: str) -> int:
        """How many messages wait under keys that begin so."""

    def heads(self, channel: str, now: datetime) -> list[Outgoing]:
        """The first due message of each chat: what is urgent, then in order."""

    def shown(self, chat: Chat, after: int) -> list[tuple[int, datetime, Sendable]]:
        """What was sent to that chat with higher numbers: number, when, what; in order."""

    def next_due(self, channel: str) -> datetime | None:
        """When the earliest waiting message is due."""

    def taken(self, messages: Iterable[Taken], now: datetime) -> list[Delivered]:
        """The messenger has taken these, in whole or in part; what is delivered by that."""

    def expired(self, number: int) -> None:
        """It is too late for this message: it is not sent any more."""

    def failed(self, number: int, error: str) -> None:
        """The messenger refuses this message for good."""

    def moved(self, chat: Chat, new_id: str) -> None:
        """The chat has a new number (a group became a supergroup)."""

    def count(self, state: str) -> int:
        """How many messages are in that state: waiting, sent, failed, unknown or expired."""

    def oldest(self, now: datetime) -> datetime | None:
        """Since when the one is due that is due longest; None where none is."""
