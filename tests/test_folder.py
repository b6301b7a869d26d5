"""The folder that is taken in at night: all files find their place, the heads hear of each."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

from bot.cli.folder import AT, NOT_TAKEN, TAKEN, take_in
from bot.cli.nightly import seconds_until
from bot.cli.settings import read_settings
from bot.contract.messages import Chat, Reply
from bot.records.staff import Role
from bot.sqlite.database import open_database
from bot.store.port import Store
from tests.dialogue.conversation import NOW
from tests.intake.exports import ACCOUNT, ACCOUNT_HEAD, BILL_HEAD, csv_file

HEAD = Chat("telegram", "77")


def put(folder: Path, name: str, *rows: tuple[str, ...], seconds_ago: int = 3600) -> Path:
    path = csv_file(folder / name, *rows)
    moment = NOW.timestamp() - seconds_ago
    os.utime(path, (moment, moment))
    return path


def enrol(store: Store) -> None:
    store.staff.invite("ticket", Role.HEAD, "周明", "admin", NOW, NOW + timedelta(hours=1))
    assert store.staff.redeem("ticket", HEAD, NOW)


def told(store: Store) -> str:
    waiting = store.outbox.heads("telegram", NOW)
    return "\n".join(one.what.text for one in waiting if isinstance(one.what, Reply))


async def test_each_file_finds_its_place_and_the_head_hears_of_it(tmp_path: Path) -> None:
    bills = (BILL_HEAD, ("4100000123", "201812", "420", "287.20", ""),
             ("4100000123", "201811", "0", "ｘ", ""))  # fmt: skip
    put(tmp_path, "a电费.csv", *bills)
    put(tmp_path, "b档案.csv", ACCOUNT_HEAD, ACCOUNT)
    put(tmp_path, "c缴费.csv", ("户号", "缴费金额", "缴费日期"), ("4100000123", "1", "2018-12-25"))
    put(
        tmp_path,
        "e台账.csv",
        ("户号", "月份", "度数", "钱数"),
        ("4100000123", "201810", "42", "23.52"),
    )
    stray = put(tmp_path, "f外所.csv", BILL_HEAD, ("4100000999", "201812", "420", "287.20", ""))
    put(tmp_path, "g缺列.csv", ("户号", "应收电费"), ("4100000123", "1"))
    fresh = put(tmp_path, "d还在拷.csv", ACCOUNT_HEAD, ACCOUNT, seconds_ago=5)
    desk = read_settings({}).desk
    async with open_database(tmp_path / "office" / "office.db") as database:
        await database.write(enrol)
        outcomes = await take_in(tmp_path, database, desk, NOW)
        report = await database.read(told)
        stored = await database.read(lambda store: store.accounts.bills_of("4100000123"))
        again = await take_in(tmp_path, database, desk, NOW)
    assert [one.is_whole for one in outcomes] == [False, True, False, False, False, False]
    assert len(stored) == 1, "the accounts came after the bills, and the bills were tried again"
    taken = {path.name for path in (tmp_path / TAKEN).iterdir()}
    assert taken == {"20181222-1000-a电费.csv", "20181222-1000-b档案.csv"}
    names = {path.name for path in (tmp_path / NOT_TAKEN).iterdir()}
    assert names == {"20181222-1000-c缴费.csv", "20181222-1000-e台账.csv", "a电费.退回.xlsx",
                     "20181222-1000-g缺列.csv"}  # fmt: skip
    assert fresh.exists()
    assert stray.exists(), "its accounts may come tomorrow"
    assert "f外所.csv:里面的户号档案里都还没有" in report
    assert "g缺列.csv:没有导入" in report
    assert "整份导入的1个" in report
    assert "缴费记录" in report
    assert "a电费.退回.xlsx" in report
    assert "“钱数”(例如23.52)好像是应收电费" in report
    assert "发给机器人" in report
    assert "改成这个列名" in report, "the head has no command line"
    assert [one.path for one in again] == [stray]


def test_the_folder_is_looked_at_at_two() -> None:
    assert seconds_until(AT, NOW.replace(hour=1, minute=0)) == 3600
    assert seconds_until(AT, NOW.replace(hour=2, minute=0)) == 24 * 3600
