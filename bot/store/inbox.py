"""Updates of a messenger: stored before they are acknowledged, handled once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

TRIES = 3  # an update that failed so often is set aside


@dataclass(frozen=True, slots=True)
class Waiting:
    """An update that is to be handled; `tries` counts those that failed or crashed."""

    update_id: int
    payload: str
    tries: int


class Inbox(Protocol):
    """Updates of a messenger: stored before they are acknowledged, handled once."""

    def receive(self, channel: str, updates: Iterable[tuple[int, str]], now: datetime) -> int:
        """Store updates (number and JSON) but repeated ones; returns how many were new."""

    def note_crash(self, channel: str) -> None:
        """At a start: what was being handled when the process ended counts as tried."""

    def take(self, channel: str, limit: int) -> list[Waiting]:
        """The next updates, marked as being handled. One that was tried before comes alone."""

    def done(self, channel: str, update_id: int, chat_id: str) -> None:
        """The update was handled; it belongs to that chat."""

    def failed(self, channel: str, waiting: Waiting, error: str) -> bool:
        """The update could not be handled; returns whether it is set aside for good."""

    def count(self, state: str) -> int:
        """How many updates are in that state."""
