"""An older database is brought up to date when that is asked for; a copy of it is kept first."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from bot.sqlite import files
from bot.sqlite.database import known_version, migrate, must_hold_key
from bot.sqlite.faults import reason
from bot.store.port import StoreError


def upgrade(path: Path, now: datetime, key: bytes = b"") -> Path | None:
    """Bring the database to this version's schema.

    Returns:
        The copy of it as it was; None where it was up to date.

    Raises:
        StoreError: there is none, it is in use, of a newer version or of one that was never
            finished, cannot be written, or its audit trail is sealed with another key. It is as
            it was, then.
    """
    files.must_exist(path)
    files.must_be_usable(path)
    try:
        have = files.schema_version(path)
        if have == known_version():
            return None
        if have < known_version() and files.is_in_use(path):
            raise StoreError(
                "{path} has schema {have} and is in use by an older version; stop that first",
                path=path,
                have=have,
            )
        kept = path.with_name(f"{path.name}.schema{have}.{now:%Y%m%dT%H%M%S}.old")
        if have < known_version():
            must_hold_key(path, key)
            files.copy(path, kept)
            path.chmod(0o600)  # older versions let others read it
        _migrate(path, kept, now, key)
    except (sqlite3.DatabaseError, OSError) as error:
        if getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_ERROR:
            raise StoreError(
                "{path} was made by a version that was never finished, and stays as it was. Go on"
                " with that version, or import the office's files into a new database.",
                path=path,
            ) from error
        raise StoreError("{path}: {error}", path=path, error=reason(error)) from error
    return kept


def _migrate(path: Path, kept: Path, now: datetime, key: bytes) -> None:
    """All the steps to this version's schema, or none of them."""
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as db:
            db.row_factory = sqlite3.Row
            db.execute("PRAGMA foreign_keys = ON")
            migrate(db, now, key)
    except BaseException:
        if kept.exists():
            with closing(sqlite3.connect(kept)) as copy, closing(sqlite3.connect(path)) as db:
                copy.backup(db)
            kept.unlink()
        raise
