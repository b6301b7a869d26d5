"""Readings without an earlier date: each follows another, or is kept as a starting point."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.intake.codes import RowCode
from bot.intake.importer import ImportReport, import_file
from bot.sqlite.database import open_database
from tests.dialogue.conversation import NOW, new_file
from tests.intake.exports import Row, csv_file

ACCOUNTS = (("户号", "户名", "立户日期", "送电日期"), ("4100000901", "李一", "", "2010-05-16"))
NEW = (ACCOUNTS[0], ("4100000901", "李一", "2018-12-05", "2018-10-08"))
HEAD = ("户号", "表号", "示数类型", "上次示数", "本次示数", "抄表日期")
Stored = list[tuple[str, str, str, str]]


def row(meter: str, kind: str, last: str, this: str, read_on: str) -> Row:
    return ("4100000901", meter, kind, last, this, read_on)


async def after(folder: Path, *files: tuple[Row, ...]) -> tuple[list[ImportReport], Stored, int]:
    """The reports, the readings stored, and how many starting points are left."""
    reports = []
    async with open_database(new_file(folder / "office.db")) as database:
        for number, rows in enumerate(files):
            path = csv_file(folder / f"{number}.csv", *rows)
            reports.append(await import_file(database, path, NOW))
        readings, starts = await database.read(
            lambda store: (
                store.accounts.readings_of("4100000901"),
                store.accounts.starts_of("4100000901"),
            )
        )
    told = [
        (r.meter_no, r.register_kind, str(r.last_read_on), str(r.this_read_on)) for r in readings
    ]
    return reports, told, len(starts)


NOVEMBER = (HEAD, row("M1", "总", "1000", "1180", "2018-11-20"))
DECEMBER = (HEAD, row("M1", "总", "1180", "1370", "2018-12-20"))


async def test_the_file_of_the_next_month_follows(tmp_path: Path) -> None:
    reports, stored, starts = await after(tmp_path, ACCOUNTS, NOVEMBER, DECEMBER, DECEMBER)
    assert stored == [("M1", "总", "2018-11-20", "2018-12-20")]
    assert starts == 1
    assert [issue.code for issue in reports[1].warnings] == [RowCode.STARTING_POINT]
    assert [(r.added, r.unchanged) for r in reports[1:]] == [(0, 0), (1, 0), (0, 1)]


async def test_an_older_file_that_comes_later_settles_it(tmp_path: Path) -> None:
    reports, stored, starts = await after(tmp_path, ACCOUNTS, DECEMBER, NOVEMBER)
    assert stored == [("M1", "总", "2018-11-20", "2018-12-20")]
    assert starts == 1
    assert reports[2].added == 1


async def test_a_gap_is_no_month(tmp_path: Path) -> None:
    february = (HEAD, row("M1", "总", "1500", "1700", "2019-02-20"))
    _, stored, starts = await after(tmp_path, ACCOUNTS, NOVEMBER, february)
    assert (stored, starts) == ([], 2)


async def test_the_registers_of_a_meter_share_their_days(tmp_path: Path) -> None:
    december = (
        HEAD,
        row("M1", "正向有功(峰)", "300", "400", "2018-12-20"),
        row("M1", "反向有功(总)", "0", "0", "2018-12-20"),
        row("M1", "正向有功(总)", "1180", "1370", "2018-12-20"),
    )
    _, stored, _ = await after(tmp_path, ACCOUNTS, NOVEMBER, december)
    assert {(last, this) for _, _, last, this in stored} == {("2018-11-20", "2018-12-20")}
    kinds = [kind for _, kind, _, _ in stored]
    assert len(kinds) == 3
    assert kinds.count("总") == 1


FIRST_ROWS = [
    (NEW, ("M1", "0", "420"), "2018-10-08"),  # connected this year: its first meter
    (ACCOUNTS, ("M1", "0", "55"), None),  # connected years ago: there was another meter
    (NEW, ("M1", "300", "420"), None),  # used before by somebody
]


@pytest.mark.parametrize(("accounts", "cells", "since"), FIRST_ROWS)
async def test_a_first_row_counts_from_power_on_only_where_that_can_be(
    tmp_path: Path, accounts: tuple[Row, ...], cells: tuple[str, str, str], since: str | None
) -> None:
    meter, last, this = cells
    _, stored, _ = await after(
        tmp_path, accounts, (HEAD, row(meter, "总", last, this, "2018-12-20"))
    )
    assert [last_read_on for _, _, last_read_on, _ in stored] == ([since] if since else [])


async def test_a_bill_of_an_earlier_month_tells_of_another_meter(tmp_path: Path) -> None:
    bills = (("户号", "电费年月", "电量", "电费"), ("4100000901", "201811", "100", "56.00"))
    first = (HEAD, row("M1", "总", "0", "420", "2018-12-20"))
    _, stored, starts = await after(tmp_path, NEW, bills, first)
    assert (stored, starts) == ([], 1)


async def test_a_new_meter_begins_when_the_old_one_was_read_last(tmp_path: Path) -> None:
    changed = (HEAD, row("M2", "总", "0", "55", "2018-12-20"))
    _, stored, _ = await after(tmp_path, ACCOUNTS, NOVEMBER, changed)
    assert stored == [("M2", "总", "2018-11-20", "2018-12-20")]
