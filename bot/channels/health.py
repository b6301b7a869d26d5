"""/health and /metrics, on a port of their own that nobody but the machine is to reach."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from datetime import datetime
from functools import partial
from typing import NamedTuple

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from bot import metrics
from bot.channels.pulse import Pulse
from bot.contract.hours import Hours
from bot.store.port import Database, Store, UnusableError


def routes(
    database: Database,
    pulse: Pulse,
    clock: Callable[[], datetime],
    hours: Hours,
    is_up: Callable[[], bool] | None = None,
    stores: Callable[[], Awaitable[bool]] | None = None,
) -> Iterable[web.RouteDef]:
    """What is answered there.

    Args:
        database: that is served.
        pulse: of the loops.
        clock: says how long what waits has waited.
        hours: by whose calendar deadlines are counted.
        is_up: whether Telegram has answered since the start; None where none is served.
        stores: whether something can be stored; None where the store itself is asked alone.
    """

    async def health(_: web.Request) -> web.Response:
        """200 when the store answers and every loop turns, else 503."""
        if silent := pulse.silent():
            return web.json_response({"status": "deaf", "silent": silent}, status=503)
        if stores and not await stores():
            return web.json_response({"status": "nothing can be stored"}, status=503)
        try:
            found = await database.read(partial(_counted, now=clock()))
        except UnusableError:
            return web.json_response({"status": "store cannot be used"}, status=503)
        since = {loop: round(s) for loop, s in pulse.silent_for().items()}
        told: dict[str, object] = {"status": "ok"} | _around(hours, clock(), is_up)
        told |= {"waiting": found.waiting["inbox"], "lag": found.lag}
        return web.json_response({**told, "seconds_since_turn": since})

    async def counts(_: web.Request) -> web.Response:
        """Counts for Prometheus, in its text form."""
        _show(await database.read(partial(_counted, now=clock())))
        return web.Response(body=generate_latest(), headers={"Content-Type": CONTENT_TYPE_LATEST})

    return [web.get("/health", health), web.get("/metrics", counts)]


def _around(hours: Hours, now: datetime, is_up: Callable[[], bool] | None) -> dict[str, object]:
    """What is around the process: the line to Telegram, a calendar that is out of date."""
    told: dict[str, object] = {}
    if is_up:
        told["telegram"] = "reached" if is_up() else "not reached yet"
    if year := hours.unknown_year(now.date()):
        told["calendar"] = f"make-up days of {year} are not known"
    return told


class _Counts(NamedTuple):
    """What there is, by box; lag in seconds."""

    waiting: dict[str, int]
    lag: dict[str, int]
    aside: int
    cases: int


def _counted(store: Store, now: datetime) -> _Counts:
    oldest = {"inbox": store.inbox.oldest(), "outbox": store.outbox.oldest(now)}
    return _Counts(
        {"inbox": store.inbox.count("waiting"), "outbox": store.outbox.count("waiting")},
        {box: round((now - since).total_seconds()) if since else 0
         for box, since in oldest.items()},
        store.inbox.count("set_aside"),
        store.cases.count_open(),
    )  # fmt: skip


def _show(found: _Counts) -> None:
    for box, seconds in found.lag.items():
        metrics.WAITING.labels(box).set(found.waiting[box])
        metrics.LAG.labels(box).set(seconds)
    metrics.SET_ASIDE.set(found.aside)
    metrics.CASES.set(found.cases)
