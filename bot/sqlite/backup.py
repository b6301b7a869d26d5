"""Copies of the database, made while it is in use, and put back when it is not."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

from bot.sqlite import files, forgetting, records
from bot.sqlite.database import known_version, migrate, must_hold_key
from bot.sqlite.faults import reason
from bot.sqlite.store import SqliteStore
from bot.store.port import StoreError

WITH_LIST = 8  # the first schema that knows who asked to be forgotten
FORGOTTEN = "jieti-forgotten.json"  # in the folder of the backups: who is not to come back


def back_up(database: Path, target: Path, key: bytes = b"") -> None:
    """Write a whole copy of the database as of now, checked before it gets its name.

    Raises:
        StoreError: there is no database, the target exists, or the copy cannot be written; its
            audit trail is sealed with another key, so that it could not be noted there; also
            where the copy is there, but the list beside it is damaged.
    """
    files.must_exist(database)
    files.must_not_be_empty(database)
    keep(lambda part: files.copy(database, part), target, key)


def keep(write: Callable[[Path], None], target: Path, key: bytes = b"") -> None:
    """As `back_up`, of what `write` puts into a new file.

    Raises:
        StoreError: as `back_up`.
    """
    if target.exists() or target.is_symlink():  # a link to nowhere is somebody's, too
        raise StoreError("{target}: exists already; give another name", target=target)
    part = _part(target)
    try:
        write(part)
        try:
            check(part)
            must_hold_key(part, key)
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
    except FileExistsError as error:
        raise _left_over(part) from error
    except (sqlite3.Error, OSError) as error:
        raise StoreError(
            "{target}: the backup could not be written: {error}",
            target=target,
            error=reason(error),
        ) from error
    # After the copy has its name: a damaged list must not keep an office from its backup.
    _leave_list(target, target.with_name(FORGOTTEN))


def restore(
    database: Path, source: Path, now: datetime, key: bytes = b""
) -> tuple[Path | None, int]:
    """Put a backup in the place of the database.

    The new file belongs to whom the old one belonged to, so that the service can still use it.
    Chats that have asked to be forgotten since the backup was made are removed from it first, as
    far as the database or a later backup in the same folder knows of them.

    Returns:
        Where the old one was kept, and how many chats were removed.

    Raises:
        StoreError: the backup is damaged, not ours or sealed with another key, or the database
            is in use.
    """
    _must_be_there(source)
    check(source)
    must_hold_key(source, key)
    part = _part(database)
    try:
        files.make_private(part)
        try:
            shutil.copyfile(source, part)
            forgotten = _forget_again(
                part, _list_of(source.with_name(FORGOTTEN), database), now, key
            )
            kept = _put_aside(database, part, now) if database.exists() else None
            part.replace(database)
        finally:
            part.unlink(missing_ok=True)
    except FileExistsError as error:
        raise _left_over(part) from error
    except OSError as error:
        raise StoreError(
            "{database}: could not be replaced: {error}", database=database, error=error
        ) from error
    return kept, forgotten


def _must_be_there(source: Path) -> None:
    if not source.is_file():
        raise StoreError("{source}: there is no such file", source=source)
    if not os.access(source, os.R_OK):
        raise StoreError("{source}: this user may not read it", source=source)


def _leave_list(copy: Path, path: Path) -> None:
    """Write who asked to be forgotten beside the backups, for those made before."""
    known = _known_to(copy) | _read_list(path)
    if not known:
        return
    part = _part(path)
    part.unlink(missing_ok=True)
    files.make_private(part)
    part.write_text(json.dumps(sorted(known), indent=0), encoding="utf-8")
    part.replace(path)


def _read_list(path: Path) -> forgetting.List:
    """What stands in the list.

    Raises:
        StoreError: it is damaged: nobody who is on it may come back.
    """
    if not path.exists():
        return frozenset()
    try:
        return frozenset((str(a), str(b), str(c)) for a, b, c in json.loads(path.read_bytes()))
    except (ValueError, TypeError, RecursionError) as error:
        raise StoreError(
            "{path}: the list of who asked to be forgotten is damaged; put back a whole copy of "
            "it",
            path=path,
        ) from error


def _list_of(path: Path, database: Path) -> forgetting.List:
    """Who is not to come back, as far as the list and the database that is replaced know."""
    known = _read_list(path)
    if database.exists():
        try:
            known |= _known_to(database)
        except sqlite3.Error:  # a damaged one may be why it is replaced
            return known
    return known


def _known_to(database: Path) -> forgetting.List:
    if files.schema_version(database) < WITH_LIST:
        return frozenset()
    with closing(files.read_only(database)) as db:
        return forgetting.listed(db)


def _forget_again(copy: Path, known: forgetting.List, now: datetime, key: bytes) -> int:
    """Remove from a copy whoever asked for it after it was made; how many chats that were."""
    asked = {
        (channel, chat): datetime.fromisoformat(at)
        for channel, chat, at in sorted(known - _known_to(copy))
    }
    if not asked:
        return 0
    with closing(sqlite3.connect(files.name_of(copy), isolation_level=None)) as db:
        db.row_factory = sqlite3.Row
        migrate(db, now, key)
        records.watch(db)
        db.execute("PRAGMA secure_delete = ON")
        db.execute("BEGIN")
        store, found = SqliteStore(db, key=key), 0
        for chat in forgetting.chats_in(db):
            at = asked.get((chat.channel, forgetting.hash_of(chat.chat_id)))
            if at is not None:
                store.chats.forget(chat)
                store.retention.forget_chat(chat, at)
                found += 1
        records.seal(db, store.audit)
        db.execute("COMMIT")
    return found


def _put_aside(database: Path, new: Path, now: datetime) -> Path:
    """Give the new file the owner and mode of the old one, and the old one another name."""
    if files.is_in_use(database):
        raise StoreError("{database}: is in use; stop the service first", database=database)
    old, made = database.stat(), new.stat()
    if (old.st_uid, old.st_gid) != (made.st_uid, made.st_gid):
        os.chown(new, old.st_uid, old.st_gid)
    new.chmod(old.st_mode & 0o770)  # others never read it, whatever the old mode was
    kept = database.with_name(f"{database.name}.{now:%Y%m%dT%H%M%S}.old")
    database.chmod(0o600)
    database.replace(kept)
    for rest in ("-wal", "-shm"):
        database.with_name(database.name + rest).unlink(missing_ok=True)
    return kept


def _part(path: Path) -> Path:
    return path.with_name(f"{path.name}.part")


def _left_over(part: Path) -> StoreError:
    return StoreError(
        "{part}: is left from a copy that was cut off; remove it, then try again", part=part
    )


def check(path: Path) -> None:
    """See that a file is a whole database of ours.

    Raises:
        StoreError: it is not.
    """
    try:
        with closing(files.read_only(path)) as db:
            found = db.execute("PRAGMA integrity_check").fetchone()[0]
            version = db.execute("PRAGMA user_version").fetchone()[0]
            ours = db.execute("SELECT 1 FROM sqlite_master WHERE name = 'complaint_case'")
            known = ours.fetchone() is not None
    except sqlite3.Error as error:
        raise StoreError("{path}: {error}", path=path, error=reason(error)) from error
    if found != "ok":
        raise StoreError("{path}: is damaged: {found}", path=path, found=found)
    if not known or not 0 < version <= known_version():
        raise StoreError(
            "{path}: is not a database of this program, or of a newer version", path=path
        )
