"""The database as a file: who makes it, who reads it, and what is kept before it is changed."""

from __future__ import annotations

import os
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from bot.channels.telegram.journal import Journal
from bot.clock import now
from bot.sample_office import sample_files
from bot.sqlite.backup import back_up, check, restore
from bot.sqlite.database import known_version, open_database, open_existing
from bot.sqlite.files import copy
from bot.store.port import StoreError
from tests.desk import Desk
from tests.dialogue.conversation import new_file

ACCOUNT = "4100000123"


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_of_a_copy_that_failed_nothing_is_left(tmp_path: Path) -> None:
    (tmp_path / "no.db").write_text("no database " * 500, "utf-8")
    with pytest.raises(sqlite3.DatabaseError):
        copy(tmp_path / "no.db", tmp_path / "copy.db")
    assert not (tmp_path / "copy.db").exists()


@pytest.fixture(name="lax", autouse=True)
def umask_that_lets_everybody_read() -> object:
    before = os.umask(0o022)
    yield
    os.umask(before)


async def test_the_database_and_its_log_are_its_owner_s_alone(tmp_path: Path) -> None:
    async with open_database(tmp_path / "office" / "jieti.db"):
        found = {path.name: mode(path) for path in (tmp_path / "office").iterdir()}
    assert set(found) == {"jieti.db", "jieti.db-wal", "jieti.db-shm"}
    assert set(found.values()) == {0o600}


@pytest.mark.parametrize(
    "name", ["copy.db", "what?mode=memory", "a#b.db", "100%25.db", "备 份.db", "file:x.db"]
)
async def test_a_copy_has_the_name_it_was_given_and_is_its_owner_s_alone(
    tmp_path: Path, name: str
) -> None:
    database, copy = tmp_path / "jieti.db", tmp_path / "copies" / name
    copy.parent.mkdir()
    async with open_database(database):
        back_up(database, copy)
    assert [path.name for path in copy.parent.iterdir()] == [name]
    assert mode(copy) == 0o600
    database.chmod(0o644)
    kept, _ = restore(database, copy, now())
    assert kept is not None
    assert mode(kept) == 0o600
    assert mode(database) & 0o007 == 0
    async with open_existing(database):
        pass


def test_a_name_that_looks_like_an_address_is_a_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    new_file(tmp_path / "jieti.db")
    back_up(Path("jieti.db"), Path("file:x.db"))
    assert {path.name for path in tmp_path.iterdir()} == {"jieti.db", "file:x.db"}
    assert mode(Path("file:x.db")) == 0o600


async def test_a_copy_being_written_follows_no_link(tmp_path: Path) -> None:
    database, elsewhere = tmp_path / "jieti.db", tmp_path / "elsewhere"
    async with open_database(database):
        pass
    for target in (tmp_path / "copy.db", database):
        target.with_name(f"{target.name}.part").symlink_to(elsewhere)
    with pytest.raises(StoreError, match=r"copy\.db\.part: is left"):
        back_up(database, tmp_path / "copy.db")
    (tmp_path / "copy.db.part").unlink()
    (tmp_path / "copy.db").symlink_to(elsewhere)
    with pytest.raises(StoreError, match="exists already"):
        back_up(database, tmp_path / "copy.db")
    (tmp_path / "copy.db").unlink()
    back_up(database, tmp_path / "copy.db")
    with pytest.raises(StoreError, match=r"jieti\.db\.part: is left"):
        restore(database, tmp_path / "copy.db", now())
    assert not elsewhere.exists()
    async with open_existing(database):
        pass


async def test_a_link_to_nowhere_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "jieti.db").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(StoreError, match=r"jieti\.db"):
        async with open_database(tmp_path / "jieti.db"):
            pass
    assert not (tmp_path / "elsewhere").exists()


async def test_a_restore_leaves_the_file_to_whom_it_belonged(tmp_path: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root gives files away")
    database, copy = tmp_path / "jieti.db", tmp_path / "copy.db"
    async with open_database(database):
        back_up(database, copy)
    os.chown(database, 12345, 23456)
    database.chmod(0o640)
    restore(database, copy, now())
    found = database.stat()
    assert (found.st_uid, found.st_gid, mode(database)) == (12345, 23456, 0o640)


def test_the_doctor_says_which_database_it_saw_and_who_may_read_it(desk: Desk) -> None:
    desk.does("import", *sample_files())
    path = desk.folder / "jieti.db"
    assert f"√ 数据库:{path} 完好" in desk.does("doctor")
    path.chmod(0o644)
    done = desk.run("doctor")
    assert done.returncode == 1
    assert f"× 数据库:别人能读 {path}" in done.stdout


@pytest.mark.parametrize(
    "command",
    [
        ("ask", ACCOUNT, "为什么?"),
        ("explain", ACCOUNT, "2018-12"),
        ("retention",),
        ("hold", "TS20181222001"),
        ("audit-trail", "verify"),
        ("backup", "copy.db"),
        ("staff",),
        ("staff", "add", "王芳", "综合柜员"),
        ("api", "add", "95598", "bills"),
        ("imports",),
        ("undo", "1"),
        ("case", "TS20181222001"),
        ("calibrate",),
        ("misunderstood", "--out", "words.json"),
        ("inspect", "--out", "list.xlsx"),
        ("letter", ACCOUNT, "2018-12"),
        ("move", "--to", "postgresql://u@h/x"),
    ],
)
def test_only_what_fills_a_database_makes_one(desk: Desk, command: tuple[str, ...]) -> None:
    said = desk.refuses(*command)
    for part in (str(desk.folder / "jieti.db"), "jieti import", "JIETI_DATABASE"):
        assert part in said
    assert not list(desk.folder.iterdir())


def test_the_doctor_makes_no_database(desk: Desk) -> None:
    said = desk.does("doctor")
    assert f"! 数据库:没有 {desk.folder / 'jieti.db'}" in said
    assert "JIETI_DATABASE" in said
    assert not list(desk.folder.iterdir())


def test_an_import_of_nothing_makes_no_database(desk: Desk) -> None:
    assert "没有这样的文件" in desk.refuses("import", desk.folder / "a.csv", "b.csv")
    assert not list(desk.folder.iterdir())


def test_it_is_said_once_that_a_database_is_made(desk: Desk) -> None:
    line = f"新建数据库:{desk.folder / 'jieti.db'}\n"
    assert desk.run("import", *sample_files()).stderr == line
    assert desk.run("chat").stderr == ""
    other = desk.folder / "other.db"
    assert desk.run("chat", JIETI_DATABASE=str(other)).stderr == f"新建数据库:{other}\n"


@pytest.mark.parametrize("command", [("chat",), ("ask", ACCOUNT, "为什么?"), ("run",)])
def test_an_empty_file_is_no_new_office(desk: Desk, command: tuple[str, ...]) -> None:
    path = desk.folder / "jieti.db"
    path.touch()
    assert f"{path} 是空文件" in desk.refuses(*command, JIETI_TOKEN="123456:abc")
    assert path.stat().st_size == 0


def test_a_copy_that_is_damaged_is_no_backup(tmp_path: Path) -> None:
    path, copy_to = new_file(tmp_path / "jieti.db"), tmp_path / "copy.db"
    with path.open("r+b") as file:  # a page in its midst, as a failing disk leaves it
        file.seek(path.stat().st_size // 4096 // 2 * 4096)
        file.write(b"x" * 4096)
    with pytest.raises(StoreError):
        back_up(path, copy_to)
    assert [file.name for file in tmp_path.iterdir() if file.name.startswith("copy")] == []


def test_a_backup_goes_into_the_place_of_an_empty_file(desk: Desk) -> None:
    desk.does("import", *sample_files())
    desk.does("backup", desk.folder / "copy.db")
    (desk.folder / "jieti.db").write_bytes(b"")
    for rest in desk.folder.glob("jieti.db-*"):
        rest.unlink()
    desk.does("restore", desk.folder / "copy.db")
    assert "52.00元" in desk.does("ask", ACCOUNT, "为什么超过0.56?")


def test_a_place_where_none_can_be_made_is_named(desk: Desk) -> None:
    assert "/proc/jieti.db" in desk.refuses("chat", JIETI_DATABASE="/proc/jieti.db")
    said = desk.refuses("chat", JIETI_DATABASE=str(desk.folder))
    assert f"{desk.folder} 不是文件" in said


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes everywhere")
@pytest.mark.parametrize("command", [("ask", ACCOUNT, "为什么?"), ("run",)])
def test_a_folder_that_is_only_read_is_named(desk: Desk, command: tuple[str, ...]) -> None:
    desk.does("import", *sample_files())
    desk.folder.chmod(0o500)
    try:
        said = desk.refuses(*command, JIETI_TOKEN="123456:abc")
    finally:
        desk.folder.chmod(0o700)
    assert f"让 {desk.folder} 能写" in said


def test_a_journal_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "jieti.db-sent").mkdir()
    with pytest.raises(StoreError, match=r"jieti\.db-sent: cannot be written"):
        Journal(tmp_path / "jieti.db").__enter__()


@pytest.mark.parametrize(
    ("tables", "version", "ours"),
    [
        ("complaint_case", 1, True),
        ("complaint_case", known_version(), True),
        ("complaint_case", 0, False),
        ("complaint_case", known_version() + 1, False),
        ("another_program_s", 1, False),
    ],
)
def test_a_copy_is_ours_by_its_tables_and_of_a_version_that_is_known(
    tmp_path: Path, tables: str, version: int, ours: bool
) -> None:
    path = tmp_path / "copy.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"CREATE TABLE {tables} (n INTEGER)")
        connection.execute(f"PRAGMA user_version = {version}")
    if ours:
        check(path)
        return
    with pytest.raises(StoreError, match="not a database of this program"):
        check(path)
