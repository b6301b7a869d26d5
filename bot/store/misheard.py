"""What was not understood, or was corrected: masked, for a clerk to say what was meant."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.contract.messages import Chat


@dataclass(frozen=True, slots=True)
class Misheard:
    """A customer's words without what points to somebody, and what they were taken for.

    Attributes:
        meant: the intent that a clerk says they have; empty as long as nobody has.
    """

    number: int
    words: str
    taken_for: str
    at: datetime
    meant: str = ""


class MisheardList(Protocol):
    """Kept as long as a chat, and gone with a chat that asks to be forgotten."""

    def keep(self, chat: Chat, words: str, taken_for: str, now: datetime) -> None:
        """Keep masked words; the same words of a chat are kept once."""

    def label(self, number: int, meant: str) -> bool:
        """Keep what was meant; False where those words are gone."""

    def all(self) -> tuple[Misheard, ...]:
        """All of them, the oldest first."""
