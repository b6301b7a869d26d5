"""Copies a whole office from a file of SQLite into PostgreSQL, and back: counted and compared.

A move that was cut off goes on where it stopped. Until it is whole nobody can open the database.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import Any

import psycopg

from bot.postgres import schema
from bot.postgres.comparing import PIECE, Row, columns_of, compared, rows_of
from bot.postgres.connection import PostgresConnection, connect
from bot.postgres.line import WRITE, lock_of
from bot.sqlite import files
from bot.sqlite.audit import SqlAudit
from bot.sqlite.database import known_version
from bot.sqlite.schema import make_empty
from bot.store.address import hidden
from bot.store.port import StoreError

Told = Callable[[str, int], None]  # of a table, how many rows are there by now


def move(source: Path, url: str, key: bytes, told: Told) -> int:
    """Copy the office in a file into an empty database; how many rows that were.

    Nobody may serve the office meanwhile. The file stays as it is.

    Raises:
        StoreError: the file is of another version, the database is not empty or cannot be reached,
            the office has changed since the move was begun, or the copy is not as the file.
    """
    files.must_exist(source)
    files.must_be_usable(source)
    try:
        with closing(files.read_only(source)) as here:
            here.execute("BEGIN")
            there = connect(url)
            try:
                _prepare(there, here, source)
                names = schema.tables(there)
                for name in names:
                    _copy(here, there, name, told)
                return _finish(here, there, names, key)
            finally:
                there.close()
    except (psycopg.Error, sqlite3.Error) as error:
        raise StoreError.of(f"{hidden(url)}: {str(error).strip()}") from error


def fetch(url: str, target: Path) -> int:
    """Copy the office in a database into a new file, as of one moment; how many rows that were.

    Raises:
        StoreError: the database cannot be reached, or the copy is not as the database.
        FileExistsError: the file is there.
    """
    try:
        there = connect(url)
        try:
            there.run("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            files.make_private(target)
            try:
                with closing(sqlite3.connect(files.name_of(target), isolation_level=None)) as here:
                    make_empty(here)
                    return _fetched(here, there)
            except BaseException:
                target.unlink()
                raise
        finally:
            there.close()
    except (psycopg.Error, sqlite3.Error) as error:
        raise StoreError.of(f"{hidden(url)}: {str(error).strip()}") from error


def _fetched(here: sqlite3.Connection, there: PostgresConnection) -> int:
    count = 0
    here.execute("BEGIN")
    for name in schema.tables(there):
        columns = columns_of(there, name)
        marks = ", ".join("?" * len(columns))
        query = f"INSERT INTO {name} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608 - our own names
        rows = rows_of(there, f"SELECT {', '.join(columns)} FROM {name}")  # noqa: S608
        here.executemany(query, map(tuple, rows))
        count += compared(here, there, name)
    here.execute("COMMIT")
    return count


def _prepare(there: PostgresConnection, here: sqlite3.Connection, source: Path) -> None:
    """Make the tables, or see that what was begun is the same move."""
    have = int(here.execute("PRAGMA user_version").fetchone()[0])
    if have != known_version():
        raise StoreError(
            "{path} has schema {have}, this version needs {known_version}; type `jieti upgrade`",
            path=source,
            have=have,
            known_version=known_version(),
        )
    mark = json.dumps([tuple(row) for row in _last_entry(here)])
    there.run(f"BEGIN; SELECT pg_advisory_xact_lock({lock_of(WRITE)})")
    if schema.version(there) is None:
        schema.make(there)
        there.run("CREATE TABLE moving (mark TEXT NOT NULL, name TEXT NOT NULL, rows BIGINT)")
        there.execute("INSERT INTO moving VALUES (?, '', 0)", (mark,))
    elif not schema.is_moving(there):
        raise StoreError("the database is not empty; name a new one, so that nothing is mixed")
    begun = there.execute("SELECT mark FROM moving WHERE name = ''").fetchall()[0][0]
    if begun != mark:
        raise StoreError(
            "the office has changed since the move was begun; name a new, empty database"
        )
    there.run("COMMIT")


def _last_entry(here: sqlite3.Connection) -> list[Any]:
    """By it a state of the office is known: whatever matters stands in the trail."""
    return here.execute("SELECT id, hash FROM audit ORDER BY id DESC LIMIT 1").fetchall()


def _copy(here: sqlite3.Connection, there: PostgresConnection, name: str, told: Told) -> None:
    known = there.execute("SELECT rows FROM moving WHERE name = ?", (name,)).fetchall()
    done = int(known[0][0]) if known else 0
    columns = columns_of(there, name)
    key = [
        row[0] for row in here.execute("SELECT name FROM pragma_table_info(?) WHERE pk", (name,))
    ]
    order = ", ".join(key or ["rowid"])
    rows = here.execute(f"SELECT {', '.join(columns)} FROM {name} ORDER BY {order}")  # noqa: S608
    for piece in _pieces(islice(rows, done, None)):
        done += len(piece)
        there.run("BEGIN")
        with there.raw.cursor().copy(
            f"COPY {name} ({', '.join(columns)}) FROM STDIN".encode()
        ) as to:
            for row in piece:
                to.write_row(row)
        there.execute("DELETE FROM moving WHERE name = ?", (name,))
        there.execute("INSERT INTO moving VALUES ('', ?, ?)", (name, done))
        there.run("COMMIT")
        told(name, done)


def _pieces(rows: Iterable[Row]) -> Iterator[list[Row]]:
    rows = iter(rows)
    while piece := list(islice(rows, PIECE)):
        yield piece


def _finish(
    here: sqlite3.Connection, there: PostgresConnection, names: list[str], key: bytes
) -> int:
    """Compare all of it; from here on the database can be opened."""
    there.run(f"BEGIN; SELECT pg_advisory_xact_lock({lock_of(WRITE)})")
    count = sum(compared(here, there, name) for name in names)
    SqlAudit(there, key).must_hold_key()
    trail = SqlAudit(there, key).verify()
    # A trail that was broken in the file before is as broken here; what is new would be ours.
    if trail.schema:
        raise StoreError(
            "what acts by itself in the database is not as it was made; name a new one"
        )
    schema.count_on(there)
    there.run("DROP TABLE moving; COMMIT; ANALYZE")
    return count
