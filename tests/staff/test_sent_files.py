"""A table sent to the desk: checked, told in words, imported by one button or dropped."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeVar

import openpyxl
import pytest

from bot.cli.desk_files import serve_all
from bot.sqlite.store import SqliteStore
from bot.store.port import Database, GiveWay, Store
from tests.intake.exports import ACCOUNT, ACCOUNT_HEAD, BILL_HEAD, Row, csv_file
from tests.staff.conftest import Team
from tests.staff.office import Office, Person

T = TypeVar("T")
NEW = ("4100000777", *ACCOUNT[1:])
BILLS = (BILL_HEAD, ("4100000777", "201812", "420", "287.20", ""),
         ("4100000777", "201811", "壹佰", "56.00", ""))  # fmt: skip


class OneStore(Database):
    """The office's store as a database of its own transactions."""

    def __init__(self, store: SqliteStore) -> None:
        self.store = store

    async def write(self, transaction: Callable[[Store], T]) -> T:
        store = SqliteStore(self.store.connection)
        with store.attempt():
            return transaction(store)

    note = read = write

    async def heard(self, seconds: float) -> bool:
        await asyncio.sleep(seconds)
        return False

    @asynccontextmanager
    async def importing(self) -> AsyncIterator[GiveWay]:
        yield lambda: asyncio.sleep(0, result=True)


class Files:
    """What was sent, as the messenger keeps it, and the loop that serves it."""

    def __init__(self, office: Office, folder: Path) -> None:
        self.office, self.folder = office, folder
        self.kept: dict[str, bytes] = {}

    def send(self, person: Person, name: str, *rows: Row, forwarded: bool = False) -> str:
        self.kept[name] = csv_file(self.folder / name, *rows).read_bytes()
        document = {"file_id": name, "file_name": name}
        if forwarded:
            person.forwards("", document=document)
        else:
            person.sends(document=document)
        return person.hears()

    async def fetch(self, file_id: str) -> bytes | None:
        return self.kept.get(file_id)

    async def turn(self, person: Person) -> str:
        office = self.office
        await serve_all(OneStore(office.store), office.desk, self.fetch, office.now)
        return person.hears()

    def count(self, table: str) -> int:
        of_it = " WHERE account_no = '4100000777'" if table in {"account", "bill"} else ""
        query = f"SELECT count(*) FROM {table}{of_it}"  # noqa: S608
        found = self.office.store.connection.execute(query)
        return int(found.fetchone()[0])


@pytest.fixture
def files(team: Team, tmp_path: Path) -> Files:
    return Files(team.office, tmp_path)


async def test_it_is_checked_then_imported_by_one_button(team: Team, files: Files) -> None:
    assert "正在检查" in files.send(team.clerk, "档案.csv", ACCOUNT_HEAD, NEW, forwarded=True)
    told = await files.turn(team.clerk)
    assert "还没有导入" in told
    assert "1 行;新增 1" in told
    assert (files.count("account"), files.count("complaint_case")) == (0, 0)
    assert "正在导入" in team.clerk.presses("导入")
    assert "档案.csv 已导入" in await files.turn(team.clerk)
    assert files.count("account") == 1
    assert "处理过了" in team.clerk.presses("导入"), "a button works once"


async def test_refused_rows_come_back_as_a_workbook(team: Team, files: Files) -> None:
    for name, rows in (("档案.csv", (ACCOUNT_HEAD, NEW)), ("电费.csv", BILLS)):
        files.send(team.head, name, *rows)
        told = await files.turn(team.head)
        team.head.presses("导入")
        await files.turn(team.head)
    assert "第 3 行退回" in told
    assert files.count("bill") == 1
    document = team.office.heard[-1].params["document"]
    content = document.input_file_content if hasattr(document, "input_file_content") else document
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert [cell.value for cell in book.worksheets[0][2]][2] == "壹佰"


async def test_uncertain_columns_are_shown_and_the_button_confirms_them(
    team: Team, files: Files
) -> None:
    files.send(team.clerk, "档案.csv", ACCOUNT_HEAD, NEW)
    await files.turn(team.clerk)
    team.clerk.presses("导入")
    await files.turn(team.clerk)
    head = ("户号", "月份", "度数", "钱数")
    files.send(team.clerk, "台账.csv", head, ("4100000777", "201812", "420", "287.20"))
    told = await files.turn(team.clerk)
    assert "钱数" in told
    assert "如果不对" in told
    team.clerk.presses("导入")
    await files.turn(team.clerk)
    assert files.count("bill") == 1


async def test_what_is_dropped_or_no_list_of_ours_stores_nothing(team: Team, files: Files) -> None:
    files.send(team.clerk, "档案.csv", ACCOUNT_HEAD, NEW)
    await files.turn(team.clerk)
    assert "没有导入" in team.clerk.presses("不导入")
    pays = ("户号", "缴费金额", "缴费日期"), ("4100000777", "1", "2018-12-25")
    files.send(team.clerk, "缴费.csv", *pays)
    assert "缴费记录" in await files.turn(team.clerk)
    files.send(team.clerk, "大.csv", ACCOUNT_HEAD, NEW)
    files.kept.clear()
    assert "没有取到" in await files.turn(team.clerk)
    assert (files.count("account"), files.count("sent_file")) == (0, 0)


async def test_who_may_not_import_is_not_offered_it(team: Team, files: Files) -> None:
    for person in (team.electrician, team.auditor, team.stranger):
        assert "正在检查" not in files.send(person, "档案.csv", ACCOUNT_HEAD, NEW)
    files.send(team.clerk, "档案.csv", ACCOUNT_HEAD, NEW)
    await files.turn(team.clerk)
    assert "处理过了" in team.head.presses_data("file:take:1"), "it is for who sent the file"
    await files.turn(team.clerk)
    assert files.count("account") == 0
