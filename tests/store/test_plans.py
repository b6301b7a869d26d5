"""What is asked every day finds its rows by an index, in SQLite."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from typing import Any

from bot.sqlite.schema import make_empty
from bot.sqlite.store import SqliteStore
from tests.store import plans

ASKS = ("SELECT", "UPDATE", "DELETE", "INSERT", "WITH")


class Noting(sqlite3.Connection):
    """Notes each statement with its values."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.asked: dict[str, Sequence[Any]] = {}

    def execute(self, sql: str, values: Sequence[Any] = (), /) -> sqlite3.Cursor:
        self.asked.setdefault(sql, values)
        return super().execute(sql, values)

    def executemany(self, sql: str, rows: Iterable[Sequence[Any]], /) -> sqlite3.Cursor:
        rows = list(rows)
        self.asked.update({sql: rows[0]} if rows else {})
        return super().executemany(sql, rows)


def walks_of(db: Noting, sql: str, values: Sequence[Any]) -> list[str]:
    """The tables that it reads from end to end; what an index holds of some rows is not one."""
    plan = [row[3] for row in sqlite3.Connection.execute(db, f"EXPLAIN QUERY PLAN {sql}", values)]
    scans = [one.split() for one in plan if one.startswith("SCAN") and "USING" not in one]
    tables = {row[0] for row in sqlite3.Connection.execute(db, "SELECT name FROM sqlite_master")}
    last = "ORDER BY id DESC LIMIT 1" in sql
    return [words[1] for words in scans if not last and words[1] in {*tables, "c", "m", "a"}]


def test_what_is_asked_every_day_walks_over_no_table_that_grows() -> None:
    with closing(sqlite3.connect(":memory:", isolation_level=None, factory=Noting)) as db:
        make_empty(db)
        db.row_factory = sqlite3.Row
        plans.day(SqliteStore(db))
        asked = {sql: values for sql, values in db.asked.items() if sql.lstrip().startswith(ASKS)}
        assert len(asked) > 60
        walks = {sql: walks_of(db, sql, values) for sql, values in asked.items()}
    del walks["SELECT error FROM inbox WHERE error <> ''"]  # the tests' own
    assert plans.walking(walks) == {}
