"""Removes what is no longer needed: chats, closed cases, audit entries. Holds win over ages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.contract.messages import Chat


@dataclass(frozen=True, slots=True)
class Keep:
    """For how many days what is kept."""

    chat: int = 90
    case: int = 3 * 365
    audit: int = 183


@dataclass(frozen=True, slots=True)
class Removed:
    """How many messages, cases and audit entries were removed."""

    messages: int
    cases: int
    entries: int


class Retention(Protocol):
    """Removes what is no longer needed. Holds win over ages."""

    def remove_old(self, keep: Keep, now: datetime) -> Removed:
        """Remove what is older than it is to be kept. What waits or is open stays."""

    def forget_chat(self, chat: Chat, now: datetime) -> bool:
        """Remove the messages of a chat; False where a hold keeps them.

        What waits goes as soon as it is handled or sent. That a delivery has been stays known.
        """

    def hold(self, number: str, *, on: bool) -> bool:
        """Keep a case and its chat whatever their age, or no more; False if there is none."""
