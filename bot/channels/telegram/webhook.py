"""Takes updates by HTTP. One is stored before the answer 200; /health and /metrics stand beside.

A call without the secret is turned away before its body is read; too many of those and the
caller is not even listened to for a while.
"""

from __future__ import annotations

import asyncio
import functools
import hmac
import json
import logging
from collections.abc import Callable
from datetime import datetime

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from tornado.httpserver import HTTPServer
from tornado.web import Application, RequestHandler

from bot import metrics
from bot.channels.pulse import Pulse
from bot.channels.telegram.settings import CHANNEL, Webhook
from bot.store.port import Database, Store, UnusableError

SECRET = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header
LARGEST = 1_000_000  # bytes; Telegram's updates are far smaller
log = logging.getLogger(__name__)


class Intake:
    """Stores updates, once for all that wait: each commit waits for the disk."""

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
                await self._database.write(functools.partial(_receive, rows=rows, now=now))
            except Exception as error:
                for _, stored in batch:
                    if not stored.done():  # whoever asked may be gone
                        stored.set_exception(error)
            else:
                for _, stored in batch:
                    if not stored.done():
                        stored.set_result(None)
                self._on_new()


def _receive(store: Store, rows: list[tuple[str, str]], now: datetime) -> int:
    return store.inbox.receive(CHANNEL, rows, now)


class Receive(RequestHandler):
    """One update."""

    def initialize(self, webhook: Webhook, bot_id: int, intake: Intake) -> None:
        """Keep what the handler needs."""
        self._webhook, self._bot_id, self._intake = webhook, bot_id, intake

    def prepare(self) -> None:
        """Turn away whoever does not know the secret."""
        given = self.request.headers.get(SECRET, "")
        if not hmac.compare_digest(given.encode(), self._webhook.secret.encode()):
            metrics.UPDATES.labels("forged").inc()
            log.warning("a webhook call without the right secret was turned away")
            self.set_status(403)
            _ = self.finish()

    async def post(self) -> None:
        """Store the update."""
        number = _number(self.request.body)
        if number is None:
            self.set_status(400)
            return
        try:
            await self._intake.store(f"{self._bot_id}:{number}", self.request.body.decode())
        except UnusableError:
            # Not 200: Telegram keeps it and comes again.
            log.exception("an update could not be stored")
            self.set_status(503)


class Health(RequestHandler):
    """Whether the process can do its work."""

    def initialize(self, database: Database, pulse: Pulse) -> None:
        """Keep what the handler needs."""
        self._database, self._pulse = database, pulse

    async def get(self) -> None:
        """200 when the store answers and every loop turns, else 503."""
        if silent := self._pulse.silent():
            self.set_status(503)
            self.write({"status": "deaf", "silent": silent})
            return
        try:
            waiting = await self._database.read(lambda store: store.inbox.count("waiting"))
        except UnusableError:
            self.set_status(503)
            self.write({"status": "store cannot be used"})
        else:
            since = {loop: round(s) for loop, s in self._pulse.silent_for().items()}
            self.write({"status": "ok", "waiting": waiting, "seconds_since_turn": since})


class Metrics(RequestHandler):
    """Counts for Prometheus."""

    def initialize(self, database: Database) -> None:
        """Keep what the handler needs."""
        self._database = database

    async def get(self) -> None:
        """The text form."""

        def look(store: Store) -> tuple[int, int, int, int]:
            return (
                store.inbox.count("waiting"),
                store.outbox.count("waiting"),
                store.inbox.count("set_aside"),
                store.cases.count_open(),
            )

        incoming, outgoing, aside, opened = await self._database.read(look)
        metrics.WAITING.labels("inbox").set(incoming)
        metrics.WAITING.labels("outbox").set(outgoing)
        metrics.SET_ASIDE.set(aside)
        metrics.CASES.set(opened)
        self.set_header("Content-Type", CONTENT_TYPE_LATEST)
        self.write(generate_latest())


def listen(
    webhook: Webhook,
    database: Database,
    clock: Callable[[], datetime],
    on_new: Callable[[], None],
    pulse: Pulse,
    bot_id: int,
) -> HTTPServer:
    """Start listening; the caller stops the server.

    Raises:
        OSError: the port is taken.
    """
    intake = Intake(database, clock, on_new)
    app = Application(
        [
            (r"/telegram", Receive, {"webhook": webhook, "bot_id": bot_id, "intake": intake}),
            (r"/health", Health, {"database": database, "pulse": pulse}),
            (r"/metrics", Metrics, {"database": database}),
        ],
        log_function=lambda _: None,
    )
    server = HTTPServer(app, max_body_size=LARGEST, idle_connection_timeout=60)
    server.listen(webhook.port, webhook.listen)
    return server


def _number(body: bytes) -> int | None:
    """The update's number; None where the body is not an update."""
    try:
        update = json.loads(body)
    except (ValueError, RecursionError):
        return None
    number = update.get("update_id") if isinstance(update, dict) else None
    return number if type(number) is int and 0 <= number < 2**63 else None
