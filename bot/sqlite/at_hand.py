"""The rows of the account that an import is at: read once, and written together.

An import asks for the same account again and again, and writes many rows; outside an import
every call asks the database, and writes at once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from bot.sqlite.connection import Connection
from bot.sqlite.connection import Row as Found
from bot.sqlite.imports import Journal
from bot.store.accounts import Change

Row = tuple[Any, ...]
Key = tuple[Any, ...]
T = TypeVar("T")
# The places of the key in a row. The account stands first everywhere.
_KEYS = {
    "account": (0,),
    "reading": (0, 1, 2, 3, 4),
    "bill": (0, 1, 2),
    "starting_point": (0, 1, 2, 6),
}
_MOST_WAITING = 5000  # rows


class AtHand:
    """Reads and writes the rows of accounts, readings, bills and starting points."""

    def __init__(self, db: Connection, journal: Journal) -> None:
        self._db, self._journal = db, journal
        self._account_no = ""
        self._rows: dict[str, dict[Key, Row]] = {}
        self._records: dict[str, dict[Key, Any]] = {}
        self._names: dict[str, tuple[str, ...]] = {}
        self._waiting: dict[str, dict[Key, Row]] = {}
        self._whose: set[tuple[str, str]] = set()
        journal.before_end.append(self._write_waiting)

    def records(self, table: str, account_no: str, made: Callable[[Row], T]) -> list[T]:
        """What the account has in a table, as `made` makes it of a row; in no order."""
        rows = self.rows(table, account_no)
        records = self._records.setdefault(table, {})
        for key in rows.keys() - records.keys():
            records[key] = made(rows[key])
        return list(records.values())

    def rows(self, table: str, account_no: str) -> dict[Key, Row]:
        """What the account has in a table, by key."""
        if account_no != self._account_no or not self._journal.is_open:
            self._account_no, self._rows, self._records = account_no, {}, {}
        if table not in self._rows:
            if (table, account_no) in self._whose:
                self._write_waiting()
            found = self._db.execute(
                f"SELECT * FROM {table} WHERE account_no = ?",  # noqa: S608 - our own names
                (account_no,),
            )
            self._names[table] = tuple(column[0] for column in found.description)
            self._rows[table] = {_key(table, row): tuple(row) for row in found.fetchall()}
        return self._rows[table]

    def put(self, table: str, row: Row) -> Change:
        """Store a row in the place of the one with its key."""
        key = _key(table, row)
        known = self.rows(table, row[0]).get(key)
        if known == row:
            return Change.UNCHANGED
        self._rows[table][key] = row
        self._records.get(table, {}).pop(key, None)
        self._waiting.setdefault(table, {})[key] = row
        self._whose.add((table, row[0]))
        # What speaks of an account wants it there at once.
        if not self._journal.is_open or table == "account" or self._is_full():
            self._write_waiting()
        self._note(table, known, row)
        return Change.ADDED if known is None else Change.CHANGED

    def forget(self) -> None:
        """What is waiting is written, and all is read anew: somebody else writes now."""
        self._write_waiting()
        self._account_no, self._rows, self._records = "", {}, {}

    def remove(self, table: str, row: Row) -> None:
        """Remove the row with the key of this one."""
        key = _key(table, row)
        known = self.rows(table, row[0]).pop(key, None)
        self._records.get(table, {}).pop(key, None)
        self._write_waiting()
        where = " AND ".join(f"{self._names[table][place]} = ?" for place in _KEYS[table])
        self._db.execute(f"DELETE FROM {table} WHERE {where}", key)  # noqa: S608 - our own names
        self._note(table, known, None)

    def _is_full(self) -> bool:
        return sum(map(len, self._waiting.values())) >= _MOST_WAITING

    def _note(self, table: str, before: Row | None, after: Row | None) -> None:
        names = self._names[table]
        self._journal.note(
            table,
            dict(zip(names, before, strict=True)) if before else None,
            dict(zip(names, after, strict=True)) if after else None,
        )

    def _write_waiting(self) -> None:
        for table, rows in self._waiting.items():
            if rows:
                self._db.executemany(_statement(table, self._names[table]), list(rows.values()))
        self._waiting, self._whose = {}, set()


def _key(table: str, row: Row | Found) -> Key:
    return tuple([row[place] for place in _KEYS[table]])


def _statement(table: str, names: tuple[str, ...]) -> str:
    """Into the place of the row with this key, without removing what speaks of it."""
    keys = [names[place] for place in _KEYS[table]]
    new = ", ".join(f"{name} = excluded.{name}" for name in names if name not in keys)
    marks = ", ".join("?" * len(names))
    return (
        f"INSERT INTO {table} VALUES ({marks})"  # noqa: S608 - our own names
        f" ON CONFLICT ({', '.join(keys)}) DO UPDATE SET {new}"
    )
