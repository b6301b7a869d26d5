"""What is kept of an account at a messenger: how far it was read, by whom, and its token."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Place:
    """How far an account was read.

    Attributes:
        cursor: as the messenger calls it; empty before the first time.
        since: what is older is not ours: the account was somebody else's then.
        read_at: when it was read last.
    """

    cursor: str
    since: datetime
    read_at: datetime


@dataclass(frozen=True, slots=True)
class Token:
    """What opens an account's interface until then."""

    text: str
    until: datetime


class Lines(Protocol):
    """By channel, and tokens by the application that they are of."""

    def place(self, channel: str) -> Place | None:
        """How far it was read; None before the first time."""

    def put_place(self, channel: str, place: Place) -> None:
        """Written in the transaction that stores what was read."""

    def lease(self, channel: str, holder: str, now: datetime, until: datetime) -> bool:
        """Whether that process may read the channel until then: one at a time does."""

    def token(self, app: str) -> Token | None:
        """The token; None where none was fetched yet."""

    def put_token(self, app: str, old: str, new: Token) -> bool:
        """Take the new one where `old` is still there; False where somebody was faster."""
