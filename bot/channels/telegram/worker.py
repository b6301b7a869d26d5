"""Takes updates out of the inbox, in order, and hands them over the counter.

Handling, replies and the mark "done" are one transaction, so each update is handled once,
whenever the process dies. An update that cannot be handled is tried a few times and set aside.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime

from bot.channels.pulse import Pulse
from bot.channels.running import turning
from bot.channels.telegram.incoming import chat_of, message_of, query_of, update_in
from bot.channels.telegram.job import Job
from bot.channels.telegram.photos import Photos
from bot.channels.telegram.preparing import Preparing
from bot.channels.telegram.salvage import salvaged
from bot.channels.telegram.settings import CHANNEL
from bot.channels.telegram.unstored import message_in
from bot.channels.unstored import Unstored
from bot.counter.receiving import Delivery, receive_all
from bot.hearing.heard import hear
from bot.hearing.helper import Helper
from bot.staff.turn import DeskSettings
from bot.store.inbox import Waiting
from bot.store.port import Database, Store, UnusableError
from bot.wording.catalogue import words

NAME = "worker"
AT_ONCE = 32
log = logging.getLogger(__name__)


class Worker:
    """The one worker of a process."""

    def __init__(
        self,
        database: Database,
        desk: DeskSettings,
        clock: Callable[[], datetime],
        on_outgoing: Callable[[], None],
        pulse: Pulse,
        unstored: Unstored,
        helper: Helper | None = None,
        photos: Photos | None = None,
        name: str = "",
        on_button: Callable[[str], None] = lambda _: None,
    ) -> None:
        self._database, self._desk, self._clock = database, desk, clock
        self._on_outgoing = on_outgoing
        self._preparing = Preparing(clock, self.wake, helper, photos)
        self._pulse, self._bell, self._name = pulse, asyncio.Event(), name
        self._on_button, self._unstored = on_button, unstored
        self._taken: list[Waiting] | None = None  # None: it is not known yet what was begun

    def wake(self) -> None:
        """Something was put into the inbox."""
        self._bell.set()

    async def run(self) -> None:
        """Handle until cancelled."""
        try:
            await turning(NAME, self._pulse, self._turn)
        finally:
            self._preparing.stop()
            await self._database.note(lambda store: store.inbox.let_go(CHANNEL))

    async def _turn(self) -> None:
        try:
            if self._taken is None:
                await asyncio.to_thread(_load, self._clock())
                await self._database.write(lambda store: store.inbox.note_crash(CHANNEL))
                self._taken = []
            self._bell.clear()
            self._taken = await self._handle(self._taken)
        except UnusableError:
            in_hand = (message_in(one.payload) for one in self._taken or ())
            await self._unstored.stuck(self._database, CHANNEL, message_in, in_hand)
            raise
        if not self._taken:
            await self._pulse.wait(NAME, self._bell)

    async def _handle(self, taken: list[Waiting]) -> list[Waiting]:
        """Handle what was taken or has become ready, and take the next, in one transaction."""
        jobs = [read(waiting, self._name) for waiting in taken]
        for job in jobs:
            if job.query_id and not job.delivery.waiting.tries:
                self._on_button(job.query_id)
        jobs = [*self._preparing.ready(), *self._preparing.begin(jobs)]
        busy = self._preparing.busy

        def handle_and_take(store: Store) -> list[Waiting]:
            handle_all(store, self._desk, jobs, self._clock())
            return store.inbox.take(CHANNEL, AT_ONCE, busy)

        # After a power failure the update, which is stored safely, would be handled again.
        more = await self._database.note(handle_and_take)
        if jobs:
            self._unstored.end()
            self._on_outgoing()
        return more


def _load(now: datetime) -> None:
    """Whatever the first message would load is there before one is in hand."""
    hear("这个月电费怎么这么多", now.date())
    words().moment(now)


def read(waiting: Waiting, our_name: str = "") -> Job:
    """What a stored update says; its bare words where it cannot be read."""
    try:
        update = update_in(waiting.payload)
        delivery = Delivery(waiting, chat_of(update), message_of(update, our_name))
        return Job(delivery, query_of(update))
    except Exception as error:
        # Whatever it is, it must not stop the others.
        log.exception("an update could not be read")
        words_left = salvaged(waiting.payload)
        chat = words_left.chat if words_left else None
        return Job(Delivery(waiting, chat, words_left, type(error).__name__))


def handle_all(store: Store, desk: DeskSettings, jobs: list[Job], now: datetime) -> None:
    """Pass updates over the counter."""
    receive_all(store, desk, CHANNEL, [job.delivery for job in jobs], now)
