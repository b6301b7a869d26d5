"""One writer connection, one reader; a whole transaction travels as one function."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, ExitStack, asynccontextmanager, closing
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import aiosqlite

from bot import clock
from bot.sqlite import files, records
from bot.sqlite.audit import SqlAudit, begin
from bot.sqlite.faults import reason
from bot.sqlite.forgetting import Traces
from bot.sqlite.lock import only_import
from bot.sqlite.schema import script, scripts
from bot.sqlite.store import SqliteStore, is_unusable
from bot.sqlite.waiting import BUSY, REST, begin_to_read, begin_to_write, is_served
from bot.sqlite.write_ahead_log import WriteAheadLog
from bot.store.port import Database, GiveWay, Store, StoreError, UnusableError

T = TypeVar("T")
Transaction = Callable[[Store], T]

TRAIL = "0017_trail.sql"  # with it cases come into the chain of the audit trail
AUDIT = "0003_audit_and_retention.sql"
DOORS = "0045_doors.sql"  # with it the trail seals who is let in (`records.DOORS`)


class SqliteDatabase(Database):
    """The open database. Use `open_database`, which also closes it."""

    def __init__(
        self,
        writer: aiosqlite.Connection,
        reader: aiosqlite.Connection,
        key: bytes,
        log: WriteAheadLog,
        path: Path,
    ) -> None:
        self._writer, self._reader, self._key, self._log = writer, reader, key, log
        self._path = path
        self._traces = Traces()

    async def write(self, transaction: Transaction[T]) -> T:
        # As one call in the database's thread it cannot be cut by another task or cancellation.
        def safely(raw: sqlite3.Connection) -> T:
            raw.execute("PRAGMA synchronous = FULL")
            try:
                return self._written(raw, transaction)
            finally:
                raw.execute("PRAGMA synchronous = NORMAL")

        return await _in_thread(self._writer, safely)

    async def note(self, transaction: Transaction[T]) -> T:
        return await _in_thread(self._writer, lambda raw: self._written(raw, transaction))

    async def settle(self) -> None:
        # In a thread of its own: the writer goes on meanwhile.
        try:
            await asyncio.to_thread(self._log.settle)
        except OSError as error:
            raise UnusableError("{error}", error=reason(error)) from error

    async def read(self, query: Transaction[T]) -> T:
        return await _in_thread(
            self._reader, lambda raw: self._whole(raw, query, begin_to_read, Traces())
        )

    async def heard(self, seconds: float) -> bool:
        # A file tells nobody of it; what another command has put in is seen at the next look.
        await asyncio.sleep(seconds)
        return False

    @asynccontextmanager
    async def importing(self) -> AsyncIterator[GiveWay]:
        with ExitStack() as stack:
            # Waited for in a thread: the chats go on meanwhile.
            await asyncio.to_thread(stack.enter_context, only_import(self._path))
            yield self._give_way

    async def _give_way(self) -> bool:
        if not is_served(self._path):
            return False
        await asyncio.sleep(REST)
        return True

    def _written(self, raw: sqlite3.Connection, transaction: Transaction[T]) -> T:
        result = self._whole(raw, transaction, begin_to_write, self._traces)
        if self._traces.removed:
            # What was removed stands in the log until that is emptied. While somebody reads it
            # cannot be: then after one of the next transactions.
            raw.execute("PRAGMA busy_timeout = 50")
            busy = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
            raw.execute("PRAGMA busy_timeout = 0")
            self._traces.removed = bool(busy)
        return result

    def _whole(
        self, raw: sqlite3.Connection, function: Transaction[T],
        begin: Callable[[sqlite3.Connection], object], traces: Traces,
    ) -> T:  # fmt: skip
        try:
            begin(raw)
            try:
                store = SqliteStore(raw, traces, self._key)
                result = function(store)
                if begin is begin_to_write:
                    records.seal(raw, store.audit)
            except BaseException:
                raw.execute("ROLLBACK")
                raise
            raw.execute("COMMIT")
        except sqlite3.Error as error:
            if is_unusable(error) or type(error) is sqlite3.DatabaseError:  # the file is damaged
                raise UnusableError("{error}", error=reason(error)) from error
            raise
        return result


async def _in_thread(
    connection: aiosqlite.Connection, function: Callable[[sqlite3.Connection], T]
) -> T:
    # aiosqlite ships single statements only; its own door for whole functions is private. Its
    # thread holds what it did last, and what came of it, until there is more to do: with these
    # lists it holds no whole file.
    asked = [function]
    answer: list[T] = []
    await connection._execute(lambda: answer.append(asked.pop()(connection._conn)))  # type: ignore[no-untyped-call]  # noqa: SLF001
    return answer.pop()


@asynccontextmanager
async def open_database(
    path: Path, now: Callable[[], datetime] = clock.now, key: bytes = b""
) -> AsyncIterator[SqliteDatabase]:
    """Open the file, which is made if it is not there, and close it at the end.

    `key` seals the audit trail.

    Raises:
        StoreError: the path cannot be opened, is not a database of ours, is of another version,
            or its audit trail has another key.
    """
    unfinished: list[Path] = []

    def make_ready() -> None:
        if path.exists():
            files.must_be_usable(path)
            _must_be_of_today(path)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            files.make_private(path)
            unfinished.append(path)

    try:
        async with _opened(path, make_ready, now, key) as database:
            unfinished.clear()
            yield database
    finally:
        for half in unfinished:
            files.remove(half)


@asynccontextmanager
async def open_existing(path: Path, key: bytes = b"") -> AsyncIterator[SqliteDatabase]:
    """Open a database that is there and up to date: nothing is made, no schema changed.

    Raises:
        StoreError: there is none, it is of another version, it cannot be opened, or its audit
            trail has another key.
    """

    def look() -> None:
        files.must_exist(path)
        files.must_be_usable(path)
        _must_be_of_today(path)

    async with _opened(path, look, clock.now, key) as database:
        yield database


def _must_be_of_today(path: Path) -> None:
    have = files.schema_version(path)
    if have < known_version():
        raise StoreError(
            "{path} has schema {have}, this version needs {known_version}; stop the service and "
            "type `jieti upgrade`, which keeps a copy first; or start the service of this "
            "version, which does the same",
            path=path,
            have=have,
            known_version=known_version(),
        )


@asynccontextmanager
async def _opened(
    path: Path, make_ready: Callable[[], None], now: Callable[[], datetime], key: bytes
) -> AsyncIterator[SqliteDatabase]:
    async with AsyncExitStack() as stack:
        try:
            make_ready()
            writer = await stack.enter_async_context(_connect(path))
            await _in_thread(writer, lambda raw: migrate(raw, now(), key))
            await _in_thread(writer, lambda raw: SqlAudit(raw, key).must_hold_key())
            await _in_thread(writer, records.watch)
            await writer.execute("PRAGMA busy_timeout = 0")  # see `begin_to_write`
            reader = await stack.enter_async_context(_connect(path))
            await reader.execute("PRAGMA query_only = ON")
        except (sqlite3.DatabaseError, OSError) as error:
            raise StoreError("{path}: {error}", path=path, error=reason(error)) from error
        with WriteAheadLog(path) as log:
            yield SqliteDatabase(writer, reader, key, log, path)


@asynccontextmanager
async def _connect(path: Path) -> AsyncIterator[aiosqlite.Connection]:
    connecting = aiosqlite.connect(files.name_of(path), isolation_level=None)
    try:
        connection = await connecting
    except BaseException:
        # aiosqlite stops its thread without waiting; the loop may be closed before it answers.
        await asyncio.to_thread(connecting._thread.join)  # noqa: SLF001
        raise
    try:
        connection.row_factory = sqlite3.Row
        for pragma in (
            "journal_mode = WAL",
            "synchronous = NORMAL",
            "foreign_keys = ON",
            "secure_delete = ON",
            f"busy_timeout = {BUSY * 1000:.0f}",
        ):
            await connection.execute(f"PRAGMA {pragma}")
        yield connection
    finally:
        await connection.close()


def known_version() -> int:
    """The newest schema this version of the program knows."""
    return len(scripts())


def must_hold_key(path: Path, key: bytes) -> None:
    """See that what we add to the audit trail of a file goes on as that is.

    Raises:
        StoreError: it is sealed with another key.
    """
    if TRAIL in scripts()[: files.schema_version(path)]:
        with closing(files.read_only(path)) as db:
            db.row_factory = sqlite3.Row
            SqlAudit(db, key).must_hold_key()


def migrate(connection: sqlite3.Connection, now: datetime, key: bytes = b"") -> None:
    """Apply each numbered file that the database has not seen, one transaction a file.

    Raises:
        StoreError: the database was written by a newer version, or its audit trail has another
            key: an entry of ours would break it.
    """
    files = scripts()
    have = connection.execute("PRAGMA user_version").fetchone()[0]
    if have > len(files):
        raise StoreError(
            "the database has schema {have}, this version knows {count}; use a newer version",
            have=have,
            count=len(files),
        )
    if have == len(files):
        return
    if TRAIL in files[:have]:
        SqlAudit(connection, key).must_hold_key()
    sealed = records.SUBJECTS.keys() - (set() if DOORS in files[:have] else records.DOORS)
    is_whole = AUDIT not in files[:have] or records.is_whole(connection, sealed)
    for number, name in enumerate(files[have:], start=have + 1):
        # executescript would commit by itself at its start: the transaction is part of the script.
        connection.executescript(f"BEGIN IMMEDIATE;\n{script(name)}")
        try:
            if name == TRAIL:
                begin(connection, key, now)
            # A row with one more column is another row.
            if number == len(files) and is_whole:
                records.begin(connection, SqlAudit(connection, key))
            connection.execute(f"PRAGMA user_version = {number}")
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")
