"""Updates of a messenger: stored before they are acknowledged, handled once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.contract.messages import Chat

TRIES = 3  # an update that failed so often is set aside
# So often the process may end over an update before that is laid to its charge: a process is
# killed for other reasons, too.
CRASHES = 8


@dataclass(frozen=True, slots=True)
class Waiting:
    """A delivery of a messenger that is to be handled.

    Attributes:
        arrival: its number in the order of arrival, over all channels.
        delivery: what the messenger calls it.
        payload: as it came.
        tries: how often it failed or crashed.
    """

    arrival: int
    delivery: str
    payload: str
    tries: int


class Inbox(Protocol):
    """Deliveries of messengers: stored before they are acknowledged, handled once."""

    def receive(self, channel: str, deliveries: Iterable[tuple[str, str]], now: datetime) -> int:
        """Store deliveries (name and payload) but repeated ones; returns how many were new."""

    def adopt(self, channel: str, owner: str) -> None:
        """Deliveries of before, whose names are bare numbers, are those of that bot.

        Names are `bot:number` since: another bot counts its deliveries anew.
        """

    def note_crash(self, channel: str) -> None:
        """At a start: what was being handled when the process ended counts as tried."""

    def take(self, channel: str, limit: int) -> list[Waiting]:
        """The next ones by arrival, marked as being handled; one tried before comes alone."""

    def done(self, waiting: Waiting, chat_id: str) -> None:
        """It was handled; it belongs to that chat. A link of an invitation is not kept."""

    def failed(self, waiting: Waiting, error: str) -> bool:
        """It could not be handled; returns whether it is set aside for good."""

    def lately(self, chat: Chat, since: datetime) -> int:
        """How many of that chat were handled that came after that moment."""

    def count(self, state: str) -> int:
        """How many are in that state: waiting, done or set_aside."""
