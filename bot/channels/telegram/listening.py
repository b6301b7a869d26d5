"""HTTP servers that a caller who sends half a request, or thousands, cannot fill."""

from __future__ import annotations

from collections.abc import MutableSet
from typing import Any

from tornado.httpserver import HTTPServer
from tornado.iostream import IOStream
from tornado.web import Application, HTTPError, RequestHandler

LARGEST = 1_000_000  # bytes; Telegram's updates are far smaller
CONNECTIONS = 100  # Telegram opens 100 at most
PATIENCE = 15.0  # seconds for the headers, and for the body


class Handler(RequestHandler):
    """Says nothing of what answers; by itself there is nothing here."""

    def set_default_headers(self) -> None:
        """Without the name of the server."""
        self.clear_header("Server")

    def prepare(self) -> None:
        """For paths that are not known."""
        if type(self) is Handler:
            raise HTTPError(404)

    def write_error(self, status_code: int, **_why: Any) -> None:
        """Nothing but the code."""
        self.set_status(status_code)
        _ = self.finish()


class Bounded(HTTPServer):
    """Takes so many connections at once, and waits for what they send only so long.

    `known` holds the connections of whoever has shown that they may come. For a new one the oldest
    of all others gives way: whoever opens many and says nothing keeps nobody out.
    """

    def initialize(  # type: ignore[override]
        self, app: Application, known: MutableSet[IOStream] | None = None, **_: Any
    ) -> None:
        """Where the library takes its settings; it calls this with what the class is made with."""
        self._known: MutableSet[IOStream] = set() if known is None else known
        self._strangers: list[IOStream] = []
        super().initialize(
            app,
            max_body_size=LARGEST,
            idle_connection_timeout=PATIENCE,
            body_timeout=PATIENCE,
        )

    def handle_stream(self, stream: IOStream, address: tuple[Any, ...]) -> None:
        """A caller has come."""
        strangers = (s for s in self._strangers if not s.closed() and s not in self._known)
        self._strangers = [*strangers, stream]
        if len(self._connections) >= CONNECTIONS:
            self._strangers.pop(0).close()
            if stream.closed():
                return
        super().handle_stream(stream, address)
