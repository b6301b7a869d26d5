"""HTTP ports that a caller who sends half a request, or thousands, cannot fill."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from weakref import WeakSet

from aiohttp import web

from bot.contract.errors import SettingsError

LARGEST = 1_000_000  # bytes; Telegram's updates are far smaller
CONNECTIONS = 100  # Telegram opens 100 at most
PATIENCE = 15.0  # seconds for the headers, and for the body
HEARD = 0.2  # seconds in which a new caller is heard before an older one gives way
ENDING = 1.0  # seconds for what is being answered when the port closes
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Crowd:
    """Who is connected to a port.

    So many at once; for a new one the oldest of all gives way that has not shown that it may come:
    whoever opens many connections and says nothing keeps nobody out.
    """

    def __init__(self, most: int = CONNECTIONS) -> None:
        self._most = most
        self._strangers: dict[asyncio.Transport, None] = {}  # the oldest first
        self._known: WeakSet[asyncio.Transport] = WeakSet()
        self._asked: WeakSet[asyncio.Transport] = WeakSet()

    def before(self, server: web.Server) -> None:
        """Look at whoever comes to that server."""
        made = server.connection_made

        def comes(handler: web.RequestHandler, transport: asyncio.Transport) -> None:
            made(handler, transport)
            self._strangers[transport] = None
            loop = asyncio.get_running_loop()
            loop.call_later(HEARD, self._make_room)
            loop.call_later(PATIENCE, self._has_asked, transport)

        server.connection_made = comes  # type: ignore[method-assign]

    def _make_room(self) -> None:
        """Once a new one has been heard: who is told at once to go away needs no room."""
        known = self._known
        here = (one for one in self._strangers if not one.is_closing() and one not in known)
        self._strangers = dict.fromkeys(here)
        # Not by the server's own count: who has just given way may still stand in it.
        staying = sum(not one.is_closing() for one in known)
        over = max(0, len(self._strangers) + staying - self._most)
        for oldest in list(self._strangers)[:over]:
            oldest.close()

    def _has_asked(self, transport: asyncio.Transport) -> None:
        """Half a request is not waited for."""
        if transport not in self._asked:
            transport.close()

    def asks(self, request: web.Request) -> None:
        """The head of a request has come."""
        if request.transport is not None:
            self._asked.add(request.transport)

    def knows(self, request: web.Request) -> None:
        """Whoever asks has shown that they may come."""
        if request.transport is not None:
            self._known.add(request.transport)


CROWD = web.AppKey("crowd", Crowd)
# A header or a body is no text, or does not come as it says.
GARBLED = (UnicodeError, web.RequestPayloadError)


@web.middleware
async def _counted(request: web.Request, handler: Handler) -> web.StreamResponse:
    request.app[CROWD].asks(request)
    return await handler(request)


@web.middleware
async def _quiet(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Says nothing of what answers; by itself there is nothing here."""
    try:
        return await handler(request)
    except web.HTTPException as error:
        return web.Response(status=error.status)
    except GARBLED:
        return web.Response(status=400)


async def _unnamed(_: web.Request, response: web.StreamResponse) -> None:
    """Without the name of the server."""
    response.headers.popall("Server", None)


def bare(routes: Iterable[web.AbstractRouteDef]) -> web.Application:
    """These routes alone, for machines: no page, no name of a server."""
    app = web.Application(client_max_size=LARGEST, middlewares=[_quiet])
    app.add_routes(routes)
    app.on_response_prepare.append(_unnamed)
    return app


class Shared:
    """What others answer at the port of the pages, for as long as they are there.

    Args:
        paths: the addresses that are kept for them.
    """

    def __init__(self, *paths: str) -> None:
        self._paths = paths
        self._there: dict[tuple[str, str], Handler] = {}

    def routes(self) -> list[web.RouteDef]:
        """Their addresses; while nobody is there, there is nothing."""
        return [web.route("*", path, self._answer) for path in self._paths]

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        handler = self._there.get((request.method, request.path))
        if handler is None:
            raise web.HTTPNotFound
        return await handler(request)

    @asynccontextmanager
    async def answering(self, routes: Iterable[web.RouteDef]) -> AsyncIterator[None]:
        """These are answered meanwhile."""
        mine = {(route.method, route.path): route.handler for route in routes}
        self._there |= mine
        try:
            yield
        finally:
            for one in mine:
                del self._there[one]


async def body_of(request: web.Request) -> bytes | None:
    """The body; None where it does not come, and then its sender is not listened to any more."""
    try:
        async with asyncio.timeout(PATIENCE):
            # A page takes less than a messenger may send.
            return await request.clone(client_max_size=LARGEST).read()
    except TimeoutError:
        if request.transport is not None:
            request.transport.close()
        return None


@asynccontextmanager
async def open_port(
    setting: str, address: str, port: int, app: web.Application, most: int = CONNECTIONS,
    ending: float = ENDING,
) -> AsyncIterator[None]:  # fmt: skip
    """This is answered at that port meanwhile.

    Args:
        setting: what names the port, for whoever must change it.
        address: of this machine, where it listens.
        port: there.
        app: what answers there.
        most: connections at once.
        ending: seconds for what is being answered when the port closes.

    Raises:
        SettingsError: the port is taken; names the setting.
    """
    app[CROWD] = crowd = Crowd(most)
    app.middlewares.insert(0, _counted)
    runner = web.AppRunner(
        app, access_log=None, handle_signals=False, keepalive_timeout=PATIENCE,
        lingering_time=0, shutdown_timeout=ending, auto_decompress=False,  # nobody packs
    )  # fmt: skip
    await runner.setup()
    assert runner.server is not None  # noqa: S101 - it is set up
    crowd.before(runner.server)
    try:
        try:
            await web.TCPSite(runner, address, port).start()
        except OSError as error:
            raise SettingsError(
                "{name}: {port} cannot be used: {error}",
                name=setting,
                port=port,
                error=error,
            ) from None
        yield
    finally:
        await runner.cleanup()
