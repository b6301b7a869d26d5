"""A connection of psycopg that behaves like one of SQLite's, as far as our statements go."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

import psycopg
from psycopg.adapt import Buffer, Dumper, Loader

# What SQLite calls otherwise. Its LIKE makes no difference between capitals and small letters.
_WORDS = (
    ("%", "%%"), ("?", "%s"), (" LIKE ", " ILIKE "), (" IS %s", " IS NOT DISTINCT FROM %s"),
    ("instr(", "strpos("),
)  # fmt: skip
_HINT = " INDEXED BY "
# Who is cut off from the database loses what he holds there after some 15 seconds, and learns of
# it as fast himself.
_ALIVE = {
    "connect_timeout": "10",
    "keepalives": "1",
    "keepalives_idle": "5",
    "keepalives_interval": "3",
    "keepalives_count": "3",
    "tcp_user_timeout": "15000",
    "options": "-c tcp_keepalives_idle=5 -c tcp_keepalives_interval=3 -c tcp_keepalives_count=3"
    " -c tcp_user_timeout=15000 -c idle_in_transaction_session_timeout=20000"
    " -c client_encoding=UTF8 -c timezone=UTC",
}
# A text of SQLite may hold the sign of number 0, one of PostgreSQL may not: it stands there as two
# others, so that what is read is what was written, and every seal of it holds.
_SIGN = "\ufdd0"
_ZERO, _ITSELF = f"{_SIGN}0", f"{_SIGN}1"
_MARK = _SIGN.encode()


class Row(Sequence[Any]):
    """A row, by the places or the names of its columns."""

    __slots__ = ("_places", "_values")

    def __init__(self, places: dict[str, int], values: Sequence[Any]) -> None:
        self._places, self._values = places, tuple(values)

    def __getitem__(self, place: Any) -> Any:
        return self._values[self._places[place] if isinstance(place, str) else place]

    def __iter__(self) -> Iterator[Any]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def keys(self) -> Sequence[str]:
        """The names of the columns."""
        return tuple(self._places)


class PostgresConnection:
    """As `bot.sqlite.connection.Connection` asks."""

    IntegrityError: type[Exception] = psycopg.IntegrityError
    OperationalError: type[Exception] = psycopg.OperationalError

    def __init__(self, raw: psycopg.Connection[Row]) -> None:
        self.raw = raw

    def execute(self, sql: str, values: Sequence[Any] = (), /) -> psycopg.Cursor[Row]:
        """Run one statement."""
        return self.raw.execute(spoken(sql).encode(), values)

    def executemany(self, sql: str, rows: Iterable[Sequence[Any]], /) -> psycopg.Cursor[Row]:
        """Run it once for each of the rows."""
        cursor = self.raw.cursor()
        cursor.executemany(spoken(sql).encode(), rows)
        return cursor

    def run(self, statements: str) -> None:
        """Run statements that are PostgreSQL's own, all in one go."""
        self.raw.execute(statements.encode())

    def close(self) -> None:
        """End it."""
        self.raw.close()


def connect(url: str, **more: str) -> PostgresConnection:
    """A connection on which nothing is begun; transactions are begun and ended by statements.

    `more` is told to libpq besides.

    Raises:
        psycopg.OperationalError: the server cannot be reached, or does not let us in.
    """
    raw = psycopg.connect(url, autocommit=True, row_factory=_rows, **{**_ALIVE, **more})  # type: ignore[arg-type]
    raw.adapters.register_dumper(bool, _Bit)
    raw.adapters.register_dumper(str, _Text)
    raw.adapters.register_loader("text", _TextRead)
    return PostgresConnection(raw)


@lru_cache(maxsize=2048)
def spoken(sql: str) -> str:
    """A statement in PostgreSQL's words."""
    while _HINT in sql:  # which index SQLite is to take
        before, _, after = sql.partition(_HINT)
        sql = f"{before} {after.partition(' ')[2]}"
    for theirs, ours in _WORDS:
        sql = sql.replace(theirs, ours)
    return sql


class _Bit(Dumper):
    """Yes and no stand in the tables as 1 and 0."""

    oid = psycopg.postgres.types["int8"].oid

    def dump(self, obj: bool) -> Buffer:
        return b"1" if obj else b"0"


class _Text(Dumper):
    """A text, whatever signs are in it."""

    def dump(self, obj: str) -> Buffer:
        if "\0" in obj or _SIGN in obj:
            obj = obj.replace(_SIGN, _ITSELF).replace("\0", _ZERO)
        return obj.encode()


class _TextRead(Loader):
    """A text as it was before it was stored."""

    def load(self, data: Buffer) -> str:
        raw = bytes(data)
        text = raw.decode()
        return text.replace(_ZERO, "\0").replace(_ITSELF, _SIGN) if _MARK in raw else text


def _rows(cursor: psycopg.Cursor[Any]) -> Callable[[Sequence[Any]], Row]:
    places = {column.name: place for place, column in enumerate(cursor.description or ())}
    return lambda values: Row(places, values)
