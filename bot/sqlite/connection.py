"""What statements are given to: a connection of SQLite as it is, or one that behaves like it.

Statements are written in the words that SQLite and PostgreSQL both know, with `?` for a value.
What only one of them knows stands in the modules that open a database, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Protocol


class Row(Protocol):
    """A row, by the places or the names of its columns."""

    def __getitem__(self, place: Any, /) -> Any: ...
    def __iter__(self) -> Iterator[Any]: ...
    def __len__(self) -> int: ...
    def keys(self) -> Sequence[str]:
        """The names of the columns."""


class Cursor(Protocol):
    """What came of a statement."""

    @property
    def rowcount(self) -> int:
        """How many rows it changed."""

    @property
    def description(self) -> Any:
        """Of each column its name, first."""

    def fetchone(self) -> Any:
        """The next row; None where there is none."""

    def fetchall(self) -> list[Any]:
        """All rows that are left."""

    def __iter__(self) -> Iterator[Any]: ...


class Connection(Protocol):
    """Runs statements; transactions are begun and ended by who opened it."""

    @property
    def IntegrityError(self) -> type[Exception]:  # noqa: N802 - as Python's DB-API calls it
        """What it raises where a row would break a promise of the schema."""

    @property
    def OperationalError(self) -> type[Exception]:  # noqa: N802
        """What it raises where a table is not there, or the database cannot be reached."""

    def execute(self, sql: str, values: Sequence[Any] = (), /) -> Cursor:
        """Run one statement."""

    def executemany(self, sql: str, rows: Iterable[Sequence[Any]], /) -> Cursor:
        """Run it once for each of the rows."""
