"""The store keeps whole transactions or nothing, and refuses files it cannot understand."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path

import pytest

from bot.sqlite.database import open_database
from bot.sqlite.store import SqliteStore
from bot.store.port import StoreError, UnusableError


def count(store: SqliteStore) -> int:
    return int(store.connection.execute("SELECT count(*) FROM kept").fetchone()[0])


def make(store: SqliteStore) -> None:
    store.connection.execute("CREATE TABLE kept (n INTEGER) STRICT")


def add(store: SqliteStore) -> None:
    store.connection.execute("INSERT INTO kept VALUES (1)")


async def test_a_failed_transaction_leaves_nothing(tmp_path: Path) -> None:
    def half(store: SqliteStore) -> None:
        add(store)
        raise ValueError("in the middle")

    async with open_database(tmp_path / "a.db") as database:
        await database.write(make)
        with pytest.raises(ValueError, match="in the middle"):
            await database.write(half)
        await database.write(add)
        assert await database.read(count) == 1


async def test_a_cancelled_transaction_is_whole(tmp_path: Path) -> None:
    def both(store: SqliteStore) -> None:
        add(store)
        add(store)

    async with open_database(tmp_path / "a.db") as database:
        await database.write(make)
        task = asyncio.create_task(database.write(both))
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await database.write(add)
        assert await database.read(count) in {1, 3}


async def test_the_reader_cannot_write(tmp_path: Path) -> None:
    async with open_database(tmp_path / "a.db") as database:
        await database.write(make)
        with pytest.raises(UnusableError, match="may not write"):
            await database.read(add)


async def test_a_database_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    async with open_database(path):
        pass
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 999")
    db.close()
    with pytest.raises(StoreError, match="newer version"):
        async with open_database(path):
            pass


async def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="is no file"):
        async with open_database(tmp_path):
            pass


async def test_a_fault_of_the_caller_is_not_called_a_fault_of_the_store(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="elsewhere"):
        async with open_database(tmp_path / "a.db"):
            raise OSError("elsewhere")
