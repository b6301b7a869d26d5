"""Messages to be sent: each a row under a key, written with what caused it, sent once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from bot.contract.messages import Chat


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message that waits to be sent."""

    id: int
    key: str
    chat: Chat
    method: str
    params: dict[str, Any]


class Outbox(Protocol):
    """Messages to be sent: each a row under a key, written with what caused it, sent once."""

    def put(
        self,
        key: str,
        chat: Chat,
        method: str,
        params: dict[str, Any],
        now: datetime,
        not_before: datetime | None = None,
    ) -> bool:
        """Add a message, to be sent now or later; False if the key has been used before."""

    def cancel(self, prefix: str) -> int:
        """Take back what waits under keys that begin so; returns how many messages."""

    def heads(self, channel: str, now: datetime) -> list[Outgoing]:
        """The first due message of each chat, in the order in which they were added."""

    def next_due(self, channel: str) -> datetime | None:
        """When the earliest waiting message is due."""

    def sent(self, keys: Iterable[str], now: datetime) -> None:
        """The messages under these keys have been taken by the messenger."""

    def failed(self, number: int, error: str) -> None:
        """The messenger refuses this message for good."""

    def moved(self, chat: Chat, new_id: str) -> None:
        """The chat has a new number (a group became a supergroup)."""

    def count(self, state: str) -> int:
        """How many messages are in that state."""
