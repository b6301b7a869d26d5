"""Messages of the outbox one by one: what waits for the customer's word, what came too late."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from bot.clock import CHINA
from bot.contract.messages import Chat
from bot.store.outbox import Outgoing

# A message with this moment is due once the customer has written again.
WHEN_THEY_WRITE = datetime(9999, 12, 31, tzinfo=CHINA)


class Pending(Protocol):
    """Seen beside the queue: each is a message of the outbox."""

    def find(self, key: str) -> Outgoing | None:
        """The message of that key, in whatever state it is."""

    def held(self, chat: Chat) -> list[Outgoing]:
        """What waits for that customer's word, in order."""

    def release(self, number: int) -> None:
        """It is due now."""

    def late(self, channel: str, now: datetime) -> list[Outgoing]:
        """What waits there and means nothing any more, due or not."""

    def sent_since(self, chat: Chat, since: datetime) -> list[Outgoing]:
        """What the messenger has taken for that chat since then, the newest first."""

    def hold(self, number: int) -> None:
        """It waits for the customer's word."""

    def wire_id(self, number: int) -> str:
        """What the messenger calls it, of its last part; empty where it has not said."""

    def begin(self, number: int) -> int:
        """It is going to be tried now; returns how often it was before, perhaps with success."""

    def take_back(self, number: int) -> None:
        """The last try has surely not arrived; those before it still count."""

    def forget(self, number: int) -> None:
        """What was tried has arrived, or is in doubt for good: no try counts any more."""
