"""The audit trail alone, for who has lost its key: without that no database of ours is opened."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from bot.sqlite import files
from bot.sqlite.audit import SqlAudit
from bot.sqlite.database import known_version
from bot.sqlite.faults import reason
from bot.store.port import StoreError


@contextmanager
def trail_of(path: Path, key: bytes) -> Iterator[SqlAudit]:
    """In one transaction, whatever key it was sealed with.

    Raises:
        StoreError: there is no database, it is of another version, or it cannot be written.
    """
    files.must_exist(path)
    files.must_be_usable(path)
    if files.schema_version(path) != known_version():
        raise StoreError("{path}: bring it up to date first, or use the newer version", path=path)
    try:
        with closing(sqlite3.connect(files.name_of(path), isolation_level=None)) as db:
            db.row_factory = sqlite3.Row
            db.execute("PRAGMA synchronous = FULL")
            db.execute("BEGIN IMMEDIATE")
            yield SqlAudit(db, key)
            db.execute("COMMIT")
    except sqlite3.Error as error:
        raise StoreError("{path}: {error}", path=path, error=reason(error)) from error
