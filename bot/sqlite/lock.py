"""One service on one database: two would send every reminder twice."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.store.port import StoreError


@contextmanager
def only_service(database: Path, *, wait: bool = False) -> Iterator[None]:
    """Hold the database's lock. The system lets go of it however the process ends.

    Args:
        database: beside which the lock lies.
        wait: wait until the other service has ended, for a restart without a gap.

    Raises:
        StoreError: another service holds it; names its process.
    """
    real = database.resolve()  # however it is reached
    path = real.with_name(f"{real.name}-lock")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    except OSError as error:
        raise StoreError("{path}: cannot be written: {error}", path=path, error=error) from error
    try:
        _take(file, path, database, wait=wait)
        os.ftruncate(file, 0)
        os.pwrite(file, str(os.getpid()).encode(), 0)
        yield
    finally:
        os.close(file)


@contextmanager
def only_import(database: Path) -> Iterator[None]:
    """Wait until no other import writes into the database, and be the one that does.

    Raises:
        StoreError: the lock cannot be made beside the database.
    """
    real = database.resolve()
    path = real.with_name(f"{real.name}-import")
    try:
        file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    except OSError as error:
        raise StoreError("{path}: cannot be written: {error}", path=path, error=error) from error
    try:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
    finally:
        os.close(file)


def _take(file: int, path: Path, database: Path, *, wait: bool) -> None:
    try:
        fcntl.flock(file, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        other = os.pread(file, 20, 0).decode(errors="replace")
        raise StoreError(
            "{database}: process {other} serves this office already; stop it first, or start "
            "with --wait to take over as soon as it ends",
            database=database,
            other=other or "?",
        ) from None
    except OSError as error:
        raise StoreError("{path}: cannot be locked: {error}", path=path, error=error) from error
