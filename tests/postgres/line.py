"""The line between a machine and the database, which may fall silent without being cut."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from urllib.parse import urlsplit

PIECE = 65_536


class Wire:
    """Passes on what is said, while it hears; what is said meanwhile waits in the line."""

    def __init__(self, port: int) -> None:
        self.hears, self._healed, self._port = True, asyncio.Event(), port
        self.here = 0  # the port on which it listens

    def of(self, url: str) -> str:
        """The address of the database by this line."""
        parts = urlsplit(url)
        return parts._replace(netloc=f"{parts.username}@127.0.0.1:{self.here}").geturl()

    def heal(self) -> None:
        """Pass on what has waited, and all that comes."""
        self.hears = True
        self._healed.set()
        self._healed = asyncio.Event()

    async def passes(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, until either side ends it."""
        with suppress(OSError):
            there, theirs = await asyncio.open_connection("127.0.0.1", self._port)
            await asyncio.gather(self._one_way(reader, theirs), self._one_way(there, writer))
        writer.close()

    async def _one_way(self, source: asyncio.StreamReader, to: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while piece := await source.read(PIECE):
                while not self.hears:
                    await self._healed.wait()
                to.write(piece)
                await to.drain()
        to.close()


@asynccontextmanager
async def wire(port: int) -> AsyncIterator[Wire]:
    """A line to the server on that port."""
    line = Wire(port)
    server = await asyncio.start_server(line.passes, "127.0.0.1", 0)
    line.here = server.sockets[0].getsockname()[1]
    try:
        yield line
    finally:
        server.close()
