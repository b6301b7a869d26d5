"""/health and /metrics, on a port of their own that nobody but the machine is to reach."""

from __future__ import annotations

from collections.abc import Callable

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from tornado.web import Application

from bot import metrics
from bot.channels.pulse import Pulse
from bot.channels.telegram.listening import Bounded, Handler
from bot.store.port import Database, Store, UnusableError


class Health(Handler):
    """Whether the process can do its work."""

    def initialize(self, database: Database, pulse: Pulse, is_up: Callable[[], bool]) -> None:
        """Keep what the handler needs."""
        self._database, self._pulse, self._is_up = database, pulse, is_up

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
            reached = "reached" if self._is_up() else "not reached yet"
            self.write({"status": "ok", "telegram": reached, "waiting": waiting,
                        "seconds_since_turn": since})  # fmt: skip


class Metrics(Handler):
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
    address: str, port: int, database: Database, pulse: Pulse, is_up: Callable[[], bool]
) -> Bounded:
    """Start listening; the caller stops the server.

    `is_up` tells whether Telegram has answered since the start.

    Raises:
        OSError: the port is taken.
    """
    server = Bounded(
        Application(
            [
                (r"/health", Health, {"database": database, "pulse": pulse, "is_up": is_up}),
                (r"/metrics", Metrics, {"database": database}),
            ],
            default_handler_class=Handler,
            log_function=lambda _: None,
        )
    )
    server.listen(port, address)
    return server
