"""What takes its time before a message can be handled: a model's proposal, the text of a picture.

It is done beside the worker's turn, so that nobody else waits for it: least of all a danger. The
chat's later messages wait, for they may speak of it.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime

from bot.channels.telegram.job import Job
from bot.channels.telegram.photos import Photos
from bot.contract.messages import Incoming, MessageKind
from bot.customer.intent_to_action import is_unsure
from bot.hearing.gate import gate
from bot.hearing.heard import hear
from bot.hearing.helper import Helper
from bot.store.inbox import Busy

MOST = 32  # at once; who comes then is handled as it is, by a person where need be
PATIENCE = 40.0  # seconds for one
log = logging.getLogger(__name__)


class Preparing:
    """Messages that are being prepared; `wake` is called when one is ready."""

    def __init__(
        self,
        clock: Callable[[], datetime],
        wake: Callable[[], None],
        helper: Helper | None = None,
        photos: Photos | None = None,
    ) -> None:
        self._clock, self._wake, self._helper, self._photos = clock, wake, helper, photos
        self._tasks: dict[int, tuple[Job, asyncio.Task[Job]]] = {}

    @property
    def busy(self) -> tuple[Busy, ...]:
        """What is being prepared or ready, and not to be taken again."""
        return tuple(Busy(arrival, _chat(job)) for arrival, (job, _) in self._tasks.items())

    def begin(self, jobs: Iterable[Job]) -> list[Job]:
        """Those that can be handled at once; what needs time is begun, and its chat waits."""
        at_once = []
        for job in jobs:
            grave = job.message is not None and gate(job.message.text).is_grave
            if _chat(job) in {chat for _, chat in self.busy} - {""} and not grave:
                continue
            if grave or not self._needs_time(job) or len(self._tasks) >= MOST:
                at_once.append(job)
                continue
            task = asyncio.create_task(self._prepared(job))
            task.add_done_callback(lambda _: self._wake())
            self._tasks[job.delivery.waiting.arrival] = job, task
        return at_once

    def ready(self) -> list[Job]:
        """Those that are prepared by now, each once."""
        done = [(arrival, *pair) for arrival, pair in self._tasks.items() if pair[1].done()]
        for arrival, _, _ in done:
            del self._tasks[arrival]
        return [job if task.cancelled() else task.result() for _, job, task in done]

    def stop(self) -> None:
        """Nothing more is prepared."""
        for _, task in self._tasks.values():
            task.cancel()

    def _needs_time(self, job: Job) -> bool:
        message = job.message
        if message is None:
            return False
        if message.kind is MessageKind.PHOTO:
            return self._photos is not None and not message.group and not message.origin
        if message.kind is not MessageKind.TEXT or self._helper is None:
            return False
        return is_unsure(hear(message.text.strip(), self._clock().date()))

    async def _prepared(self, job: Job) -> Job:
        """The job with more known of its message, or as it is: that always comes."""
        if job.message is None:
            return job
        try:
            async with asyncio.timeout(PATIENCE):
                return job.with_message(await self._more_of(job.message))
        except Exception as error:
            log.warning("a message could not be prepared: %s", type(error).__name__)
            return job

    async def _more_of(self, message: Incoming) -> Incoming:
        if message.kind is MessageKind.PHOTO and self._photos:
            return replace(message, photo_lines=await self._photos.lines_of(message.file_id))
        if self._helper:
            return replace(message, proposal=await self._helper.propose(message.text))
        return message


def _chat(job: Job) -> str:
    return job.delivery.chat.chat_id if job.delivery.chat else ""
