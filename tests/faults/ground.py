"""The database that a scenario stands on: a file, or one of a server of PostgreSQL's."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import Protocol

from bot import clock
from bot.sqlite.database import migrate
from bot.sqlite.store import SqliteStore, SqlStore
from tests.dialogue.conversation import ENGINE


class Ground(Protocol):
    """What a scenario does to its database beside the process."""

    address: str  # as JIETI_DATABASE

    def opened(self) -> AbstractContextManager[SqlStore]:
        """The store of today's schema, made where it is not there yet."""

    def held(self) -> AbstractContextManager[None]:
        """Nobody else may write meanwhile."""

    def refuses_for(self, pid: int) -> str:
        """What a second service is told of the first: who it is, where one machine can know."""

    def is_intact(self, store: SqlStore) -> bool:
        """Whether the file is sound; of PostgreSQL's the server knows."""


class File:
    """A file of SQLite's."""

    def __init__(self, folder: Path) -> None:
        self.address = str(folder / "jieti.db")

    @contextmanager
    def opened(self) -> Iterator[SqlStore]:
        with closing(sqlite3.connect(self.address, isolation_level=None)) as db:
            db.row_factory = sqlite3.Row
            migrate(db, clock.now())
            yield SqliteStore(db)

    @contextmanager
    def held(self) -> Iterator[None]:
        with closing(sqlite3.connect(self.address, isolation_level=None)) as db:
            db.execute("BEGIN IMMEDIATE")
            yield

    def refuses_for(self, pid: int) -> str:
        return str(pid)

    def is_intact(self, store: SqlStore) -> bool:
        return bool(store.connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok")


class InPostgres:
    """A place of its own in the server of this run; `run` makes no tables there, so they are."""

    def __init__(self) -> None:
        from bot.postgres.connection import connect  # noqa: PLC0415
        from bot.postgres.store import PostgresStore  # noqa: PLC0415
        from tests.postgres.office import make, new_url  # noqa: PLC0415

        self.address = new_url()
        self._connect, self._store = connect, PostgresStore
        with closing(connect(self.address)) as db:
            make(db)

    @contextmanager
    def opened(self) -> Iterator[SqlStore]:
        with closing(self._connect(self.address)) as db:
            yield self._store(db)

    @contextmanager
    def held(self) -> Iterator[None]:
        with closing(self._connect(self.address)) as db:
            db.run("BEGIN; LOCK TABLE inbox, outbox IN ACCESS EXCLUSIVE MODE")
            yield

    def refuses_for(self, pid: int) -> str:  # noqa: ARG002 - it may be another machine's
        return "--wait"

    def is_intact(self, store: SqlStore) -> bool:  # noqa: ARG002 - as the other
        return True


def new_ground(folder: Path) -> Ground:
    """A database that is not there yet, of the kind that this run is about."""
    return InPostgres() if os.environ.get(ENGINE) else File(folder)
