"""A long file is written in pieces: the chats get through, all of it is stored or nothing."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from pathlib import Path

import pytest

from bot.intake import importer, undoing
from bot.intake.importer import check_parsed, import_file, parse_file, store_parsed
from bot.intake.undoing import undo
from bot.sqlite.database import SqliteDatabase, open_database
from bot.store.imports import CannotUndoError
from bot.store.port import Database, GiveWay
from tests.dialogue.conversation import NOW
from tests.intake.exports import ACCOUNT, ACCOUNT_HEAD, csv_file

ACCOUNTS = tuple((f"41000001{n:02}", *ACCOUNT[1:]) for n in range(10))


@pytest.fixture(autouse=True)
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importer, "AT_ONCE", 2)
    monkeypatch.setattr(undoing, "AT_ONCE", 2)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return csv_file(tmp_path / "档案.csv", ACCOUNT_HEAD, *ACCOUNTS)


def counts(folder: Path) -> list[int]:
    with closing(sqlite3.connect(folder / "office.db")) as db:
        tables = ("account", "import", "import_change", "import_profile")
        return [db.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in tables]  # noqa: S608


async def stored(folder: Path, file: Path, progress: Callable[[int, int], None]) -> None:
    async with open_database(folder / "office.db") as database:
        await store_parsed(database, await parse_file(database, file), NOW, progress)


async def test_others_write_between_the_pieces(tmp_path: Path, file: Path) -> None:
    seen: list[int] = []

    def write_too(done: int, _: int) -> None:
        with closing(sqlite3.connect(tmp_path / "office.db", timeout=0)) as db:
            db.execute("BEGIN IMMEDIATE")
            seen.append(done)
            db.rollback()

    await stored(tmp_path, file, write_too)
    assert seen == [2, 4, 6, 8, 10]
    assert counts(tmp_path) == [10, 1, 10, 0]


@pytest.mark.parametrize("end", [asyncio.CancelledError, OSError])
async def test_what_ends_midway_leaves_nothing(
    tmp_path: Path, file: Path, end: type[BaseException]
) -> None:
    def interrupt(done: int, _: int) -> None:
        if done == 4:
            raise end

    with pytest.raises(end):
        await stored(tmp_path, file, interrupt)
    assert counts(tmp_path) == [0, 0, 0, 0]


async def test_what_was_killed_midway_is_taken_back_by_the_next_import(
    tmp_path: Path, file: Path
) -> None:
    async with open_database(tmp_path / "office.db") as database:
        await import_file(database, csv_file(tmp_path / "a.csv", ACCOUNT_HEAD, ACCOUNTS[0]), NOW)
        parsed = await parse_file(database, file)
        killed = importer.Storing(file.name, NOW)
        number = await database.write(lambda store: importer._begun(parsed, NOW, store))
        (_, piece, *_) = importer.pieces(parsed.drafts, 2)
        await database.write(lambda store: importer._stored(number, killed, piece, store))
        other = csv_file(tmp_path / "b.csv", ACCOUNT_HEAD, ACCOUNTS[9])
        await import_file(database, other, NOW)
    assert counts(tmp_path)[:2] == [2, 2]


async def test_a_check_in_pieces_says_what_would_be_and_stores_nothing(
    tmp_path: Path, file: Path
) -> None:
    async with open_database(tmp_path / "office.db") as database:
        parsed = await parse_file(database, file)
        report = await check_parsed(database, parsed, NOW)
    assert (report.added, report.rows) == (10, 10)
    assert counts(tmp_path) == [0, 0, 0, 0]


class Between(Database):
    """A database on which something happens between two pieces: told how many accounts stand."""

    def __init__(self, database: SqliteDatabase, then: Callable[[int], None]) -> None:
        self._database, self._then = database, then
        self.write, self.note, self.read = database.write, database.note, database.read
        self.settle = database.settle

    @asynccontextmanager
    async def importing(self) -> AsyncIterator[GiveWay]:
        async with self._database.importing():
            yield self._give_way

    async def _give_way(self) -> bool:
        self._then(await self.read(lambda store: store.accounts.count()))
        return False


@pytest.fixture
async def imported(tmp_path: Path, file: Path) -> AsyncIterator[SqliteDatabase]:
    """Ten accounts came with the first import."""
    async with open_database(tmp_path / "office.db") as database:
        await import_file(database, file, NOW)
        yield database


def change(folder: Path, account_no: str) -> None:
    with closing(sqlite3.connect(folder / "office.db")) as db:
        db.execute("UPDATE account SET address = '别处' WHERE account_no = ?", (account_no,))
        db.commit()


async def test_an_import_is_undone_in_pieces_too(tmp_path: Path, imported: SqliteDatabase) -> None:
    seen: list[int] = []
    await undo(Between(imported, seen.append), 1, NOW, "system")
    assert seen == [*[10] * 6, 8, 6, 4, 2, 0]  # first it is only tried
    assert counts(tmp_path)[0] == 0


async def test_what_cannot_be_undone_to_its_end_is_as_it_was(
    tmp_path: Path, imported: SqliteDatabase
) -> None:
    def interfere(standing: int) -> None:
        if standing == 6:
            change(tmp_path, ACCOUNTS[0][0])

    with pytest.raises(CannotUndoError):
        await undo(Between(imported, interfere), 1, NOW, "system")
    (listed,) = await imported.read(lambda store: store.imports.all())
    assert (counts(tmp_path)[0], listed.undone_at) == (10, None)
    assert await imported.read(lambda store: store.imports.unfinished()) == ()


async def test_an_undoing_that_was_killed_is_ended_by_the_next_import(
    tmp_path: Path, imported: SqliteDatabase
) -> None:
    await imported.note(lambda store: store.imports.put_back(1, 2))
    other = csv_file(tmp_path / "b.csv", ACCOUNT_HEAD, ACCOUNTS[9])
    await import_file(imported, other, NOW)
    new, old = await imported.read(lambda store: store.imports.all())
    assert (counts(tmp_path)[0], new.undone_at, old.undone_at) == (1, None, NOW)
