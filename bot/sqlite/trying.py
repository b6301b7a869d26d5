"""A copy of the database to try something on."""

from __future__ import annotations

import asyncio
import sqlite3
import tempfile
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

from bot.sqlite import files
from bot.sqlite.database import SqliteDatabase, open_database, open_existing
from bot.sqlite.faults import reason
from bot.store.port import StoreError


def open_copy(path: Path, key: bytes = b"") -> AbstractAsyncContextManager[SqliteDatabase]:
    """Open a copy, which goes at the end: whatever is tried on it keeps nobody waiting.

    Where there is no database yet it is a new one.

    Raises:
        StoreError: the database is of another version or cannot be opened, or there is no room for
            the copy beside it.
    """
    return _copied(path.absolute(), key) if path.exists() else _new(path.name, key)


@asynccontextmanager
async def _new(name: str, key: bytes) -> AsyncIterator[SqliteDatabase]:
    with tempfile.TemporaryDirectory() as folder:
        async with open_database(Path(folder) / name, key=key) as database:
            yield database


@asynccontextmanager
async def _copied(path: Path, key: bytes) -> AsyncIterator[SqliteDatabase]:
    async with open_existing(path, key):
        pass
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        copy = Path(folder) / path.name
        try:
            await asyncio.to_thread(files.copy, path, copy)
        except (sqlite3.Error, OSError) as error:
            raise StoreError(
                "{path}: no copy of it could be written: {error}", path=path, error=reason(error)
            ) from error
        async with open_existing(copy, key) as database:
            yield database
