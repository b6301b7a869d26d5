"""Sees that a table in PostgreSQL is the same as in a file of SQLite."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from bot.postgres.connection import PostgresConnection
from bot.sqlite.connection import Connection
from bot.store.port import StoreError

PIECE = 5000  # rows in a transaction
Row = Sequence[Any]


@dataclass(slots=True)
class _Sum:
    """How many rows there are, and what they come to in whatever order."""

    count: int = 0
    total: int = 0

    def add(self, row: Row) -> None:
        told = json.dumps([one.hex() if isinstance(one, bytes) else one for one in row])
        self.count += 1
        self.total += int.from_bytes(hashlib.sha256(told.encode()).digest())


def compared(here: sqlite3.Connection, there: PostgresConnection, name: str) -> int:
    """See that a table is the same in both; how many rows it has."""
    columns = ", ".join(columns_of(there, name))
    query = f"SELECT {columns} FROM {name}"  # noqa: S608 - our own names
    ours, theirs = _sum(here, query), _sum(there, query)
    if ours != theirs:
        raise StoreError(
            "{table}: {ours} rows in the file, {theirs} in the database, or not the same ones; "
            "name a new, empty one and begin again",
            table=name,
            ours=ours.count,
            theirs=theirs.count,
        )
    return ours.count


def _sum(db: Connection, query: str) -> _Sum:
    found = _Sum()
    for row in rows_of(db, query) if isinstance(db, PostgresConnection) else db.execute(query):
        found.add(tuple(row))
    return found


def rows_of(there: PostgresConnection, query: str) -> Iterator[Row]:
    """Row by row, and not all of a table at once."""
    with there.raw.cursor(name="rows") as cursor:
        cursor.itersize = PIECE
        yield from cursor.execute(query.encode())


def columns_of(there: PostgresConnection, name: str) -> list[str]:
    """The columns of a table, in their order."""
    return [row[0] for row in there.execute("SELECT name FROM pragma_table_info(?)", (name,))]
