"""A long file is read by column, and what comes of it is what comes of its rows one by one."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bot.intake import importer, parsing
from bot.intake.importer import ImportReport, check_parsed, import_file, parse_file
from bot.intake.undoing import undo
from bot.sqlite.database import open_database
from tests.dialogue.conversation import NOW
from tests.intake.exports import csv_file

ACCOUNTS = [f"41000007{n:02}" for n in range(40)]
HEAD = ("户号", "表号", "示数类型", "电费年月", "上次示数", "本次示数", "抄见电量", "综合倍率",
        "上次抄表日期", "抄表日期", "抄表状态", "结算电量", "应收电费", "电费类型",
        "发行日期")  # fmt: skip
KNOWN_HEAD = ("户号", "户名", "立户日期", "送电日期")
# What makes a row unusual: the heading, and what stands there then.
MESS = (
    ("示数类型", "峰"), ("示数类型", "反向有功(总)"), ("本次示数", "9"), ("抄见电量", "7"),
    ("综合倍率", "30"), ("上次抄表日期", ""), ("上次抄表日期", "2018-12-31"), ("抄表日期", ""),
    ("抄表状态", "估抄"), ("抄表状态", "未抄"), ("抄表状态", "正常"), ("结算电量", ""),
    ("结算电量", "-5"), ("应收电费", "-1.00"), ("应收电费", "¥1,084.00"), ("应收电费", ""),
    ("电费类型", "补收"), ("电费类型", "退补"), ("发行日期", "昨天"), ("电费年月", ""),
    ("电费年月", "201801"), ("表号", "NEW"), ("上次示数", ""), ("户号", "4199999999"),
    ("户号", "41"), ("应收电费", "84.001"), ("抄表日期", "2018年6月20日"), ("上次示数", "1e3"),
)  # fmt: skip
TABLES = ("account", "reading", "bill", "starting_point", "fact")


def rows_of(seed: int, wrong: float) -> list[tuple[str, ...]]:
    """Twelve months of each account; some rows are unusual, some stand there twice."""
    chance = random.Random(seed)
    rows: list[tuple[str, ...]] = []
    for place, number in enumerate(ACCOUNTS):
        for month in range(1, 13):
            last, year, before = 1000 + 150 * month, 2018, month - 1 or 12
            since = f"{year if month > 1 else 2017}-{before:02}-20"
            row = dict(zip(HEAD, (
                number, f"M{place}", "总", f"2018{month:02}", str(last), str(last + 150), "150",
                "1", since, f"2018-{month:02}-20", "", "150", "84.00", "正常", "",
            ), strict=True))  # fmt: skip
            if chance.random() < wrong:
                heading, cell = chance.choice(MESS)
                row[heading] = cell
            rows.append(tuple(row.values()))
            if chance.random() < wrong / 3:
                rows.append(tuple(row.values()))
    if wrong:
        chance.shuffle(rows)
    return rows


def known(folder: Path) -> Path:
    rows = [(number, "李一", "2010-05-16", "2010-05-16") for number in ACCOUNTS[:-2]]
    late = [(number, "王二", "2018-06-01", "2018-06-01") for number in ACCOUNTS[-2:]]
    return csv_file(folder / "档案.csv", KNOWN_HEAD, *rows, *late)


def contents(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as db:
        return sorted(f"{t} {row}" for t in TABLES for row in db.execute(f"SELECT * FROM {t}"))  # noqa: S608


def told(report: ImportReport) -> Any:
    issues = sorted(map(repr, report.issues))
    return report.rows, report.added, report.changed, report.unchanged, issues


async def imported(folder: Path, files: list[Path]) -> tuple[list[str], list[Any]]:
    """What the database holds after each file is checked and imported, and what was said."""
    folder.mkdir()  # noqa: ASYNC240 - nobody waits
    said = []
    async with open_database(folder / "office.db") as database:
        for file in (known(folder), *files):
            said.append(told(await check_parsed(database, await parse_file(database, file), NOW)))
            said.append(told(await import_file(database, file, NOW)))
    return contents(folder / "office.db"), said


@pytest.mark.parametrize(("seed", "wrong"), [(1, 0.0), (2, 0.02), (3, 0.1), (4, 0.4)])
async def test_by_column_and_one_by_one_the_same_comes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int, wrong: float
) -> None:
    first = csv_file(tmp_path / "a.csv", HEAD, *rows_of(seed, wrong)[::2])
    second = csv_file(tmp_path / "b.csv", HEAD, *rows_of(seed, wrong))
    third = csv_file(tmp_path / "c.csv", HEAD, *rows_of(seed + 10, wrong))
    bills = csv_file(tmp_path / "d.csv", (HEAD[0], HEAD[3], *HEAD[11:13]),
                     *[(r[0], r[3], *r[11:13]) for r in rows_of(seed + 20, wrong)])  # fmt: skip
    files = [bills, first, second, third, second, bills]
    one_by_one = await imported(tmp_path / "rows", files)
    monkeypatch.setattr(parsing, "LONG", 1)
    monkeypatch.setattr(importer, "PLAIN_AT_ONCE", 50)
    assert await imported(tmp_path / "columns", files) == one_by_one


async def test_what_was_read_by_column_is_undone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parsing, "LONG", 1)
    path = tmp_path / "office.db"
    async with open_database(path) as database:
        await import_file(database, known(tmp_path), NOW)
        before = contents(path)
        file = csv_file(tmp_path / "a.csv", HEAD, *rows_of(5, 0.05))
        report = await import_file(database, file, NOW)
        assert report.parsed.plain
        listed = (await database.read(lambda store: store.imports.all()))[0]
        assert listed.number == report.number
        count = await undo(database, listed.number, NOW, "system")
    assert (contents(path), count) == (before, listed.changes)
