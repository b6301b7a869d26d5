"""An office moves from its file into PostgreSQL and back: whole, once, and no other office."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.cli.demo import import_sample_office
from bot.postgres import moving
from bot.postgres.database import open_database, open_existing
from bot.sqlite.database import open_database as open_file
from bot.store.port import Store, StoreError
from tests.dialogue.conversation import NOW, Customer, new_file
from tests.postgres.office import beside

KEY = b"office's own"


class CutOffError(Exception):
    pass


async def office_at(path: Path) -> Path:
    """The sample office in a file, with a customer who has asked, in whatever signs."""

    def write(store: Store) -> None:
        customer = Customer(store)
        for words in ("10月电费怎么多了", "4100000123", "13800000123", "这\0么贵\ufdd0", "转人工"):
            customer.says(words)

    async with open_file(path, lambda: NOW, KEY) as database:
        await import_sample_office(database)
        await database.write(write)
    return path


def nobody(*_: object) -> None:
    pass


async def test_an_office_moves_whole_and_goes_on(tmp_path: Path, url: str) -> None:
    file = await office_at(tmp_path / "office.db")
    async with open_file(file, lambda: NOW, KEY) as database:
        sample = await database.read(lambda store: store.accounts.totals())
    before = file.read_bytes()
    count = moving.move(file, url, KEY, nobody)
    assert count > 5000
    assert file.read_bytes() == before
    async with open_existing(url, KEY) as database:
        trail = await database.read(lambda store: store.audit.verify())
        assert (trail.broken_at, trail.altered, trail.records, trail.schema) == (None, (), (), ())
        assert await database.read(lambda store: store.accounts.totals()) == sample
        # New rows come after those that were brought along.
        await import_sample_office(database)
        await database.write(lambda store: Customer(store, "2").says("停电了"))
        trail = await database.read(lambda store: store.audit.verify())
        assert (trail.broken_at, trail.altered, trail.records) == (None, (), ())
    back = tmp_path / "back.db"
    moving.fetch(url, back)
    async with open_file(back, lambda: NOW, KEY) as database:
        again = await database.read(lambda store: store.audit.verify())
    assert (again.number, again.hash, again.altered, again.records) == (
        trail.number, trail.hash, (), ()
    )  # fmt: skip


async def test_a_move_that_was_cut_off_goes_on(
    tmp_path: Path, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = await office_at(tmp_path / "office.db")
    monkeypatch.setattr(moving, "PIECE", 500)
    seen: list[tuple[str, int]] = []

    def cut_off(table: str, rows: int) -> None:
        seen.append((table, rows))
        if table == "reading" and rows >= 1000:
            raise CutOffError

    with pytest.raises(CutOffError):
        moving.move(file, url, KEY, cut_off)
    with pytest.raises(StoreError, match="not whole"):
        async with open_existing(url, KEY):
            pass
    later: list[tuple[str, int]] = []
    moving.move(file, url, KEY, lambda table, rows: later.append((table, rows)))
    assert not set(seen) & set(later)
    async with open_existing(url, KEY) as database:
        assert (await database.read(lambda store: store.audit.verify())).records == ()


async def test_an_office_that_changed_meanwhile_is_not_mixed(tmp_path: Path, url: str) -> None:
    file = await office_at(tmp_path / "office.db")

    def cut_off(*_: object) -> None:
        raise CutOffError

    with pytest.raises(CutOffError):
        moving.move(file, url, KEY, cut_off)
    async with open_file(file, lambda: NOW, KEY) as database:
        await database.write(lambda store: store.audit.add(NOW, "system", "looked", "x"))
    with pytest.raises(StoreError, match="changed since"):
        moving.move(file, url, KEY, nobody)


async def test_nothing_is_moved_into_an_office_that_is_there(tmp_path: Path, url: str) -> None:
    async with open_database(url, lambda: NOW):
        pass
    with pytest.raises(StoreError, match="not empty"):
        moving.move(new_file(tmp_path / "empty.db"), url, b"", nobody)


async def test_a_copy_that_is_not_as_the_file_is_found(tmp_path: Path, url: str) -> None:
    file = await office_at(tmp_path / "office.db")

    def cut_off(table: str, _: int) -> None:
        if table == "bill":
            raise CutOffError

    with pytest.raises(CutOffError):
        moving.move(file, url, KEY, cut_off)
    beside(url, "UPDATE bill SET charged_fen = charged_fen + 1 WHERE wh > 0")
    with pytest.raises(StoreError, match="bill"):
        moving.move(file, url, KEY, nobody)


def test_a_file_of_another_version_is_not_moved(tmp_path: Path, url: str) -> None:
    file = new_file(tmp_path / "old.db")
    with closing(sqlite3.connect(file)) as db:
        db.execute("PRAGMA user_version = 30")
    with pytest.raises(StoreError, match="jieti upgrade"):
        moving.move(file, url, b"", nobody)
