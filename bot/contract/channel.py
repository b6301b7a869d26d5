"""What a channel can do. Each channel says so itself; the counter asks before anything leaves.

A channel brings what it reads to `bot.counter.receiving`, sends what waits for it in the outbox in
its own form, and tells `bot.counter.door` what was taken. What all of them promise stands in
`tests/channels/test_contract.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from bot.contract.messages import Reply


class Unit(StrEnum):
    """By what a messenger counts the length of a text."""

    UTF16 = "utf-16-le"  # code units
    BYTES = "utf-8"


@dataclass(frozen=True, slots=True)
class Size:
    """The longest text that a messenger takes whole.

    >>> Size(4).takes("电费😀"), Size(6, Unit.BYTES).takes("电费"), Size(5, Unit.BYTES).of("电费")
    (True, True, 6)
    """

    most: int
    unit: Unit = Unit.UTF16

    def of(self, text: str) -> int:
        """The length of a text."""
        length = len(text.encode(self.unit))
        return length // 2 if self.unit is Unit.UTF16 else length

    def takes(self, text: str) -> bool:
        """Whether it goes into one message."""
        return self.of(text) <= self.most


@dataclass(frozen=True, slots=True)
class Counted:
    """A messenger lets us send so many messages after each word of a customer, and no more.

    Attributes:
        costs: in how many messages a reply goes.
        kept: so many of them are kept to say that more is to come, or that we call.
        forms: whether notices by their fields may be sent at any time.
        asks: where customers allow one such notice, which may be sent then; empty: nowhere.
        most: in so many messages an answer goes at most, where the rest can be read elsewhere.
        shortens: the reply in as many, with a line that says where the rest is.
    """

    costs: Callable[[Reply], int]
    shortens: Callable[[Reply, str], Reply]
    kept: int = 1
    forms: bool = False
    most: int = 2
    asks: str = ""


@dataclass(frozen=True, slots=True)
class Can:
    """What a channel (a messenger, the terminal) can do.

    Attributes:
        inside: what it carries stays within the office, so it may hold figures of a bill
            whatever the office discloses to messengers outside.
        pushes: somebody serves its outbox: a chat can be written to at any time, not only in
            answer. What cannot be pushed is refused, never queued for nobody.
        longest: the longest text that is taken whole; None = of any length. The channel cuts
            longer ones into several messages.
        abroad: the name of the messenger, where what it carries leaves the country: a customer
            is asked before his figures go there.
        counted: where messages are counted; then all answers to one message go as one.
        quotes: who replies to a message of ours can point at it, and we are told which it is.
    """

    inside: bool
    pushes: bool
    longest: Size | None = None
    abroad: str = ""
    counted: Counted | None = None
    quotes: bool = True


NOBODY = Can(inside=False, pushes=False)  # a channel that nobody serves
INSIDE = Can(inside=True, pushes=False)
TERMINAL, COUNTER = "console", "desk"  # channels within the office: `jieti chat`, `jieti ask`
SEAT = "staff"  # the channel of the counter's page: a chat there is a member of staff, by number


class Refusal(StrEnum):
    """Why a messenger refuses a message for good."""

    BLOCKED = "blocked"  # who owns the chat lets the bot write there no more
    GONE = "gone"  # there is no such chat any more
    NOT_TAKEN = "not_taken"  # this message is none that it takes
    UNPROVED = "unproved"  # ours: the chat it was for has not proved the account any more
    CLOSED = "closed"  # the time is over in which the customer's last word allows messages
    FULL = "full"  # that word allows no more messages
    LATE = "late"  # it was not sent in time
    PERSON = "person"  # a colleague talks with the customer in the messenger itself
    NOT_ALLOWED = "not_allowed"  # the office's account may not do that
