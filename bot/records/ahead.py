"""A word before the bill (提前告知): why, to whom, and who let it go out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.contract.messages import Chat

BY_HAND = "by_hand"  # the channel of what a colleague said to them, in place of a messenger


class How(StrEnum):
    """How a colleague told it; the chat of a word that went by hand."""

    TELEPHONE = "telephone"
    VISIT = "visit"


class Why(StrEnum):
    """What the next bill may bring."""

    REGISTERED_LATE = "registered_late"  # in use before it was registered
    HOUSEHOLD_ENDS = "household_ends"  # 一户多人口 that is entered until a day
    LOW_INCOME_ENDS = "low_income_ends"  # 低保
    TIER_NEAR = "tier_near"  # at the present use the tier is full with the next bill


@dataclass(frozen=True, slots=True)
class Word:
    """One word to one account; the three together are the key, and go out once.

    Attributes:
        about: what tells it from the next of its kind: a year, or the day on which something ends.
    """

    account_no: str
    why: Why
    about: str


@dataclass(frozen=True, slots=True)
class Given:
    """A word that was told: where, when, what it said, and by whom.

    Attributes:
        chat: that it went to; with the channel BY_HAND, how a colleague told it.
        by: the member of staff who told it or let it go out; 0 where that is not known.
    """

    account_no: str
    why: Why
    chat: Chat
    at: datetime
    words: str
    by: int = 0

    @property
    def in_person(self) -> bool:
        """Whether a colleague told it, and no messenger."""
        return self.chat.channel == BY_HAND
