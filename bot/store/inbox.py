"""Updates of a messenger: stored before they are acknowledged, handled once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, Protocol

from bot.contract.messages import Chat

TRIES = 3  # an update that failed so often is set aside
# So often the process may end over an update before that is laid to its charge: a process is
# killed for other reasons, too.
CRASHES = 8
# Begins the name of a delivery whose message was handled and whose file comes later: for days.
LATE = "late:"
# Who comes while a batch is handled waits for all of it: it is to be short, also where letters are
# long.
MOST = 24_000  # characters


class Turn(NamedTuple):
    """When a delivery is handled: chats take turns, and one that speaks of danger goes first.

    Attributes:
        chat: of whose it is; empty where that is not known.
        grave: whether somebody may be in danger.
    """

    chat: str = ""
    grave: bool = False


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


class Busy(NamedTuple):
    """A delivery that is being prepared: it is not taken again, and its chat waits for it."""

    arrival: int
    chat: str


def batch(queue: Iterable[tuple[Waiting, bool]]) -> list[Waiting]:
    """Of a queue of deliveries, grave ones before others, those that are handled together."""
    found: list[Waiting] = []
    size, grave = 0, None
    for waiting, is_grave in queue:
        size += len(waiting.payload)
        if found and (waiting.tries or size > MOST or is_grave != grave):
            break
        found.append(waiting)
        grave = is_grave
        if waiting.tries:
            break
    return found


class Inbox(Protocol):
    """Deliveries of messengers: stored before they are acknowledged, handled once."""

    def receive(
        self,
        channel: str,
        deliveries: Iterable[tuple[str, str]],
        now: datetime,
        turn_of: Callable[[str], Turn] = lambda _: Turn(),
    ) -> int:
        """Store deliveries (name and payload) but repeated ones; returns how many were new."""

    def adopt(self, channel: str, owner: str) -> None:
        """Deliveries of before, whose names are bare numbers, are those of that bot.

        Names are `bot:number` since: another bot counts its deliveries anew.
        """

    def note_crash(self, channel: str) -> None:
        """At a start: what was being handled when the process ended counts as tried."""

    def let_go(self, channel: str) -> None:
        """At an end in good order: what was taken waits again, and nothing is laid to it."""

    def take(self, channel: str, limit: int, busy: Collection[Busy] = ()) -> list[Waiting]:
        """The next ones, marked as being handled; one tried before comes alone.

        Chats take turns, each in order of arrival; those that speak of danger come before all
        others, and without them. A chat with one tried before comes after the others: whoever
        keeps ending the process keeps nobody waiting, and an innocent one that was in hand at a
        kill is not in hand at the next again. Of chats that are busy only those in danger come.
        A batch is no longer than `MOST`, whatever it holds.
        """

    def waits(self, channel: str, limit: int) -> list[Waiting]:
        """The next ones as `take` would find them, also those in hand; nothing is written."""

    def done(self, waiting: Waiting, chat_id: str) -> None:
        """It was handled; it belongs to that chat. A link of an invitation is not kept."""

    def failed(self, waiting: Waiting, error: str) -> bool:
        """It could not be handled; returns whether it is set aside for good."""

    def lately(self, chat: Chat, since: datetime) -> int:
        """How many of that chat were handled that came after that moment."""

    def of_chat(self, chat: Chat, since: datetime) -> list[tuple[datetime, str]]:
        """When each handled one of that chat came since then, and its payload; oldest first."""

    def count(self, state: str) -> int:
        """How many are in that state: waiting, done or set_aside."""

    def oldest(self) -> datetime | None:
        """Since when the one waits that waits longest; None where none does.

        For a file that comes later (`LATE`) nobody waits.
        """
