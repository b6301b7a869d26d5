"""/health and /metrics, on a port of their own that nobody but the machine is to reach."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from bot import metrics
from bot.channels.pulse import Pulse
from bot.store.port import Database, Store, UnusableError


def routes(
    database: Database, pulse: Pulse, is_up: Callable[[], bool] | None = None
) -> Iterable[web.RouteDef]:
    """What is answered there.

    Args:
        database: that is served.
        pulse: of the loops.
        is_up: whether Telegram has answered since the start; None where none is served.
    """

    async def health(_: web.Request) -> web.Response:
        """200 when the store answers and every loop turns, else 503."""
        if silent := pulse.silent():
            return web.json_response({"status": "deaf", "silent": silent}, status=503)
        try:
            waiting = await database.read(lambda store: store.inbox.count("waiting"))
        except UnusableError:
            return web.json_response({"status": "store cannot be used"}, status=503)
        since = {loop: round(s) for loop, s in pulse.silent_for().items()}
        told: dict[str, object] = {"status": "ok"}
        if is_up:
            told["telegram"] = "reached" if is_up() else "not reached yet"
        return web.json_response({**told, "waiting": waiting, "seconds_since_turn": since})

    async def counts(_: web.Request) -> web.Response:
        """Counts for Prometheus, in its text form."""
        incoming, outgoing, aside, opened = await database.read(_counted)
        metrics.WAITING.labels("inbox").set(incoming)
        metrics.WAITING.labels("outbox").set(outgoing)
        metrics.SET_ASIDE.set(aside)
        metrics.CASES.set(opened)
        return web.Response(body=generate_latest(), headers={"Content-Type": CONTENT_TYPE_LATEST})

    return [web.get("/health", health), web.get("/metrics", counts)]


def _counted(store: Store) -> tuple[int, int, int, int]:
    return (
        store.inbox.count("waiting"),
        store.outbox.count("waiting"),
        store.inbox.count("set_aside"),
        store.cases.count_open(),
    )
