"""Takes updates out of the inbox, in order, and writes what they cause: replies into the outbox.

Handling, replies and the mark "done" are one transaction, so each update is handled once,
whenever the process dies. An update that cannot be handled is tried a few times and set aside.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from bot import metrics
from bot.channels.telegram.incoming import CHANNEL, chat_of, message_of, query_of
from bot.channels.telegram.outgoing import calls_of, menu_call
from bot.channels.telegram.photos import Photos
from bot.channels.telegram.salvage import salvaged
from bot.contract.messages import Chat, Incoming, Menu, MessageKind, Outcome, Post, Reply
from bot.counter.notices import notices
from bot.counter.unhandled import safety_words, unhandled
from bot.counter.who_answers import answer
from bot.customer.intent_to_action import is_unsure
from bot.hearing.gate import gate
from bot.hearing.helper import Helper
from bot.staff.turn import DeskSettings
from bot.store.inbox import Waiting
from bot.store.port import Database, Store, UnusableError
from bot.wording.catalogue import words
from bot.wording.phrases import set_aside_notice, sorry

AT_ONCE = 32
PAUSE = 1.0  # seconds before another try when the store cannot be used
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Job:
    """A waiting update and what it says; `error` where it cannot even be read."""

    waiting: Waiting
    chat: Chat | None
    message: Incoming | None
    query_id: str | None = None
    error: str = ""


class Worker:
    """The one worker of a process."""

    def __init__(
        self,
        database: Database,
        desk: DeskSettings,
        clock: Callable[[], datetime],
        on_outgoing: Callable[[], None],
        helper: Helper | None = None,
        photos: Photos | None = None,
    ) -> None:
        self._database, self._desk, self._clock = database, desk, clock
        self._on_outgoing, self._helper, self._photos = on_outgoing, helper, photos
        self._bell = asyncio.Event()

    def wake(self) -> None:
        """Something was put into the inbox."""
        self._bell.set()

    async def run(self) -> None:
        """Handle until cancelled."""
        await self._database.write(lambda store: store.inbox.note_crash(CHANNEL))
        taken: list[Waiting] = []
        while True:
            self._bell.clear()
            try:
                taken = await self._handle(taken)
            except UnusableError:
                log.exception("the inbox cannot be used")
                await asyncio.sleep(PAUSE)
                continue
            if not taken:
                await self._bell.wait()

    async def _handle(self, taken: list[Waiting]) -> list[Waiting]:
        """Handle what was taken and take the next, in one transaction."""
        if not taken:
            return await self._database.note(_take)
        jobs = await self._with_proposals([self._read(waiting) for waiting in taken])
        jobs = await self._with_photos(jobs)

        def handle_and_take(store: Store) -> list[Waiting]:
            self._handle_all(store, jobs)
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
            if job.error or message is None or message.kind is not MessageKind.TEXT:
                return job
            if gate(message.text).is_grave or not is_unsure(message.text):
                return job
            proposal = await helper.propose(message.text)
            return replace(job, message=replace(message, proposal=proposal))

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
            return replace(job, message=replace(message, photo_lines=lines))

        return list(await asyncio.gather(*map(one, jobs)))

    @staticmethod
    def _read(waiting: Waiting) -> Job:
        try:
            update = json.loads(waiting.payload)
            return Job(waiting, chat_of(update), message_of(update), query_of(update))
        except Exception as error:
            # Whatever it is, it must not stop the others.
            log.exception("an update could not be read")
            words_left = salvaged(waiting.payload)
            chat = words_left.chat if words_left else None
            return Job(waiting, chat, words_left, None, type(error).__name__)

    def _handle_all(self, store: Store, jobs: list[Job]) -> None:
        for job in jobs:
            error = job.error or self._error_of(store, job)
            if error:
                self._failed(store, job, error)

    def _error_of(self, store: Store, job: Job) -> str:
        """Handle one update; the kind of error, with nothing written, when that fails."""
        try:
            with store.attempt():
                self._answer(store, job)
        except UnusableError:
            raise
        except Exception as error:
            log.exception("an update could not be handled")
            return type(error).__name__
        return ""

    def _answer(self, store: Store, job: Job) -> None:
        now, number = self._clock(), job.waiting.update_id
        if job.chat and job.query_id:
            pressed = {"callback_query_id": job.query_id}
            key = f"{CHANNEL}:{number}:query"
            store.outbox.put(key, job.chat, "answerCallbackQuery", pressed, now)
        outcomes = answer(store, self._desk, job.message, now) if job.message else ()
        for n, outcome in enumerate((*outcomes, *notices(store, self._desk, now))):
            self._put(store, f"{CHANNEL}:{number}:{n}", job.chat, outcome, now)
        store.inbox.done(CHANNEL, number, job.chat.chat_id if job.chat else "")
        metrics.UPDATES.labels("handled").inc()

    def _failed(self, store: Store, job: Job, error: str) -> None:
        now, number = self._clock(), job.waiting.update_id
        metrics.UPDATES.labels("failed").inc()
        if not store.inbox.failed(CHANNEL, job.waiting, error):
            return
        metrics.UPDATES.labels("set_aside").inc()
        say = words()
        told = self._last_resort(store, job)
        if job.chat and not (told or job.chat.chat_id.startswith("-")):
            self._send(store, f"{CHANNEL}:{number}:sorry", job.chat, sorry(say), now)
        if self._desk.admin:
            notice = set_aside_notice(say, number, error)
            self._send(store, f"{CHANNEL}:{number}:admin", self._desk.admin, notice, now)

    def _last_resort(self, store: Store, job: Job) -> bool:
        """Words that cannot be handled become a case, and danger its answer; whether they did."""
        now, key = self._clock(), f"{CHANNEL}:{job.waiting.update_id}:unhandled"
        if job.message is None or job.chat is None:
            return False
        outcomes: tuple[Outcome, ...]
        try:
            with store.attempt():
                replies = unhandled(store, self._desk, job.message, now)
                outcomes = (*replies, *notices(store, self._desk, now))
        except UnusableError:
            raise
        except Exception:
            log.exception("no case could be made of an update")
            replies = outcomes = safety_words(self._desk, job.message)
        for n, outcome in enumerate(outcomes):
            self._put(store, f"{key}:{n}", job.chat, outcome, now)
        return bool(replies)

    def _put(
        self, store: Store, key: str, chat: Chat | None, outcome: Outcome, now: datetime
    ) -> None:
        match outcome:
            case Post():
                self._send(store, outcome.key, outcome.to, outcome.reply, now, outcome.not_before)
            case Menu():
                store.outbox.put(key, outcome.to, *menu_call(outcome), now)
            case Reply() if chat:
                self._send(store, key, chat, outcome, now)

    @staticmethod
    def _send(
        store: Store,
        key: str,
        chat: Chat,
        reply: Reply,
        now: datetime,
        not_before: datetime | None = None,
    ) -> None:
        for part, (method, params) in enumerate(calls_of(reply)):
            store.outbox.put(f"{key}:{part}", chat, method, params, now, not_before)


def _take(store: Store) -> list[Waiting]:
    return store.inbox.take(CHANNEL, AT_ONCE)
