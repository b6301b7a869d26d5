"""What was sent and the store does not know yet; the journal does."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from bot.channels.telegram.journal import Journal
from bot.counter.door import taken
from bot.staff.turn import DeskSettings
from bot.store.outbox import Outgoing, Taken
from bot.store.port import Database, Store

T = TypeVar("T")


class Unsaid:
    """By key: how many parts were taken, and what is whole."""

    def __init__(
        self,
        journal: Journal,
        database: Database,
        desk: DeskSettings,
        clock: Callable[[], datetime],
    ) -> None:
        self._journal, self._database = journal, database
        self._desk, self._clock = desk, clock
        self._found = {
            key: Taken(key, parts, whole=False) for key, parts in journal.left_over().items()
        }
        self._doubtful: set[str] = set()  # one part in doubt makes the whole doubtful
        self._saying = asyncio.Lock()

    def is_whole(self, message: Outgoing) -> bool:
        """Whether all of the message has been sent."""
        found = self._found.get(message.key)
        return found is not None and found.whole

    def parts_of(self, key: str) -> int:
        """How many parts of it were taken, as far as is not said."""
        found = self._found.get(key)
        return found.parts if found else 0

    def add(self, key: str, parts: int, *, whole: bool, wire: str = "", sure: bool = True) -> None:
        """So many parts were taken, by this process or an earlier one."""
        if not sure:
            self._doubtful.add(key)
        self._found[key] = Taken(key, parts, whole, wire, key not in self._doubtful)

    async def note(self, key: str, parts: int, *, whole: bool, wire: str, sure: bool) -> None:
        """As `add`, and in the journal; where that has no room, in the store."""
        self.add(key, parts, whole=whole, wire=wire, sure=sure)
        try:
            self._journal.add(key, parts)
        except OSError:
            await self.say(nothing)

    async def say(self, then: Callable[[Store], T]) -> T:
        """Tell the store, and look there in the same transaction.

        Should the store fail, what was sent is not sent again meanwhile.
        """
        async with self._saying:
            if not self._found:
                return await self._database.read(then)
            messages, now = list(self._found.values()), self._clock()

            def tell_and_look(store: Store) -> T:
                taken(store, self._desk, messages, now)
                return then(store)

            seen = await self._database.note(tell_and_look)
            for message in messages:
                # Another part may have been taken meanwhile.
                if self._found.get(message.key) == message:
                    del self._found[message.key]
                    if message.whole:
                        self._doubtful.discard(message.key)
            # On a full disk all lines stay: the store knows them, so nothing comes twice.
            with contextlib.suppress(OSError):
                self._journal.keep({key: one.parts for key, one in self._found.items()})
            return seen


def nothing(store: Store) -> None:
    """There is nothing to look for."""
    del store
