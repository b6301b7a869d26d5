"""What each import changed, and how exports of a shape are read."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.sqlite.connection import Connection
from bot.sqlite.connection import Row as Found
from bot.sqlite.statements import put
from bot.store.imports import CannotUndoError, Import, Imports

Row = dict[str, Any]
Written = Found | Row
_MOST_WAITING = 5000  # changes
_BEYOND = 1 << 62  # any place
_PROFILE = put("import_profile", ("shape", "heading"), "field", "confirmed_at")
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


class Journal(Imports):
    """The port over one connection; while an import is open it notes what is changed."""

    def __init__(self, db: Connection) -> None:
        self._db = db
        self._open: int | None = None
        self._place = 0
        self._changes: list[tuple[object, ...]] = []
        # What waits to be written with the import is told that it ends.
        self.before_end: list[Callable[[], None]] = []

    @property
    def is_open(self) -> bool:
        """Whether what is changed belongs to an import."""
        return self._open is not None

    def note(self, table: str, before: Written | None, after: Written | None) -> None:
        """A row of a table was written, by an import or not."""
        if self._open is None:
            return
        self._place += 1
        self._changes.append((self._open, self._place, table, _json(before), _json(after), 1))
        if len(self._changes) >= _MOST_WAITING:
            self._write_changes()

    def note_new(self, table: str, names: Sequence[str], rows: Sequence[str]) -> None:
        """Many new rows of a table were written: one change tells of all of them.

        Args:
            table: theirs.
            names: of its columns.
            rows: the values of each as a JSON array.
        """
        if self._open is None or not rows:
            return
        self._place += 1
        after = f'{{"names":{_ENCODER.encode(names)},"rows":[{",".join(rows)}]}}'
        self._changes.append((self._open, self._place, table, None, after, len(rows)))

    def _write_changes(self) -> None:
        self._db.executemany("INSERT INTO import_change VALUES (?, ?, ?, ?, ?, ?)", self._changes)
        self._changes = []

    def begin(self, file_name: str, now: datetime) -> int:
        made = self._db.execute(
            "INSERT INTO import (at, file_name, open) VALUES (?, ?, 1) RETURNING number",
            (now.isoformat(), file_name),
        )
        self._open, self._place = int(made.fetchone()[0]), 0
        return self._open

    def pause(self) -> None:
        for write in self.before_end:
            write()
        self._write_changes()
        self._open = None

    def resume(self, number: int) -> None:
        last = self._db.execute(
            "SELECT coalesce(max(place), 0) FROM import_change WHERE import = ?", (number,)
        )
        self._open, self._place = number, int(last.fetchone()[0])

    def end(self) -> int | None:
        number = self._open
        self.pause()
        if self._place:
            self._db.execute("UPDATE import SET open = 0 WHERE number = ?", (number,))
            return number
        self._db.execute("DELETE FROM import WHERE number = ?", (number,))
        return None

    def all(self) -> tuple[Import, ...]:
        rows = self._db.execute(
            "SELECT import.*, coalesce(sum(records), 0) AS changes FROM import"
            " LEFT JOIN import_change ON import = number GROUP BY number ORDER BY number DESC"
        ).fetchall()
        return tuple(
            Import(
                row["number"],
                datetime.fromisoformat(row["at"]),
                row["file_name"],
                row["changes"],
                datetime.fromisoformat(row["undone_at"]) if row["undone_at"] else None,
            )
            for row in rows
        )

    def unfinished(self) -> tuple[int, ...]:
        rows = self._db.execute(
            "SELECT number FROM import WHERE open = 1 OR back_to IS NOT NULL AND undone_at IS NULL"
            " ORDER BY number DESC"
        ).fetchall()
        return tuple(row["number"] for row in rows)

    def put_back(self, number: int, records: int, before: int | None = None) -> int | None:
        changes = self._db.execute(
            "SELECT * FROM import_change WHERE import = ? AND place < ? ORDER BY place DESC",
            (number, before or self._back_to(number)),
        )
        last = None
        for place, table, old, new in _of_whole_accounts(changes, records):
            self._changed(table, new, old)
            last = place
        self._mark(number, last)
        return last

    def put_again(self, number: int, records: int) -> int | None:
        changes = self._db.execute(
            "SELECT * FROM import_change WHERE import = ? AND place >= ? ORDER BY place",
            (number, self._back_to(number)),
        )
        last = None
        for place, table, old, new in _of_whole_accounts(changes, records):
            self._changed(table, old, new)
            last = place
        self._mark(number, None if last is None else last + 1)
        return last

    def _back_to(self, number: int) -> int:
        """From which place on its changes are put back; from beyond the last if none is."""
        row = self._db.execute("SELECT back_to FROM import WHERE number = ?", (number,)).fetchone()
        return _BEYOND if row["back_to"] is None else int(row["back_to"])

    def _mark(self, number: int, place: int | None) -> None:
        if place is not None:
            self._db.execute("UPDATE import SET back_to = ? WHERE number = ?", (place, number))

    def end_undo(self, number: int, now: datetime) -> None:
        self._db.execute("DELETE FROM import WHERE number = ? AND open = 1", (number,))
        self._db.execute(
            "UPDATE import SET undone_at = ? WHERE number = ?", (now.isoformat(), number)
        )

    def leave(self, number: int) -> None:
        self._db.execute("UPDATE import SET open = 0 WHERE number = ?", (number,))
        self._db.execute(
            "UPDATE import SET back_to = NULL WHERE number = ?"
            " AND back_to > (SELECT max(place) FROM import_change WHERE import = number)",
            (number,),
        )

    def _changed(self, table: str, before: Row | None, after: Row | None) -> None:
        """Make of a row, or of many new ones, what it was or is to be again."""
        try:
            if before and "rows" in before:
                self._remove_new(table, before["names"], before["rows"])
            elif after and "rows" in after:
                self._insert(table, after["names"], after["rows"])
            else:
                self._put(table, before, after)
        except self._db.IntegrityError as error:  # a chat or a case speaks of the account
            raise CannotUndoError(changed_since=True) from error

    def _insert(self, table: str, names: list[str], rows: list[list[object]]) -> None:
        marks = ", ".join("?" * len(names))
        self._db.executemany(
            f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})",  # noqa: S608 - our own names
            rows,
        )

    def _remove_new(self, table: str, names: list[str], rows: list[list[object]]) -> None:
        where = " AND ".join(f"{name} IS ?" for name in names)
        gone = self._db.executemany(f"DELETE FROM {table} WHERE {where}", rows)  # noqa: S608 - our own names
        if gone.rowcount != len(rows):
            raise CannotUndoError(changed_since=True)

    def _put(self, table: str, before: Row | None, after: Row | None) -> None:
        columns = self._db.execute("SELECT name FROM pragma_table_info(?) WHERE pk > 0", (table,))
        key = [column["name"] for column in columns.fetchall()]
        where = " AND ".join(f"{name} = ?" for name in key)
        which = tuple((before or after or {})[name] for name in key)
        now = self._db.execute(f"SELECT * FROM {table} WHERE {where}", which).fetchone()  # noqa: S608 - our own names
        # A row of before the schema grew says nothing of the later columns.
        there = {name: now[name] for name in before or now.keys()} if now else None
        if there != before:
            raise CannotUndoError(changed_since=True)
        if after is None:
            self._db.execute(f"DELETE FROM {table} WHERE {where}", which)  # noqa: S608 - our own names
            return
        others = [name for name in after if name not in key]
        self._db.execute(put(table, key, *others), tuple(after[name] for name in (*key, *others)))

    def profile(self, shape: str) -> Mapping[str, str]:
        rows = self._db.execute(
            "SELECT heading, field FROM import_profile WHERE shape = ?", (shape,)
        )
        return {row["heading"]: row["field"] for row in rows.fetchall()}

    def confirm(self, shape: str, fields: Mapping[str, str], now: datetime) -> None:
        self._db.executemany(
            _PROFILE,
            [(shape, heading, field, now.isoformat()) for heading, field in fields.items()],
        )


def _json(row: Written | None) -> str | None:
    return None if row is None else _ENCODER.encode(dict(row))


def _row(text: str | None) -> Row | None:
    found: Row | None = json.loads(text) if text else None
    return found


def _of_whole_accounts(
    changes: Iterable[Any], records: int
) -> Iterator[tuple[int, str, Row | None, Row | None]]:
    """Changes up to about so many records: place, table, what was and what is."""
    whose: set[object] = set()
    count = 0
    for change in changes:
        before, after = _row(change["before"]), _row(change["after"])
        accounts = _accounts(after or before or {})
        if count >= records and whose.isdisjoint(accounts):
            return
        whose |= accounts
        count += change["records"]
        yield change["place"], change["table_name"], before, after


def _accounts(row: Row) -> set[object]:
    return {one[0] for one in row["rows"]} if "rows" in row else {row["account_no"]}
