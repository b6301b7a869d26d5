"""Empty offices in the server of this run."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from typing import Any
from uuid import uuid4

import psycopg

from bot.postgres import schema, watching
from bot.postgres.connection import PostgresConnection, Row, connect
from bot.postgres.store import PostgresStore
from bot.sqlite.audit import SqlAudit
from bot.store.audit import SEALED
from tests.dialogue.conversation import NOW
from tests.postgres.server import URL

_free: list[PostgresConnection] = []  # each with a database of its own


@contextmanager
def empty_store() -> Iterator[PostgresStore]:
    """An empty database with today's schema; what is written there is taken back."""
    db = _free.pop() if _free else _made()
    db.run("BEGIN")
    try:
        yield PostgresStore(_Within(db.raw))
    finally:
        db.run("ROLLBACK")
        _free.append(db)


class _Within(PostgresConnection):
    """Within one transaction from first to last: a test that ends one of its own ends nothing."""

    def execute(self, sql: str, values: Sequence[Any] = (), /) -> psycopg.Cursor[Row]:
        return super().execute("SELECT 1" if sql in ("BEGIN", "COMMIT") else sql, values)


def _made() -> PostgresConnection:
    db = connect(new_url())
    make(db)
    watching.begin(db)
    return db


def make(db: PostgresConnection) -> None:
    """Make today's schema in an empty database, and begin its audit trail."""
    schema.make(db)
    SqlAudit(db).add(NOW, "system", SEALED, "")


def new_url() -> str:
    """The address of a place in the server that nobody has used yet."""
    name = f"office_{uuid4().hex}"
    beside(os.environ[URL], f"CREATE DATABASE {name}")
    return os.environ[URL].rpartition("/")[0] + f"/{name}"


def beside(url: str, statement: str) -> None:
    """What somebody does who has the database's password and not our program."""
    with closing(connect(url)) as db:
        db.run(statement)
