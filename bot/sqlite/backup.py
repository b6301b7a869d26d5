"""Copies of the database, made while it is in use, and put back when it is not."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from bot.sqlite.database import known_version
from bot.store.port import StoreError


def back_up(database: Path, target: Path) -> None:
    """Write a whole copy of the database as of now, checked before it gets its name.

    Raises:
        StoreError: there is no database, the target exists, or the copy cannot be written.
    """
    if not database.is_file():
        raise StoreError(f"{database}: there is no database here")
    if target.exists():
        raise StoreError(f"{target}: exists already; give another name")
    part = target.with_name(f"{target.name}.part")
    try:
        with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(part)) as copy:
            source.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
        check(part)
        part.replace(target)
        target.chmod(0o600)
    except (sqlite3.Error, OSError) as error:
        raise StoreError(f"{target}: the backup could not be written: {error}") from error
    finally:
        part.unlink(missing_ok=True)


def restore(database: Path, source: Path, now: datetime) -> Path | None:
    """Put a backup in the place of the database; returns where the old one was kept.

    Raises:
        StoreError: the backup is damaged or not ours, or the database is in use.
    """
    if not source.is_file():
        raise StoreError(f"{source}: there is no such file")
    check(source)
    kept = None
    try:
        if database.exists():
            _must_be_idle(database)
            kept = database.with_name(f"{database.name}.{now:%Y%m%dT%H%M%S}.old")
            database.replace(kept)
            for rest in ("-wal", "-shm"):
                database.with_name(database.name + rest).unlink(missing_ok=True)
        part = database.with_name(f"{database.name}.part")
        part.write_bytes(source.read_bytes())
        os.chmod(part, 0o600)  # noqa: PTH101 - one way for both files
        part.replace(database)
    except OSError as error:
        raise StoreError(f"{database}: could not be replaced: {error}") from error
    return kept


def check(path: Path) -> None:
    """See that a file is a whole database of ours.

    Raises:
        StoreError: it is not.
    """
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
            found = db.execute("PRAGMA integrity_check").fetchone()[0]
            version = db.execute("PRAGMA user_version").fetchone()[0]
            ours = db.execute("SELECT 1 FROM sqlite_master WHERE name = 'complaint_case'")
            known = ours.fetchone() is not None
    except sqlite3.Error as error:
        raise StoreError(f"{path}: is no database: {error}") from error
    if found != "ok":
        raise StoreError(f"{path}: is damaged: {found}")
    if not known or not 0 < version <= known_version():
        raise StoreError(f"{path}: is not a database of this program, or of a newer version")


def _must_be_idle(database: Path) -> None:
    try:
        with closing(sqlite3.connect(database, timeout=0.5)) as db:
            # Whoever else has the file open in WAL mode holds a lock that this needs.
            db.execute("PRAGMA locking_mode = EXCLUSIVE")
            db.execute("BEGIN EXCLUSIVE")
            db.execute("ROLLBACK")
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.DatabaseError as error:
        if "locked" in str(error) or "busy" in str(error):
            raise StoreError(f"{database}: is in use; stop the service first") from error
