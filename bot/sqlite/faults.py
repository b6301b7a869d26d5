"""Why SQLite refuses, as a sentence: its own words are English, and for who programs it."""

from __future__ import annotations

import sqlite3

from bot.store.port import StoreError

_REASONS = {
    sqlite3.SQLITE_BUSY: StoreError("another program is writing into it; try again in a while"),
    sqlite3.SQLITE_LOCKED: StoreError("another program is writing into it; try again in a while"),
    sqlite3.SQLITE_FULL: StoreError("the disk is full"),
    sqlite3.SQLITE_READONLY: StoreError("this user may not write it"),
    sqlite3.SQLITE_PERM: StoreError("this user may not read it"),
    sqlite3.SQLITE_CANTOPEN: StoreError(
        "it cannot be opened; is its folder there, and may this user write there?"
    ),
    sqlite3.SQLITE_IOERR: StoreError("the disk is in trouble, or full"),
    sqlite3.SQLITE_CORRUPT: StoreError("it is damaged; restore a backup: jieti restore"),
    sqlite3.SQLITE_NOTADB: StoreError("that file is no database"),
}


def reason(error: Exception) -> Exception:
    """What can be told of it; itself where nothing better is known."""
    # The low byte is the kind, the rest its details.
    return _REASONS.get(getattr(error, "sqlite_errorcode", 0) & 0xFF, error)
