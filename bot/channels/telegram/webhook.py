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
from collections.abc import Callable, MutableSet
from datetime import datetime
from weakref import WeakSet

from tornado.http1connection import HTTP1Connection
from tornado.iostream import IOStream
from tornado.web import Application, stream_request_body

from bot import metrics
from bot.channels.telegram.listening import Bounded, Handler
from bot.channels.telegram.settings import CHANNEL, Webhook
from bot.channels.telegram.turns import turn_of
from bot.store.port import Database, Store, UnusableError

NAME = "webhook"
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


@stream_request_body
class Receive(Handler):
    """One update. The body is read in pieces, so that `prepare` comes before it."""

    def initialize(
        self,
        webhook: Webhook,
        bot_id: int,
        intake: Intake,
        forged: Forged,
        known: MutableSet[IOStream],
    ) -> None:
        """Keep what the handler needs."""
        self._webhook, self._bot_id, self._intake, self._known = webhook, bot_id, intake, known
        self._forged, self._body = forged, bytearray()

    def prepare(self) -> None:
        """Turn away whoever does not know the secret; their body is not read."""
        given = self.request.headers.get(SECRET, "")
        if not hmac.compare_digest(given.encode(), self._webhook.secret.encode()):
            self._forged.note()
            self.set_status(403)
            self.set_header("Connection", "close")
            _ = self.finish()
        elif isinstance(self.request.connection, HTTP1Connection):
            self._known.add(self.request.connection.stream)

    def data_received(self, chunk: bytes) -> None:
        """A piece of the body; the server counts them."""
        self._body += chunk

    async def post(self) -> None:
        """Store the update."""
        try:
            body = self._body.decode()
        except UnicodeDecodeError:
            body = ""
        number = _number(body)
        if number is None:
            self.set_status(400)
            return
        try:
            await self._intake.store(f"{self._bot_id}:{number}", body)
        except UnusableError:
            # Not 200: Telegram keeps it and comes again.
            log.exception("an update could not be stored")
            self.set_status(503)


def listen(
    webhook: Webhook,
    database: Database,
    clock: Callable[[], datetime],
    on_new: Callable[[], None],
    bot_id: int,
) -> Bounded:
    """Start listening; the caller stops the server.

    Raises:
        OSError: the port is taken.
    """
    known: WeakSet[IOStream] = WeakSet()
    told = {
        "webhook": webhook,
        "bot_id": bot_id,
        "intake": Intake(database, clock, on_new),
        "forged": Forged(),
        "known": known,
    }
    app = Application(
        [(r"/telegram", Receive, told)],
        default_handler_class=Handler,
        log_function=lambda _: None,
    )
    server = Bounded(app, known=known)
    server.listen(webhook.port, webhook.listen)
    return server


def _number(body: str) -> int | None:
    """The update's number; None where the body is not an update."""
    try:
        update = json.loads(body)
    except (ValueError, RecursionError):
        return None
    number = update.get("update_id") if isinstance(update, dict) else None
    return number if type(number) is int and 0 <= number < 2**63 else None
