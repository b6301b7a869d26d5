"""What a channel can do. Each channel says so itself; the counter asks before anything leaves.

A channel brings what it reads to `bot.counter.receiving`, sends what waits for it in the outbox in
its own form, and tells `bot.counter.door` what was taken. What all of them promise stands in
`tests/channels/test_contract.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Can:
    """What a channel (a messenger, the terminal) can do.

    Attributes:
        inside: what it carries stays within the office, so it may hold figures of a bill
            whatever the office discloses to messengers outside.
        pushes: somebody serves its outbox: a chat can be written to at any time, not only in
            answer. What cannot be pushed is refused, never queued for nobody.
        longest: a text of so many UTF-16 units is taken whole; None = of any length. The
            channel cuts longer ones into several messages.
        abroad: the name of the messenger, where what it carries leaves the country: a customer
            is asked before his figures go there.
    """

    inside: bool
    pushes: bool
    longest: int | None = None
    abroad: str = ""


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
