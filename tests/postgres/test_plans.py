"""What is asked every day finds its rows by an index, in PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import psycopg

from bot.postgres.connection import PostgresConnection, Row, spoken
from bot.postgres.store import PostgresStore
from tests.postgres.office import empty_store
from tests.store import plans
from tests.store.test_plans import ASKS


class Noting(PostgresConnection):
    """Notes each statement with its values, within one transaction."""

    def __init__(self, raw: psycopg.Connection[Row]) -> None:
        super().__init__(raw)
        self.asked: dict[str, Sequence[Any]] = {}

    def execute(self, sql: str, values: Sequence[Any] = (), /) -> psycopg.Cursor[Row]:
        self.asked.setdefault(sql, values)
        return super().execute("SELECT 1" if sql in ("BEGIN", "COMMIT") else sql, values)

    def executemany(self, sql: str, rows: Iterable[Sequence[Any]], /) -> psycopg.Cursor[Row]:
        rows = list(rows)
        self.asked.update({sql: rows[0]} if rows else {})
        return super().executemany(sql, rows)


def walks_of(db: PostgresConnection, sql: str, values: Sequence[Any]) -> list[str]:
    """The tables that it reads from end to end although it is told not to."""
    plan = db.raw.execute(f"EXPLAIN {spoken(sql)}".encode(), values).fetchall()
    lines = [str(row[0]).strip(" ->") for row in plan]
    return [line.split()[3] for line in lines if line.startswith("Seq Scan on")]


def test_what_is_asked_every_day_walks_over_no_table_that_grows() -> None:
    with empty_store() as store:
        db = Noting(store.connection.raw)
        db.run("SET LOCAL enable_seqscan = off")  # else a table of few rows is read whole
        plans.day(PostgresStore(db))
        asked = {sql: values for sql, values in db.asked.items() if sql.lstrip().startswith(ASKS)}
        assert len(asked) > 60
        walks = {sql: walks_of(db, sql, values) for sql, values in asked.items()}
    del walks["SELECT error FROM inbox WHERE error <> ''"]  # the tests' own
    assert plans.walking(walks) == {}
