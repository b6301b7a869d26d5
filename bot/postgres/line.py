"""A connection with a thread of its own, made anew when it was lost."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType
from typing import Self, TypeVar

import psycopg

from bot.postgres import watching
from bot.postgres.connection import PostgresConnection, connect
from bot.postgres.store import is_unusable
from bot.store.port import UnusableError

T = TypeVar("T")
WRITE, IMPORT, SERVE = "write", "import", "serve"
_RINGS = "SELECT 'jieti_' || current_schema, count(*) FROM pg_listening_channels()"


class Line:
    """Runs functions over one connection, one after the other, in its thread."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._db: PostgresConnection | None = None
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="postgres")

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._thread.submit(self._close)
        await asyncio.to_thread(self._thread.shutdown)

    async def run(self, function: Callable[[PostgresConnection], T]) -> T:
        """Run it; as one call in the thread it cannot be cut by another task or cancellation.

        Raises:
            UnusableError: the database cannot be reached, or was lost.
        """
        return await asyncio.get_running_loop().run_in_executor(
            self._thread, self._safely, function
        )

    @property
    def number(self) -> int:
        """By which the server knows it; 0 where there is none now."""
        return 0 if self._db is None else self._db.raw.info.backend_pid

    async def heard(self, seconds: float, own: int) -> bool:
        """Whether anybody but that line has rung; so long it is waited.

        A line that is new has missed who rang before.

        Raises:
            UnusableError: the database cannot be reached, or was lost.
        """

        def rung(db: PostgresConnection) -> bool:
            bell, listening = db.execute(_RINGS).fetchall()[0]
            if not listening:
                db.run(f'LISTEN "{bell}"')
                return True
            return any(one.pid != own for one in db.raw.notifies(timeout=seconds))

        return await self.run(rung)

    def _safely(self, function: Callable[[PostgresConnection], T]) -> T:
        try:
            if self._db is None or self._db.raw.closed:
                self._db = connect(self.url)
                watching.begin(self._db)
            return function(self._db)
        except psycopg.Error as error:
            if is_unusable(error):
                self._close()
                raise UnusableError.of(str(error).strip()) from error
            raise

    def _close(self) -> None:
        if self._db is not None:
            self._db.close()
            self._db = None


def lock_of(what: str) -> str:
    """In SQL: the number by which an office's lock of that name is known."""
    return f"hashtextextended('jieti ' || current_schema || ' {what}', 0)"
