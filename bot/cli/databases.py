"""Which engine keeps the office: a file of SQLite, or a database of PostgreSQL by its address."""

from __future__ import annotations

import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import (
    AbstractAsyncContextManager,
    AbstractContextManager,
    asynccontextmanager,
    contextmanager,
    nullcontext,
)
from datetime import datetime
from pathlib import Path
from typing import Any

from bot import clock
from bot.contract.errors import SettingsError
from bot.sqlite import database as of_file
from bot.sqlite import files, lock, trail, trying
from bot.sqlite.audit import SqlAudit
from bot.store.address import Place, Server
from bot.store.port import Database


def open_database(
    place: Place, now: Callable[[], datetime] = clock.now, key: bytes = b""
) -> AbstractAsyncContextManager[Database]:
    """Open it; made if it is not there. See the engines."""
    if isinstance(place, Path):
        return of_file.open_database(place, now, key)
    return _engine().database.open_database(place.url, now, key)  # type: ignore[no-any-return]


def open_existing(place: Place, key: bytes = b"") -> AbstractAsyncContextManager[Database]:
    """Open one that is there and up to date. See the engines."""
    if isinstance(place, Path):
        return of_file.open_existing(place, key)
    return _engine().database.open_existing(place.url, key)  # type: ignore[no-any-return]


def open_copy(place: Place, key: bytes = b"") -> AbstractAsyncContextManager[Database]:
    """Open a copy, which goes at the end: whatever is tried on it keeps nobody waiting."""
    return trying.open_copy(place, key) if isinstance(place, Path) else _fetched(place, key)


def must_exist(place: Place) -> None:
    """See that the file is there, before a lock is laid beside it; a server says it by itself."""
    if isinstance(place, Path):
        files.must_exist(place)


@contextmanager
def only_service(
    place: Place,
    *,
    wait: bool = False,
    meanwhile: Callable[[], AbstractContextManager[None]] = nullcontext,
) -> Iterator[None]:
    """Hold the office's lock. See the engines; of a file nothing is done meanwhile."""
    if isinstance(place, Path):
        with lock.only_service(place, wait=wait):
            yield
        return
    with _engine().lock.only_service(place.url, wait=wait, meanwhile=meanwhile):
        yield


@contextmanager
def trail_of(place: Place, key: bytes) -> Iterator[SqlAudit]:
    """The audit trail alone, in one transaction, whatever key it was sealed with."""
    engine = trail.trail_of(place, key) if isinstance(place, Path) else None
    with engine or _engine().database.trail_of(place.url, key) as found:  # type: ignore[union-attr]
        yield found


def copy_of(server: Server, target: Path) -> None:
    """Write all of it into a new file of SQLite, as of one moment."""
    _engine().moving.fetch(server.url, target)


def upgrade_server(server: Server, key: bytes) -> bool:
    """Bring it up to date; whether it was older."""
    return bool(_engine().database.upgrade(server.url, key))


def move(source: Path, server: Server, key: bytes, told: Callable[[str, int], None]) -> int:
    """Copy the office in a file into it; how many rows that were."""
    return int(_engine().moving.move(source, server.url, key, told))


@asynccontextmanager
async def _fetched(server: Server, key: bytes) -> AsyncIterator[Database]:
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy.db"
        copy_of(server, copy)
        async with of_file.open_existing(copy, key) as database:
            yield database


def _engine() -> Any:
    """What speaks to PostgreSQL, which most offices have not installed.

    Raises:
        SettingsError: it is not there.
    """
    try:
        from bot import postgres  # noqa: PLC0415
        from bot.postgres import database, line, lock, moving  # noqa: F401, PLC0415
    except ModuleNotFoundError as error:
        if error.name != "psycopg":
            raise
        raise SettingsError(
            "JIETI_DATABASE names PostgreSQL, and what speaks to it is not installed: pip install "
            "'jieti[postgres]'"
        ) from error
    return postgres
