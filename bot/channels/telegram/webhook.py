"""Takes updates by HTTP. One is stored before the answer 200; /health and /metrics stand beside.

A call without the secret is turned away before its body is read; too many of those and the
caller is not even listened to for a while.
"""

from __future__ import annotations

import hmac
import json
import logging
from collections.abc import Callable
from datetime import datetime

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from tornado.httpserver import HTTPServer
from tornado.web import Application, RequestHandler

from bot import metrics
from bot.channels.telegram.settings import CHANNEL, Webhook
from bot.store.port import Database, Store, UnusableError

SECRET = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header
LARGEST = 1_000_000  # bytes; Telegram's updates are far smaller
log = logging.getLogger(__name__)


class Receive(RequestHandler):
    """One update."""

    def initialize(
        self,
        webhook: Webhook,
        database: Database,
        clock: Callable[[], datetime],
        on_new: Callable[[], None],
    ) -> None:
        """Keep what the handler needs."""
        self._webhook, self._database, self._clock, self._on_new = webhook, database, clock, on_new

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
        rows, now = [(str(number), self.request.body.decode())], self._clock()
        try:
            await self._database.write(lambda store: store.inbox.receive(CHANNEL, rows, now))
        except UnusableError:
            # Not 200: Telegram keeps it and comes again.
            log.exception("an update could not be stored")
            self.set_status(503)
            return
        self._on_new()


class Health(RequestHandler):
    """Whether the process can do its work."""

    def initialize(self, database: Database) -> None:
        """Keep what the handler needs."""
        self._database = database

    async def get(self) -> None:
        """200 when the store answers, else 503."""
        try:
            waiting = await self._database.read(lambda store: store.inbox.count("waiting"))
        except UnusableError:
            self.set_status(503)
            self.write({"status": "store cannot be used"})
        else:
            self.write({"status": "ok", "waiting": waiting})


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
) -> HTTPServer:
    """Start listening; the caller stops the server.

    Raises:
        OSError: the port is taken.
    """
    about = {"webhook": webhook, "database": database, "clock": clock, "on_new": on_new}
    app = Application(
        [
            (r"/telegram", Receive, about),
            (r"/health", Health, {"database": database}),
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
