"""A database of an earlier version: a copy first, then all steps to today's schema, or none."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.clock import now
from bot.sample_office import sample_files
from bot.sqlite.database import TRAIL, known_version, migrate, open_database
from bot.sqlite.schema import script, scripts
from bot.sqlite.upgrading import upgrade
from bot.store.port import StoreError
from tests.desk import Desk
from tests.earlier import KEY, grown

ACCOUNT = "4100000123"
SCHEMA = "SELECT type, name, sql FROM sqlite_master ORDER BY name"


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


@pytest.fixture(name="lax", autouse=True)
def umask_that_lets_everybody_read() -> Iterator[None]:
    before = os.umask(0o022)
    yield
    os.umask(before)


def of_version(path: Path, version: int) -> None:
    """A database as an earlier version of the program left it, with one account."""
    path.touch(0o600)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        for name in scripts()[:version]:
            connection.executescript(script(name))
        connection.execute(f"PRAGMA user_version = {version}")
        connection.execute(
            "INSERT INTO account (account_no, holder_name) VALUES (?, '张建国')", (ACCOUNT,)
        )


def kept_in(folder: Path) -> list[Path]:
    return list(folder.glob("*.old"))


def version_of(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def rows(path: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as db:
        return db.execute(query).fetchall()


@pytest.fixture(scope="module")
def earlier(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    """The seed's account and case in a database of each version."""
    account = {"account_no": ACCOUNT, "holder_name": "张建国"}
    moment = "2018-12-22T10:00:00+08:00"
    case = {
        "number": "TS20181222001", "account_no": ACCOUNT, "channel": "console", "chat_id": "1",
        "kind": "complaint", "question": "?", "opened_at": moment, "state": "open",
        "remedy": "check", "remedy_payer": "nobody", "contact_by": moment,
        "answer_by": "2019-01-02",
    }  # fmt: skip
    rows = {1: {"account": [account], "complaint_case": [case]}}
    return grown(tmp_path_factory.mktemp("earlier"), rows, KEY)


@pytest.fixture(scope="module")
def of_today() -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        migrate(db, now())
        return db.execute(SCHEMA).fetchall()


@pytest.mark.parametrize("version", range(1, known_version()))
async def test_every_earlier_schema_is_brought_up_to_date(
    tmp_path: Path, earlier: dict[int, Path], of_today: list[tuple[object, ...]], version: int
) -> None:
    path = tmp_path / "jieti.db"
    shutil.copy(earlier[version], path)
    path.chmod(0o644)
    if TRAIL in scripts()[:version]:
        with pytest.raises(StoreError, match="sealed"):  # an entry without it breaks the trail
            upgrade(path, now())
        assert not kept_in(tmp_path)
    assert upgrade(path, now(), KEY) is not None
    (kept,) = kept_in(tmp_path)
    assert kept.name.startswith(f"jieti.db.schema{version}.{now():%Y}")
    assert (mode(kept), mode(path)) == (0o600, 0o600)
    assert (version_of(kept), version_of(path)) == (version, known_version())
    assert rows(kept, "SELECT account_no FROM account") == [(ACCOUNT,)]
    assert upgrade(path, now(), KEY) is None
    assert kept_in(tmp_path) == [kept]
    async with open_database(path, key=KEY) as database:
        assert (await database.read(lambda store: store.audit.verify())).broken_at is None
    assert rows(path, SCHEMA) == of_today
    assert rows(path, "SELECT number, legal_hold FROM complaint_case") == [("TS20181222001", 0)]


def test_a_database_of_a_version_that_was_never_finished_stays_as_it_was(desk: Desk) -> None:
    """What it changed last has a later number here: one step is done before that is seen."""
    path = desk.folder / "jieti.db"
    of_version(path, 49)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(script("0051_practice_done.sql"))
        before = list(connection.iterdump())
    said = desk.refuses("upgrade")
    assert "没有做完的版本" in said
    assert "already exists" not in said
    with closing(sqlite3.connect(path)) as connection:
        assert list(connection.iterdump()) == before
    assert version_of(path) == 49
    assert mode(path) == 0o600
    assert not kept_in(desk.folder)


async def test_the_schema_does_not_change_under_an_older_service(tmp_path: Path) -> None:
    path = tmp_path / "jieti.db"
    of_version(path, known_version() - 1)
    with closing(sqlite3.connect(path)) as older:
        older.execute("SELECT count(*) FROM account").fetchone()
        with pytest.raises(StoreError, match="in use by an older version; stop that first"):
            upgrade(path, now())
    assert version_of(path) == known_version() - 1
    upgrade(path, now())
    async with open_database(path):
        pass


@pytest.mark.parametrize(
    "command",
    [
        ("ask", ACCOUNT, "为什么?"),
        ("explain", ACCOUNT, "2018-12"),
        ("audit-trail", "verify"),
        ("chat",),
        ("import", *sample_files()),
    ],
)
def test_no_other_command_changes_the_schema(desk: Desk, command: tuple[str, ...]) -> None:
    path = desk.folder / "jieti.db"
    of_version(path, known_version() - 1)
    said = desk.refuses(*command)
    assert "`jieti upgrade`" in said
    assert version_of(path) == known_version() - 1
    assert "× 数据库" in desk.run("doctor").stdout
    assert version_of(path) == known_version() - 1
    assert not kept_in(desk.folder)


def test_an_upgrade_says_where_the_copy_is(desk: Desk) -> None:
    path = desk.folder / "jieti.db"
    of_version(path, known_version() - 1)
    told = desk.run("upgrade")
    (kept,) = kept_in(desk.folder)
    assert str(kept) in told.stderr
    assert (told.returncode, version_of(path)) == (0, known_version())
    assert "已是最新" in desk.does("upgrade")
    assert "jieti import" in desk.refuses("upgrade", JIETI_DATABASE=f"{desk.folder}/no.db")


def test_the_service_brings_its_database_up_to_date(desk: Desk) -> None:
    path = desk.folder / "jieti.db"
    of_version(path, known_version() - 1)
    assert "JIETI_TOKEN" in desk.refuses("run")
    assert (len(kept_in(desk.folder)), version_of(path)) == (1, known_version())
