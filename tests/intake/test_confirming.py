"""What columns are is asked once, by the terminal or `--map`, and known the next month."""

from __future__ import annotations

import json
import os
import pty
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest

from tests.desk import JIETI, Desk
from tests.intake.exports import ACCOUNT, ACCOUNT_HEAD, BILL, BILL_HEAD, csv_file

HEAD = ("用户编目", "主家名", "执行条目", "立户日期", "网格员")
ROW = ("4100000123", "张建国", "居民合表", "2018-12-05", "周小明")
MAPS = ("--map", "用户编目=户号", "--map", "主家名=户名", "--map", "执行条目=电价名称")


def test_it_is_asked_with_samples_and_never_again(desk: Desk, tmp_path: Path) -> None:
    first = csv_file(tmp_path / "11.csv", HEAD, ROW)
    asked = desk.run("import", first)
    assert asked.returncode == 1
    assert " ".join(MAPS) in asked.stderr
    assert "居民合表" in asked.stderr
    assert not [one for one in ("4100000123", "张建国", "周小明") if one in asked.stderr]
    assert "看不懂的列(没有读):网格员" in desk.does("import", first, *MAPS)
    second = csv_file(tmp_path / "12.csv", HEAD, ("4100000124", *ROW[1:]))
    assert "新增 1" in desk.does("import", second)
    other = csv_file(tmp_path / "13.csv", (*HEAD, "备注"), (*ROW, ""))
    assert desk.run("import", other).returncode == 1, "another shape is asked about anew"


def test_who_sits_at_the_terminal_answers_there(desk: Desk, tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", HEAD, ROW)
    here, there = pty.openpty()
    # Enter, enter, then: not this column.
    os.write(here, b"\n\nn\n")
    done = subprocess.run(
        [JIETI, "import", str(path)], stdin=there, capture_output=True, text=True,
        env=desk.environment(), check=False, timeout=60,
    )  # fmt: skip
    os.close(here)
    os.close(there)
    assert done.returncode == 0, done.stderr
    assert "好像是户号" in done.stdout
    assert "新增 1" in done.stdout
    assert "用不着的列:执行条目" in done.stdout


def test_of_several_files_each_takes_what_is_its_own(desk: Desk, tmp_path: Path) -> None:
    first = csv_file(tmp_path / "a.csv", HEAD, ROW)
    second = csv_file(tmp_path / "b.csv", ("编目", *BILL_HEAD[1:]), BILL)
    told = desk.does("import", first, second, *MAPS, "--map", "编目=户号")
    assert told.count("新增 1") == 2


@pytest.mark.parametrize(
    ("told", "said"),
    [("没有=户号", "没有"), ("用户编目=没有", "没有"), ("用户编目", "--map"), ("=户号", "--map")],
)
def test_a_wrong_word_of_the_clerk_is_told(
    desk: Desk, tmp_path: Path, told: str, said: str
) -> None:
    done = desk.run("import", csv_file(tmp_path / "a.csv", HEAD, ROW), "--map", told)
    assert done.returncode in {1, 2}
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_check_tells_all_and_stores_nothing(desk: Desk, tmp_path: Path) -> None:
    accounts = csv_file(tmp_path / "a.csv", ACCOUNT_HEAD, ACCOUNT, ("41", *ACCOUNT[1:]))
    bills = csv_file(tmp_path / "b.csv", (*BILL_HEAD, "峰电量", "怪列"), (*BILL, "1", "子"))
    done = desk.run("import", "--check", "--json", accounts, bills, tmp_path / "none.csv")
    first, second, third = map(json.loads, done.stdout.splitlines())
    assert not (desk.folder / "jieti.db").exists()
    assert (first["kinds"], first["rows"], first["taken"]) == (["account"], 2, 1)
    assert [(one["row"], one["code"]) for one in first["refused"]] == [(3, "account_no_invalid")]
    assert "13位" in first["refused"][0]["reason"]
    assert second["taken"] == 1, "the second file finds the accounts of the first"
    assert second["columns"]["not_read"] == ["峰电量"]
    assert [one["column"] for one in second["columns"]["not_understood"]] == ["怪列"]
    assert {"column": "结算电量", "field": "结算电量"} in second["columns"]["used"]
    assert third["error"]["code"] == "file_not_found"
    desk.does("import", _good(tmp_path))
    before = (desk.folder / "jieti.db").read_bytes()
    desk.run("import", "--check", bills)
    assert (desk.folder / "jieti.db").read_bytes() == before


def test_a_check_neither_waits_for_who_writes_nor_keeps_anybody_waiting(
    desk: Desk, tmp_path: Path
) -> None:
    desk.does("import", _good(tmp_path))
    bills = csv_file(tmp_path / "b.csv", BILL_HEAD, BILL)
    beside = {path.name for path in desk.folder.iterdir()}
    with closing(sqlite3.connect(desk.folder / "jieti.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        done = desk.run("import", "--check", "--json", bills)
        other.execute("ROLLBACK")
    assert json.loads(done.stdout)["added"] == 1
    assert {path.name for path in desk.folder.iterdir()} == beside, "the copy is gone"


def _good(folder: Path) -> Path:
    return csv_file(folder / "good.csv", ACCOUNT_HEAD, ACCOUNT)


def test_refused_rows_are_mended_beside_the_file(desk: Desk, tmp_path: Path) -> None:
    desk.does("import", _good(tmp_path))
    bad = (BILL[0], "2018.1", *BILL[2:])
    path = csv_file(tmp_path / "电费.csv", ("某所清单",), (*BILL_HEAD, "怪列"), (*bad, "子"))
    for _ in range(2):
        done = desk.run("import", path)
        assert "电费.退回.xlsx" in done.stderr
    kept = tmp_path / "电费.退回.xlsx"
    assert sorted(tmp_path.glob("电费.退回*")) == [kept], "the same rows are written once"
    assert kept.stat().st_mode & 0o077 == 0
    book = openpyxl.load_workbook(kept)
    head, row = book.worksheets[0].iter_rows()
    assert [cell.value for cell in head] == [*BILL_HEAD, "怪列", "退回原因", "原行号"]
    coloured = [cell.column for cell in row if cell.fill.fgColor.rgb == "FFFFC7CE"]
    assert coloured == [2]
    assert "201812" in str(row[-2].value)
    assert row[-1].value == 3
    book.worksheets[0]["B2"] = "201812"
    book.save(kept)
    assert "新增 1" in desk.does("import", kept)
