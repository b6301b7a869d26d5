"""Removes what is no longer needed: chats, closed cases, audit entries. Holds win over ages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from bot.contract.messages import Chat

REMOVED_OLD = "removed_old"  # how a removal stands in the audit trail
UNEXPLAINED = timedelta(days=3)  # since the last one: only by a clock that somebody vouches for


@dataclass(frozen=True, slots=True)
class Keep:
    """For how many days what is kept."""

    chat: int = 90
    case: int = 3 * 365
    audit: int = 183
    binding: int = 365  # since a chat last looked at the account's bills


@dataclass(frozen=True, slots=True)
class Removed:
    """How many messages, cases and audit entries were removed."""

    messages: int
    cases: int
    entries: int


class DoubtfulClockError(Exception):
    """Long after the last removal, by a clock that nobody vouches for: nothing was removed."""

    def __init__(self, now: datetime, last: datetime) -> None:
        super().__init__(f"it is said to be {now:%Y-%m-%d}; the last removal was {last:%Y-%m-%d}")
        self.now, self.last = now, last


class Retention(Protocol):
    """Removes what is no longer needed. Holds win over ages."""

    def remove_old(self, keep: Keep, now: datetime, *, sure: bool = False) -> Removed:
        """Remove what is older than it is to be kept. What waits or is open stays.

        Args:
            keep: for how many days.
            now: by the machine's clock; set ahead, it would empty the store.
            sure: somebody else says the same: the messenger, or a person.

        Raises:
            DoubtfulClockError: nobody does, and more time than usual has passed since the last.
        """

    def last_run(self) -> datetime | None:
        """When what is old was removed last, even if that was nothing."""

    def forget_chat(self, chat: Chat, now: datetime) -> bool:
        """Remove the messages of a chat; False where a hold keeps them.

        What waits goes as soon as it is handled or sent. That a delivery has been stays known.
        """

    def hold(self, number: str, now: datetime, actor: str, *, on: bool) -> bool:
        """Keep a case and its chat whatever their age, or no more; False if there is none."""
