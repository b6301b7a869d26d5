"""The database as a file: made for its owner alone, copied whole, and looked at before use."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from bot.store.port import StoreError


def make_private(path: Path) -> None:
    """Make an empty file that only its owner reads, from the first moment.

    Raises:
        FileExistsError: something has that name, be it a link to nowhere.
    """
    path.touch(0o600, exist_ok=False)  # O_CREAT and O_EXCL: a link is not followed


def remove(path: Path) -> None:
    """Take away a database that was not made whole, with what SQLite has beside it."""
    for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
        path.with_name(name).unlink(missing_ok=True)


def read_only(path: Path) -> sqlite3.Connection:
    """The database at that path, whatever signs its name holds, for reading."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)


def name_of(path: Path) -> str:
    """The path as SQLite is to be given it: `file:x.db` is a name, too, and no address."""
    return str(path.absolute())


def schema_version(path: Path) -> int:
    """The number of the schema a database has."""
    with closing(read_only(path)) as db:
        return int(db.execute("PRAGMA user_version").fetchone()[0])


def copy(database: Path, target: Path) -> None:
    """Write a whole copy of the database as of now, readable by its owner alone.

    Raises:
        FileExistsError: the target exists.
        sqlite3.Error: the copy could not be written; nothing of it is left.
    """
    make_private(target)
    try:
        with (
            closing(sqlite3.connect(name_of(database))) as source,
            closing(sqlite3.connect(name_of(target))) as new,
        ):
            source.backup(new)
            new.execute("PRAGMA journal_mode = DELETE")
    except BaseException:
        target.unlink()
        raise


def is_in_use(database: Path) -> bool:
    """Whether another process has the database open; if not, all of it is in the one file."""
    try:
        with closing(sqlite3.connect(name_of(database), timeout=0.5)) as db:
            # Whoever else has the file open in WAL mode holds a lock that this needs.
            db.execute("PRAGMA locking_mode = EXCLUSIVE")
            db.execute("BEGIN EXCLUSIVE")
            db.execute("ROLLBACK")
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.DatabaseError as error:
        return "locked" in str(error) or "busy" in str(error)
    return False


def must_exist(path: Path) -> None:
    """See that there is a file.

    Raises:
        StoreError: there is none; says what makes one.
    """
    if not path.exists():
        raise StoreError(
            "there is no database {path}; `jieti import` makes one, and JIETI_DATABASE says "
            "where it is",
            path=path.absolute(),
        )


def must_not_be_empty(path: Path) -> None:
    """See that there is something in the file.

    Raises:
        StoreError: there is not, as after a disk that was full; says what to do.
    """
    if not path.stat().st_size:
        raise StoreError(
            "{path} is an empty file and no database; put a backup in its place with `jieti "
            "restore`, or remove the file to begin anew",
            path=path,
        )


def must_be_usable(path: Path) -> None:
    """See that it is a file that this user may write.

    Raises:
        StoreError: it is not; says what to do.
    """
    if not path.is_file():
        raise StoreError(
            "{path} is no file; JIETI_DATABASE is to name the database's file", path=path
        )
    must_not_be_empty(path)
    folder = path.absolute().parent
    if not all(os.access(one, os.W_OK) for one in (folder, path)):
        raise StoreError(
            "{path} or its folder cannot be written by this user; use the service's user, or "
            "make {folder} writable",
            path=path,
            folder=folder,
        )
