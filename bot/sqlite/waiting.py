"""Who writes while somebody else does: one after the other, and who is asked goes first."""

from __future__ import annotations

import os
import sqlite3
import time
from pathlib import Path

BUSY = 5.0  # seconds to wait for another process
LOOK = 0.001  # seconds between two looks whether it has ended
REST = 0.005  # seconds between two pieces of an import, about as long as one takes: an answer
# needs the database several times


def begin_to_read(db: sqlite3.Connection) -> None:
    """Begin a transaction that reads; it waits for nobody."""
    db.execute("BEGIN")


def begin_to_write(db: sqlite3.Connection) -> None:
    """Begin a transaction that writes, as soon as no other process does.

    SQLite itself waits longer and longer between two looks, and would miss the rests of an import.

    Raises:
        sqlite3.OperationalError: another process has been writing all the time.
    """
    until = time.monotonic() + BUSY
    while True:
        try:
            db.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            is_busy = error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
            if not is_busy or time.monotonic() > until:
                raise
        else:
            return
        time.sleep(LOOK)


def is_served(database: Path) -> bool:
    """Whether a service answers from the database, by the number of its process."""
    real = database.resolve()  # however it is reached
    try:
        pid = int(real.with_name(f"{real.name}-lock").read_text(encoding="ascii"))
        os.kill(pid, 0)
    except PermissionError:
        return True  # of another user, but there
    except (OSError, ValueError):
        return False
    return True
