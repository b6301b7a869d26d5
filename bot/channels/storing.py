"""Stores what is pushed before it is acknowledged, and counts what strangers push."""

from __future__ import annotations

import asyncio
import functools
import logging
import time
from collections.abc import Callable
from datetime import datetime

from bot import metrics
from bot.store.inbox import Turn
from bot.store.port import Database, Store

MINUTE = 60.0  # seconds
log = logging.getLogger(__name__)


class Intake:
    """Stores updates, once for all that wait: none is acknowledged before the disk has it.

    They are being answered meanwhile.
    """

    def __init__(
        self,
        database: Database,
        clock: Callable[[], datetime],
        on_new: Callable[[], None],
        channel: str,
        turn_of: Callable[[str], Turn],
    ) -> None:
        self._database, self._clock, self._on_new = database, clock, on_new
        self._channel, self._turn_of = channel, turn_of
        self._waiting: list[tuple[tuple[str, str], asyncio.Future[None]]] = []
        self._storing: asyncio.Task[None] | None = None

    async def store(self, name: str, payload: str) -> None:
        """Return once the update is stored.

        Raises:
            UnusableError: the store is in trouble; nothing was written.
        """
        stored = asyncio.get_running_loop().create_future()
        self._waiting.append(((name, payload), stored))
        if self._storing is None or self._storing.done():
            self._storing = asyncio.create_task(self._store_all())
        await stored

    async def _store_all(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting, []
            rows, now = [row for row, _ in batch], self._clock()
            try:
                await self._database.note(functools.partial(self._receive, rows=rows, now=now))
                self._on_new()
                await self._database.settle()
            except Exception as error:
                for _, stored in batch:
                    if not stored.done():  # whoever asked may be gone
                        stored.set_exception(error)
            else:
                for _, stored in batch:
                    if not stored.done():
                        stored.set_result(None)

    def _receive(self, store: Store, rows: list[tuple[str, str]], now: datetime) -> int:
        return store.inbox.receive(self._channel, rows, now, self._turn_of)


class Forged:
    """Counts calls of strangers; one line of the log a minute (`told`, with %d) says how many."""

    def __init__(self, told: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._told = told
        self._clock, self._since, self._count = clock, -MINUTE, 0

    def note(self) -> None:
        """One more."""
        metrics.UPDATES.labels("forged").inc()
        self._count += 1
        now = self._clock()
        if now - self._since >= MINUTE:
            log.warning(self._told, self._count)
            self._since, self._count = now, 0
