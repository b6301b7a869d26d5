"""Takes what came by WeChat out of the inbox, fetches its files, and hands it over the counter."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial

from bot.channels.pulse import Pulse
from bot.channels.running import turning
from bot.channels.unstored import Unstored
from bot.channels.wechat.client import Client
from bot.channels.wechat.keeping import KEPT, Keeping, is_late
from bot.channels.wechat.speaking import CARD_HOLDS, wire_id
from bot.channels.wechat.spoken import Failed, Reads, Spoken
from bot.channels.wechat.turns import turn_of
from bot.channels.wechat.unstored import message_in
from bot.contract.messages import Chat, Incoming
from bot.counter import rights
from bot.counter.allowing import allowed
from bot.counter.receiving import Delivery, receive_all, receive_file
from bot.staff.turn import DeskSettings
from bot.store.inbox import LATE, Busy, Waiting
from bot.store.photos import Photo
from bot.store.port import Database, Store, UnusableError

NAME = "wechat worker"
AT_ONCE = 8  # what is pushed meanwhile waits for them to be stored
LONGEST_WAIT = 5.0  # seconds between looks for files that could not be fetched
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Source:
    """One account: how what comes from it is read, and what fetches its files.

    `link` stands before an invitation that is made there; empty where none is.
    """

    client: Client
    reads: Reads
    link: str = ""


@dataclass(frozen=True, slots=True)
class Job:
    """A delivery as it was read; `photo` is its file, kept when it is handled.

    Attributes:
        coming: it goes on without its file, which is tried further by itself.
    """

    waiting: Waiting
    spoken: Spoken
    error: str = ""
    photo: Photo | None = None
    coming: bool = False


@dataclass(eq=False)
class Worker:
    """The one worker of a process, for all accounts."""

    sources: Mapping[str, Source]
    database: Database
    desk: DeskSettings
    clock: Callable[[], datetime]
    on_outgoing: Callable[[], None]
    unstored: Unstored
    keeping: Keeping = field(default_factory=Keeping)
    _bell: asyncio.Event = field(default_factory=asyncio.Event)
    _begun: set[str] = field(default_factory=set)  # where it is known what was in hand at a crash

    def wake(self) -> None:
        """Something was put into the inbox."""
        self._bell.set()

    async def run(self, pulse: Pulse) -> None:
        """Handle until cancelled."""
        try:
            await turning(NAME, pulse, partial(self._turn, pulse))
        finally:
            await self.database.note(self._let_go)

    async def _turn(self, pulse: Pulse) -> None:
        self._bell.clear()
        if not await self.handle_all() and not self._bell.is_set():
            await pulse.wait(NAME, self._bell, self.keeping.wait(LONGEST_WAIT))

    async def handle_all(self) -> int:
        """Handle what waits in the inbox of each account; returns how many were handled."""
        return sum([await self._handle(channel) for channel in self.sources])

    def _let_go(self, store: Store) -> None:
        for channel in self.sources:
            store.inbox.let_go(channel)

    async def _handle(self, channel: str) -> int:
        """A batch of one account: what waits for a file is left, and its chat's later words."""
        source, busy = self.sources[channel], self.keeping.resting()
        held = [Busy(one.arrival, chat) for one, chat in busy]
        ready: list[Job] = []
        try:
            if channel not in self._begun:
                await self.database.write(lambda store: store.inbox.note_crash(channel))
                self._begun.add(channel)
            taken = await self.database.note(
                lambda store: store.inbox.take(channel, AT_ONCE, held)
            )
            jobs = [self._read(waiting, source.reads) for waiting in taken]
            ready = [job for job in await self._with_files(channel, source, jobs) if job]
            if ready:
                now = self.clock()
                await self.database.note(lambda store: self._receive(store, channel, ready, now))
        except UnusableError:
            in_hand = (job.spoken.message for job in ready)
            reads = partial(message_in, source.reads)
            await self.unstored.stuck(self.database, channel, reads, in_hand)
            raise
        if ready:
            self.unstored.end()
            self.on_outgoing()
        return len(ready)

    def _read(self, waiting: Waiting, reads: Reads) -> Job:
        try:
            return Job(waiting, reads(waiting.payload))
        except Exception as error:
            # Whatever it is, it must not stop the others.
            log.exception("a message could not be read")
            return Job(waiting, Spoken(None), type(error).__name__)

    async def _with_files(self, channel: str, source: Source, jobs: list[Job]) -> list[Job | None]:
        """The jobs with their files; None for one that waits for it, as the chat's later ones."""
        fetched = await asyncio.gather(*(self._fetched(channel, source, job) for job in jobs))
        found: list[Job | None] = []
        late: set[str] = set()
        for job, with_file in zip(jobs, fetched, strict=True):
            chat = job.spoken.chat.chat_id if job.spoken.chat else ""
            if is_late(job.waiting):
                found.append(with_file)
                continue
            if chat in late:
                self.keeping.also(job.waiting, chat)
            elif with_file is None:
                late.add(chat)
            found.append(None if chat in late else with_file)
        return found

    async def _fetched(self, channel: str, source: Source, job: Job) -> Job | None:
        """The job with its file, or without one that is lost; None while it is tried again."""
        if not job.spoken.media_id or job.spoken.chat is None:
            return job
        chat = job.spoken.chat.chat_id
        if is_late(job.waiting) and self._is_over(job.spoken.message):
            return job
        fetched = await self.keeping.fetched(source.client, job.waiting, job.spoken.media_id, chat)
        if fetched is None:
            return None
        if not fetched.content:
            without = job.spoken.without_file(coming=fetched.coming)
            return replace(job, spoken=without, coming=fetched.coming)
        key = f"{channel}-{job.waiting.delivery}"
        photo = Photo(Chat(channel, chat), fetched.kind, fetched.content)
        spoken = job.spoken.with_file(key, fetched.lines)
        return Job(job.waiting, spoken, job.error, photo)

    def _is_over(self, message: Incoming | None) -> bool:
        """Whether the messenger has thrown the file away by now."""
        sent_at = message.sent_at if message else None
        return sent_at is None or self.clock() > sent_at + KEPT

    def _receive(self, store: Store, channel: str, jobs: list[Job], now: datetime) -> None:
        for job in jobs:
            if is_late(job.waiting):
                came_late(store, self.desk, job, now)
                continue
            if job.coming:
                row = (LATE + job.waiting.delivery, job.waiting.payload)
                store.inbox.receive(channel, [row], now, turn_of)
            key = job.spoken.message.file_id if job.spoken.message else ""
            if job.photo and not store.photos.get(key):
                store.photos.keep(key, job.photo, now)
            if job.spoken.failed:
                not_arrived(store, self.desk, job.spoken.failed, now)
            if job.spoken.allows is not None and job.spoken.chat:
                allowed(store, job.spoken.chat, now, more=job.spoken.allows)
            if job.spoken.card_pass and job.spoken.chat:
                task = job.spoken.message.message_id if job.spoken.message else ""
                until = now + CARD_HOLDS
                store.cards.put_pass(job.spoken.chat, task, job.spoken.card_pass, until)
            one = Delivery(job.waiting, job.spoken.chat, job.spoken.message, job.error)
            link = self.sources[channel].link or self.desk.link
            receive_all(store, replace(self.desk, link=link), channel, [one], now)


def came_late(store: Store, desk: DeskSettings, job: Job, now: datetime) -> None:
    """The file alone, whose message was handled before; kept where that lies in a case."""
    message = job.spoken.message
    if job.photo and message and receive_file(store, desk, message, now):
        store.photos.keep(message.file_id, job.photo, now)
    store.inbox.done(job.waiting, job.spoken.chat.chat_id if job.spoken.chat else "")


def not_arrived(store: Store, desk: DeskSettings, failed: Failed, now: datetime) -> None:
    """A message that the messenger had taken has not arrived: it is refused after all."""
    if not failed.wire_id:
        return
    for message in store.pending.sent_since(failed.chat, now - rights.FAILS_WITHIN):
        names = {wire_id(message.key, part) for part in range(message.parts)}
        names.add(store.pending.wire_id(message.id))
        if failed.wire_id in names:
            rights.not_taken(store, desk, message, failed.why, now, sent=True)
            return
