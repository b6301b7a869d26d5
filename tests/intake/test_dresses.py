"""The sample office in the files of four kinds of offices gives the same database."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.intake.columns import UncertainError
from bot.intake.importer import ImportReport, import_file
from bot.sample_office import sample_files
from bot.sqlite.database import open_database
from bot.store.port import Database
from tests.dialogue.conversation import NOW, new_file
from tests.intake.dresses import DRESSES
from tests.sample_office import make_office

Records = dict[str, list[tuple[object, ...]]]


async def imported(database: Database, path: Path) -> ImportReport:
    """What is asked is confirmed as proposed, once."""
    try:
        return await import_file(database, path, NOW)
    except UncertainError as error:
        told = {column.name: str(column.guess.field) for column in error.columns if column.guess}
    return await import_file(database, path, NOW, told)


async def records(folder: Path, paths: list[Path]) -> Records:
    async with open_database(new_file(folder / "office.db")) as database:
        reports = [await imported(database, path) for path in paths]
    assert [issue for report in reports for issue in report.refused] == []
    with closing(sqlite3.connect(folder / "office.db")) as db:
        return {
            table: sorted(db.execute(f"SELECT * FROM {table}").fetchall(), key=str)  # noqa: S608
            for table in ("account", "reading", "bill", "starting_point")
        }


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Records:
    """What the sample office's own files give."""
    folder = tmp_path_factory.mktemp("plain")
    return asyncio.run(records(folder, [Path(str(one)) for one in sample_files()[:3]]))


@pytest.mark.parametrize("dress", DRESSES)
async def test_the_same_office_in_another_dress_is_the_same(
    tmp_path: Path, plain: Records, dress: str
) -> None:
    assert await records(tmp_path, DRESSES[dress](tmp_path, make_office())) == plain
