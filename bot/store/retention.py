"""Removes what is no longer needed: chats, closed cases, audit entries. Holds win over ages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from bot.clock import Boot
from bot.contract.messages import Chat

REMOVED_OLD = "removed_old"  # how a removal stands in the audit trail
UNEXPLAINED = timedelta(days=3)  # since the last one: only by a clock that somebody vouches for
MOVED = timedelta(days=1)  # a clock that was set ahead by more, since the machine started
_BOOT = "; boot "


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


@dataclass(frozen=True, slots=True)
class Run:
    """A removal: when, and the start of the machine by which later ones are measured."""

    at: datetime
    boot: Boot | None = None


class DoubtfulClockError(Exception):
    """By a clock that nobody vouches for it is too long after the last: nothing was removed."""

    def __init__(self, now: datetime, last: datetime) -> None:
        super().__init__(f"it is said to be {now:%Y-%m-%d}; the last removal was {last:%Y-%m-%d}")
        self.now, self.last = now, last


class Retention(Protocol):
    """Removes what is no longer needed. Holds win over ages."""

    def remove_old(
        self, keep: Keep, now: datetime, boot: Boot | None = None, *, sure: bool = False
    ) -> Removed:
        """Remove what is older than it is to be kept. What waits or is open stays.

        Args:
            keep: for how many days.
            now: by the machine's clock; set ahead, it would empty the store.
            boot: when the machine started by that clock, where it tells.
            sure: somebody else says the same: the messenger, or a person.

        Raises:
            DoubtfulClockError: nobody does, and the clock was set ahead since the machine started,
                or, where that cannot be told, more time than usual has passed since the last.
        """

    def last_run(self) -> datetime | None:
        """When what is old was removed last, even if that was nothing."""

    def forget_chat(self, chat: Chat, now: datetime) -> bool:
        """Remove the messages of a chat; False where a hold keeps them.

        What waits goes as soon as it is handled or sent. That a delivery has been stays known.
        """

    def hold(self, number: str, now: datetime, actor: str, *, on: bool) -> bool:
        """Keep a case and its chat whatever their age, or no more; False if there is none."""


def run_of(at: str, detail: str) -> Run:
    """A removal, from its entry in the trail."""
    name, _, since = detail.partition(_BOOT)[2].partition(" ")
    boot = Boot(name, datetime.fromisoformat(since)) if since else None
    return Run(datetime.fromisoformat(at), boot)


def detail_of(removed: Removed, boot: Boot | None) -> str:
    """What the trail says of a removal."""
    counts = f"messages {removed.messages}, cases {removed.cases}, audit entries {removed.entries}"
    return f"{counts}{_BOOT}{boot.name} {boot.at.isoformat()}" if boot else counts


def measure(last: Run | None, now: datetime, boot: Boot | None, *, sure: bool) -> Boot | None:
    """By which start of the machine the next removal is measured.

    It stays that of the first one since then: many small steps of the clock are one large one.

    Raises:
        DoubtfulClockError: the clock has moved on further than time has.
    """
    if last is None or sure:
        return boot
    if last.boot is None or boot is None or last.boot.name != boot.name:
        if now - last.at > UNEXPLAINED:
            raise DoubtfulClockError(now, last.at)
        return boot
    if boot.at - last.boot.at > MOVED:
        raise DoubtfulClockError(now, last.at)
    return last.boot
