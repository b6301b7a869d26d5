"""Takes updates by HTTP. One is stored before the answer 200.

A call without the secret is turned away before its body is read.
"""

from __future__ import annotations

import asyncio
import functools
import hmac
import json
import logging
import time
from collections.abc import Callable
from datetime import datetime

from aiohttp import web

from bot import metrics
from bot.channels.listening import CROWD, body_of
from bot.channels.telegram.settings import CHANNEL, Webhook
from bot.channels.telegram.turns import turn_of
from bot.store.port import Database, Store, UnusableError

NAME = "webhook"
PATH = "/telegram"
SECRET = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header
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
    ) -> None:
        self._database, self._clock, self._on_new = database, clock, on_new
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
                await self._database.note(functools.partial(_receive, rows=rows, now=now))
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


def _receive(store: Store, rows: list[tuple[str, str]], now: datetime) -> int:
    return store.inbox.receive(CHANNEL, rows, now, turn_of)


class Forged:
    """Counts calls without the secret; one line of the log a minute tells how many."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._since, self._count = clock, -MINUTE, 0

    def note(self) -> None:
        """One more."""
        metrics.UPDATES.labels("forged").inc()
        self._count += 1
        now = self._clock()
        if now - self._since >= MINUTE:
            log.warning("%d webhook calls without the right secret", self._count)
            self._since, self._count = now, 0


class Receiver:
    """Takes updates of that bot."""

    def __init__(self, webhook: Webhook, intake: Intake, bot_id: int) -> None:
        self._webhook, self._intake, self._bot_id = webhook, intake, bot_id
        self._forged = Forged()

    def routes(self) -> list[web.RouteDef]:
        """Its address."""
        return [web.post(PATH, self.receive)]

    async def receive(self, request: web.Request) -> web.Response:
        """One update. Whoever does not know the secret is turned away, their body not read."""
        given = request.headers.get(SECRET, "")
        if not hmac.compare_digest(given.encode(), self._webhook.secret.encode()):
            self._forged.note()
            response = web.Response(status=403)
            response.force_close()
            return response
        request.app[CROWD].knows(request)
        body = await body_of(request)
        try:
            text = (body or b"").decode()
        except UnicodeDecodeError:
            text = ""
        number = _number(text)
        if number is None:
            return web.Response(status=400)
        try:
            await self._intake.store(f"{self._bot_id}:{number}", text)
        except UnusableError:
            # Not 200: Telegram keeps it and comes again.
            log.exception("an update could not be stored")
            return web.Response(status=503)
        return web.Response()


def _number(body: str) -> int | None:
    """The update's number; None where the body is not an update."""
    try:
        update = json.loads(body)
    except (ValueError, RecursionError):
        return None
    number = update.get("update_id") if isinstance(update, dict) else None
    return number if type(number) is int and 0 <= number < 2**63 else None
