"""Serves the customer's page: one loop of the service, on a port of its own."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path

from aiohttp import web

from bot.channels.pulse import Pulse
from bot.channels.running import Loop, turning
from bot.channels.web import talk
from bot.channels.web.chat import Chats
from bot.channels.web.settings import WebSettings
from bot.contract.errors import SettingsError
from bot.staff.turn import DeskSettings
from bot.store.port import Database, UnusableError

NAME = "web"
LARGEST = 32_768  # bytes of a form; a question has 1,000 characters
LOOK = 30.0  # seconds between looks for pages that were closed
_STATIC = Path(__file__).parent / "static"
_HEADERS = {
    "Server": "jieti",
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; "
    "base-uri 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
}
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
log = logging.getLogger(__name__)


def page(
    settings: WebSettings, database: Database, desk: DeskSettings, clock: Callable[[], datetime]
) -> Callable[[Pulse, object, Callable[[], None]], Loop]:
    """The loop that serves the page; it tells when something may wait for other channels."""

    def loop_of(pulse: Pulse, _: object, on_outgoing: Callable[[], None]) -> Loop:
        chats = Chats(settings, database, desk, clock, on_outgoing)

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

            runner = web.AppRunner(application(chats), access_log=None, handle_signals=False)
            await runner.setup()
            try:
                await _listen(runner, settings)
                await turning(NAME, pulse, turn)
            finally:
                await runner.cleanup()

        return run

    return loop_of


def application(chats: Chats) -> web.Application:
    """The pages and their files."""
    app = web.Application(client_max_size=LARGEST, middlewares=[_guarded])
    app.add_routes(
        [
            web.get("/", _to_chat),
            web.get("/chat", chats.show),
            web.post("/chat", chats.say),
            web.get("/chat/new", chats.new),
            web.post("/chat/leave", chats.leave),
            web.get(r"/chat/picture/{number:\d{1,18}}", chats.picture),
            web.get(r"/chat/file/{number:\d{1,18}}", chats.file),
            web.static("/static", _STATIC, append_version=False),
        ]
    )
    return app


async def _to_chat(_: web.Request) -> web.Response:
    raise web.HTTPSeeOther("/chat")


@web.middleware
async def _guarded(request: web.Request, handler: Handler) -> web.StreamResponse:
    """The same headers on all that is sent; what breaks says nothing of itself."""
    try:
        response = await handler(request)
    except web.HTTPException as error:
        error.headers.update(_HEADERS)
        raise
    except asyncio.CancelledError:
        raise
    except Exception:
        log.exception("a page could not be made")
        response = web.Response(status=500, text="500")
    response.headers.update(_HEADERS)
    if not request.path.startswith("/static/"):
        response.headers["Cache-Control"] = "no-store"
    return response


async def _listen(runner: web.AppRunner, settings: WebSettings) -> None:
    try:
        await web.TCPSite(runner, settings.address, settings.port).start()
    except OSError as error:
        raise SettingsError(
            f"JIETI_WEB: {settings.port} cannot be used: {error.strerror}"
        ) from None
