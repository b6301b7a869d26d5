"""Takes updates out of the inbox, in order, and hands them over the counter.

Handling, replies and the mark "done" are one transaction, so each update is handled once,
whenever the process dies. An update that cannot be handled is tried a few times and set aside.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.channels.pulse import Pulse
from bot.channels.running import turning
from bot.channels.telegram.incoming import chat_of, message_of, query_of, update_in
from bot.channels.telegram.photos import Photos
from bot.channels.telegram.salvage import salvaged
from bot.channels.telegram.settings import CHANNEL
from bot.contract.messages import Incoming, MessageKind
from bot.counter.receiving import Delivery, receive_all
from bot.customer.intent_to_action import is_unsure
from bot.hearing.gate import gate
from bot.hearing.heard import hear
from bot.hearing.helper import Helper
from bot.staff.turn import DeskSettings
from bot.store.inbox import Waiting
from bot.store.port import Database, Store

NAME = "worker"
AT_ONCE = 32
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Job:
    """A waiting update as it was read, and the pressed button that Telegram wants answered."""

    delivery: Delivery
    query_id: str | None = None

    @property
    def message(self) -> Incoming | None:
        """What somebody sent, if it could be read and is to be handled."""
        if self.delivery.error or self.delivery.has_crashed:
            return None
        return self.delivery.message

    def with_message(self, message: Incoming) -> Job:
        """The same with more known of the message."""
        return replace(self, delivery=replace(self.delivery, message=message))


class Worker:
    """The one worker of a process."""

    def __init__(
        self,
        database: Database,
        desk: DeskSettings,
        clock: Callable[[], datetime],
        on_outgoing: Callable[[], None],
        pulse: Pulse,
        helper: Helper | None = None,
        photos: Photos | None = None,
        name: str = "",
        on_button: Callable[[str], None] = lambda _: None,
    ) -> None:
        self._database, self._desk, self._clock = database, desk, clock
        self._on_outgoing, self._helper, self._photos = on_outgoing, helper, photos
        self._pulse, self._bell, self._name = pulse, asyncio.Event(), name
        self._on_button = on_button
        self._taken: list[Waiting] | None = None  # None: it is not known yet what was begun

    def wake(self) -> None:
        """Something was put into the inbox."""
        self._bell.set()

    async def run(self) -> None:
        """Handle until cancelled."""
        await turning(NAME, self._pulse, self._turn)

    async def _turn(self) -> None:
        if self._taken is None:
            await self._database.write(lambda store: store.inbox.note_crash(CHANNEL))
            self._taken = []
        self._bell.clear()
        self._taken = await self._handle(self._taken)
        if not self._taken:
            await self._pulse.wait(NAME, self._bell)

    async def _handle(self, taken: list[Waiting]) -> list[Waiting]:
        """Handle what was taken and take the next, in one transaction."""
        if not taken:
            return await self._database.note(_take)
        jobs = [read(waiting, self._name) for waiting in taken]
        for job in jobs:
            if job.query_id and not job.delivery.waiting.tries:
                self._on_button(job.query_id)
        jobs = await self._with_proposals(jobs)
        jobs = await self._with_photos(jobs)

        def handle_and_take(store: Store) -> list[Waiting]:
            handle_all(store, self._desk, jobs, self._clock())
            return _take(store)

        # After a power failure the update, which is stored safely, would be handled again.
        more = await self._database.note(handle_and_take)
        self._on_outgoing()
        return more

    async def _with_proposals(self, jobs: list[Job]) -> list[Job]:
        """The same with a language model's proposals, where one is set up and would help."""
        if self._helper is None:
            return jobs
        helper = self._helper

        async def one(job: Job) -> Job:
            message = job.message
            if message is None or message.kind is not MessageKind.TEXT:
                return job
            heard = hear(message.text.strip(), self._clock().date())
            if heard.alarm.is_grave or not is_unsure(heard):
                return job
            proposal = await helper.propose(message.text)
            return job.with_message(replace(message, proposal=proposal))

        return list(await asyncio.gather(*map(one, jobs)))

    async def _with_photos(self, jobs: list[Job]) -> list[Job]:
        """The same with the text of customers' pictures, where it can be read."""
        if self._photos is None:
            return jobs
        photos = self._photos

        async def one(job: Job) -> Job:
            message = job.message
            if message is None or message.kind is not MessageKind.PHOTO:
                return job
            if message.group or message.origin or gate(message.text).is_grave:
                return job
            lines = await photos.lines_of(message.file_id)
            return job.with_message(replace(message, photo_lines=lines))

        return list(await asyncio.gather(*map(one, jobs)))


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


def _take(store: Store) -> list[Waiting]:
    return store.inbox.take(CHANNEL, AT_ONCE)
