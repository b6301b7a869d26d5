"""One writer connection, one reader; a whole transaction travels as one function.

As in SQLite one transaction of an office writes at a time, whichever process asks for it: the
audit trail is one chain, and what the code reads before it writes stays true until it has written.
Another office's transactions go on beside it.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, closing, contextmanager
from datetime import datetime
from typing import TypeVar

import psycopg

from bot import clock
from bot.postgres import schema
from bot.postgres.connection import PostgresConnection, connect
from bot.postgres.line import IMPORT, SERVE, WRITE, Line, lock_of
from bot.postgres.store import PostgresStore
from bot.sqlite import records
from bot.sqlite.audit import SqlAudit
from bot.sqlite.database import known_version
from bot.store.address import hidden
from bot.store.audit import SEALED
from bot.store.port import Database, GiveWay, Store, StoreError, UnusableError

T = TypeVar("T")
_READ = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
_ALONE = f"SELECT pg_advisory_xact_lock({lock_of(WRITE)})"
_WRITE = f"BEGIN; {_ALONE}"
_NOTE = f"BEGIN; SET LOCAL synchronous_commit = off; {_ALONE}"
# Written to the log, so that the commit waits for the disk, and for all that was written before.
_SETTLE = "BEGIN; SELECT pg_logical_emit_message(true, 'jieti', ''); COMMIT"
_IS_SERVED = (
    "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND database ="  # noqa: S608 - fixed text
    " (SELECT oid FROM pg_database WHERE datname = current_database())"
    f" AND ((classid::bigint << 32) | objid::bigint) = {lock_of(SERVE)}"
)
_NUMBER = "SELECT CAST(pg_current_xact_id() AS TEXT)"
_STATUS = "SELECT pg_xact_status(CAST(? AS xid8))"
PATIENCE, LOOK = 5.0, 0.1  # seconds for a database that starts anew; between two looks
REST = 0.005  # seconds between two pieces of an import


class PostgresDatabase(Database):
    """The open database. Use `open_database`, which also closes it."""

    def __init__(self, writer: Line, reader: Line, ear: Line, key: bytes) -> None:
        self._writer, self._reader, self._ear, self._key = writer, reader, ear, key

    async def write(self, transaction: Callable[[Store], T]) -> T:
        return await self._writer.run(lambda db: self._whole(db, transaction, _WRITE))

    async def note(self, transaction: Callable[[Store], T]) -> T:
        return await self._writer.run(lambda db: self._whole(db, transaction, _NOTE))

    async def settle(self) -> None:
        await self._writer.run(lambda db: db.run(_SETTLE))

    async def read(self, query: Callable[[Store], T]) -> T:
        return await self._reader.run(lambda db: self._whole(db, query, _READ))

    async def heard(self, seconds: float) -> bool:
        return await self._ear.heard(seconds, self._writer.number)

    @asynccontextmanager
    async def importing(self) -> AsyncIterator[GiveWay]:
        # Held as long as the connection: it has no thread in common with the chats.
        async with Line(self._writer.url) as line:
            await line.run(lambda db: db.run(f"SELECT pg_advisory_lock({lock_of(IMPORT)})"))
            yield lambda: self._give_way(line)

    async def _give_way(self, line: Line) -> bool:
        if not await line.run(lambda db: db.execute(_IS_SERVED).fetchone() is not None):
            return False
        await asyncio.sleep(REST)
        return True

    def _whole(self, db: PostgresConnection, function: Callable[[Store], T], begin: str) -> T:
        db.run(begin)
        number = None if begin is _READ else db.execute(_NUMBER).fetchall()[0][0]
        try:
            store = PostgresStore(db, key=self._key)
            result = function(store)
            if begin is not _READ:
                records.seal(db, store.audit)
        except BaseException:
            db.run("ROLLBACK")
            raise
        try:
            db.run("COMMIT")
        except psycopg.OperationalError:
            if number is None or not _is_committed(self._writer.url, number):
                raise
        return result


def _is_committed(url: str, number: str) -> bool:
    """What became of a transaction whose last answer was lost: what was done is not done again.

    Raises:
        psycopg.OperationalError: the database cannot be reached, and nobody knows.
    """
    until = time.monotonic() + PATIENCE
    while True:
        try:
            with closing(connect(url)) as db:
                status = db.execute(_STATUS, (number,)).fetchall()[0][0]
        except psycopg.OperationalError:
            if time.monotonic() > until:
                raise
        else:
            if status != "in progress":
                return bool(status == "committed")
        time.sleep(LOOK)


@asynccontextmanager
async def open_database(
    url: str, now: Callable[[], datetime] = clock.now, key: bytes = b""
) -> AsyncIterator[PostgresDatabase]:
    """Open the database; an empty one gets its tables.

    Raises:
        StoreError: it cannot be reached, is of another version, or its audit trail has another
            key.
    """
    async with _opened(url, key, lambda db: _make_ready(db, now(), key)) as database:
        yield database


@asynccontextmanager
async def open_existing(url: str, key: bytes = b"") -> AsyncIterator[PostgresDatabase]:
    """Open a database that is there and up to date: nothing is made, no schema changed.

    Raises:
        StoreError: there is none, it is of another version, it cannot be reached, or its audit
            trail has another key.
    """
    async with _opened(url, key, _must_be_of_today) as database:
        yield database


def upgrade(url: str, key: bytes = b"") -> bool:
    """Bring the database to this version's schema; whether it was older.

    Raises:
        StoreError: there is none, it is of a newer version, or cannot be reached.
    """
    try:
        db = connect(url)
        try:
            return _upgraded(db, key)
        finally:
            db.close()
    except psycopg.Error as error:
        raise _unreachable(url, error) from error


@contextmanager
def trail_of(url: str, key: bytes) -> Iterator[SqlAudit]:
    """The audit trail alone, in one transaction, whatever key it was sealed with.

    Raises:
        StoreError: there is none, it is of another version, or cannot be reached.
    """
    try:
        with closing(connect(url)) as db:
            _must_be_of_today(db)
            db.run(_WRITE)
            yield SqlAudit(db, key)
            db.run("COMMIT")
    except psycopg.Error as error:
        raise _unreachable(url, error) from error


@asynccontextmanager
async def _opened(
    url: str, key: bytes, look: Callable[[PostgresConnection], None]
) -> AsyncIterator[PostgresDatabase]:
    async with AsyncExitStack() as stack:
        writer = await stack.enter_async_context(Line(url))
        reader = await stack.enter_async_context(Line(url))
        ear = await stack.enter_async_context(Line(url))
        try:
            await writer.run(look)
            await writer.run(lambda db: SqlAudit(db, key).must_hold_key())
        except UnusableError as error:
            raise _unreachable(url, error) from error
        yield PostgresDatabase(writer, reader, ear, key)


def _make_ready(db: PostgresConnection, now: datetime, key: bytes) -> None:
    db.run(_WRITE)
    try:
        if schema.version(db) is None:
            schema.make(db)
            SqlAudit(db, key).add(now, "system", SEALED, "")
        _must_be_of_today(db)
    except BaseException:
        db.run("ROLLBACK")
        raise
    db.run("COMMIT")


def _must_be_of_today(db: PostgresConnection) -> None:
    have = schema.version(db)
    if have is None:
        raise StoreError(
            "JIETI_DATABASE names an empty database; `jieti import` makes what is needed in it, "
            "and `jieti move --to` copies the office's present one into it"
        )
    if schema.is_moving(db):
        raise StoreError(
            "a move into this database was begun and is not whole; type `jieti move --to` again"
        )
    if have > known_version():
        raise StoreError(
            "the database has schema {have}, this version knows {count}; use a newer version",
            have=have,
            count=known_version(),
        )
    if have < known_version():
        raise StoreError(
            "the database has schema {have}, this version needs {known_version}; make a backup, "
            "then type `jieti upgrade`",
            have=have,
            known_version=known_version(),
        )


def _upgraded(db: PostgresConnection, key: bytes) -> bool:
    """One transaction for all: PostgreSQL takes back tables as well as rows."""
    db.run(_WRITE)
    try:
        have = schema.version(db)
        if have is None or have >= known_version():
            _must_be_of_today(db)
            db.run("ROLLBACK")
            return False
        is_whole = records.is_whole(db)
        for number in range(have + 1, known_version() + 1):
            schema.apply(db, number)
        if is_whole:
            records.begin(db, SqlAudit(db, key))
    except BaseException:
        db.run("ROLLBACK")
        raise
    db.run("COMMIT")
    return True


def _unreachable(url: str, error: Exception) -> StoreError:
    return StoreError(
        "{url}: the server cannot be reached, or does not let us in: {error}",
        url=hidden(url), error=" ".join(str(error).split()),
    )  # fmt: skip
