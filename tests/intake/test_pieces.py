"""A long file is written in pieces: the chats get through, all of it is stored or nothing."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from bot.intake import importer
from bot.intake.importer import check_parsed, import_file, parse_file, store_parsed
from bot.sqlite.database import open_database
from tests.dialogue.conversation import NOW
from tests.intake.exports import ACCOUNT, ACCOUNT_HEAD, csv_file

ACCOUNTS = tuple((f"41000001{n:02}", *ACCOUNT[1:]) for n in range(10))


@pytest.fixture(autouse=True)
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importer, "AT_ONCE", 2)


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
