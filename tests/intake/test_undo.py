"""What an import changed can be put back, as long as nothing was built on it."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from tests.desk import Desk
from tests.intake.exports import ACCOUNT, ACCOUNT_HEAD, BILL, BILL_HEAD, Row, csv_file

NEW_PHONE = (*ACCOUNT[:2], "13900001111", *ACCOUNT[3:])


def state(desk: Desk) -> list[str]:
    with closing(sqlite3.connect(desk.folder / "jieti.db")) as db:
        queries = ("SELECT * FROM account", "SELECT * FROM reading", "SELECT * FROM bill")
        return [repr(row) for query in queries for row in db.execute(query)]


def take(desk: Desk, name: str, *rows: Row) -> str:
    return desk.run("import", csv_file(desk.folder / name, *rows)).stdout


def test_each_import_is_listed_and_undone(desk: Desk) -> None:
    take(desk, "档案.csv", ACCOUNT_HEAD, ACCOUNT)
    before = state(desk)
    take(desk, "电话.csv", ACCOUNT_HEAD, NEW_PHONE)
    take(desk, "电费.csv", BILL_HEAD, BILL)
    take(desk, "电费.csv", BILL_HEAD, BILL)  # changes nothing and is not listed
    listed = desk.does("imports")
    assert [line.split()[-1] for line in listed.splitlines()] == [
        "电费.csv:改动1条", "电话.csv:改动1条", "档案.csv:改动1条",
    ]  # fmt: skip
    desk.does("undo", "3")
    assert "恢复了1条" in desk.does("undo", "2")
    assert state(desk) == before
    assert desk.does("imports").count("已撤销") == 2
    assert "已经撤销过" in desk.refuses("undo", "2")
    assert "没有第9次" in desk.refuses("undo", "9")


def test_what_was_changed_since_stays(desk: Desk) -> None:
    take(desk, "档案.csv", ACCOUNT_HEAD, ACCOUNT)
    take(desk, "电费.csv", BILL_HEAD, BILL)
    before = state(desk)
    assert "先撤销后面的导入" in desk.refuses("undo", "1")  # the bill needs the account
    take(desk, "电话.csv", ACCOUNT_HEAD, NEW_PHONE)
    after = state(desk)
    assert "先撤销后面的导入" in desk.refuses("undo", "1")
    assert state(desk) == after != before
