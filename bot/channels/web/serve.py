"""Serves the pages, of customers and of staff, the API and webhooks: on one port."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path

from aiohttp import web

from bot.channels.listening import Shared, open_port
from bot.channels.pulse import Pulse
from bot.channels.running import Loop, turning
from bot.channels.web import talk
from bot.channels.web.api.serve import Api
from bot.channels.web.chat import Chats
from bot.channels.web.desk.backroom import Backroom
from bot.channels.web.desk.beside import BesideChat
from bot.channels.web.desk.counter import Counter
from bot.channels.web.desk.live import Live
from bot.channels.web.desk.signing import Doors
from bot.channels.web.guarding import Part, guarded
from bot.channels.web.reading import Reading
from bot.channels.web.settings import WebSettings
from bot.contract.beside import Beside
from bot.staff.turn import DeskSettings
from bot.store.port import Database, UnusableError

NAME = "web"
LARGEST = 32_768  # bytes of a form; a question has 1,000 characters
CONNECTIONS = 500  # of readers, with a stream for each page of staff
ENDING = 2.0  # seconds for answers that are under way when it ends
LOOK = 30.0  # seconds between looks for pages that were closed
_STATIC = Path(__file__).parent / "static"
log = logging.getLogger(__name__)


async def _quiet() -> None:
    """Nobody need be told that the pages are open."""


def page(
    settings: WebSettings, database: Database, desk: DeskSettings, clock: Callable[[], datetime],
    on_open: Callable[[], Awaitable[None]] = _quiet, shared: Shared | None = None,
    beside: Beside | None = None,
) -> Callable[[Pulse, object, Callable[[], None]], Loop]:  # fmt: skip
    """The loop that serves the pages; it tells when something may wait for other channels.

    `on_open` is waited for once the port is open; `shared` is what others answer there,
    `beside` the messenger of the office that opens the desk beside its chats.
    """

    def loop_of(pulse: Pulse, _: object, on_outgoing: Callable[[], None]) -> Loop:
        app = application(settings, database, desk, clock, on_outgoing, shared, beside)

        async def look() -> None:
            now = clock()
            try:
                if await database.write(lambda store: talk.give_back(store, desk, now)):
                    on_outgoing()
            except UnusableError:
                log.exception("pages that were closed could not be looked for")

        async def run() -> None:
            async def turn() -> None:
                await look()
                await pulse.rest(NAME, LOOK)

            where = settings.address, settings.port
            async with open_port("JIETI_WEB", *where, app, CONNECTIONS, ENDING):
                await on_open()
                await turning(NAME, pulse, turn)

        return run

    return loop_of


def application(
    settings: WebSettings, database: Database, desk: DeskSettings, clock: Callable[[], datetime],
    on_outgoing: Callable[[], None], shared: Shared | None = None, beside: Beside | None = None,
) -> web.Application:  # fmt: skip
    """The pages and their files, and what others answer beside them."""
    doors = Doors(settings, database, desk, clock)
    live = Live(doors)
    parts: tuple[Part, ...] = (
        Chats(settings, database, desk, clock, on_outgoing),
        doors,
        Counter(doors, live, on_outgoing),
        Backroom(doors),
        BesideChat(doors, beside),
        live,
        Reading(database, desk, clock),
        Api(database, desk, clock, on_outgoing),
    )
    app = web.Application(client_max_size=LARGEST, middlewares=[guarded])
    app.add_routes([web.get("/", _to_chat), web.static("/static", _STATIC, append_version=False)])
    for part in parts:
        app.add_routes(part.routes())
    if shared:
        app.add_routes(shared.routes())
    app.on_shutdown.append(live.close)
    return app


async def _to_chat(_: web.Request) -> web.Response:
    raise web.HTTPSeeOther("/chat")
