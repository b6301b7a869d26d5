"""A stored update as it was read."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.contract.messages import Incoming
from bot.counter.receiving import Delivery


@dataclass(frozen=True, slots=True)
class Job:
    """A waiting update as it was read, and the pressed button that Telegram wants answered."""

    delivery: Delivery
    query_id: str | None = None

    @property
    def message(self) -> Incoming | None:
        """What somebody sent, if it could be read and is to be handled."""
        if self.delivery.error or self.delivery.has_crashed:
            return None
        return self.delivery.message

    def with_message(self, message: Incoming) -> Job:
        """The same with more known of the message."""
        return replace(self, delivery=replace(self.delivery, message=message))
