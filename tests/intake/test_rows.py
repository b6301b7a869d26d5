"""Each thing that can be wrong with a row: the row is refused or noted, with what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.intake.codes import RowCode
from bot.intake.importer import ImportReport, import_file
from bot.intake.report_lines import report_lines
from bot.sqlite.database import open_database
from bot.store.port import Database
from bot.wording.catalogue import words
from tests.dialogue.conversation import NOW, new_file
from tests.intake.exports import (
    ACCOUNT,
    ACCOUNT_HEAD,
    BILL,
    BILL_HEAD,
    READING,
    READING_HEAD,
    Row,
    csv_file,
)
from tests.intake.test_fact_files import ALONE, CLASHES

PERSONAL = ("张建国", "13800005678", "李庄村", "4100000123", "4130009000012345")


async def imported(folder: Path, *files: tuple[Row, ...]) -> tuple[ImportReport, int]:
    """The report of the last file, and how many records its account then has in the store."""
    async with open_database(new_file(folder / "office.db")) as database:
        for number, rows in enumerate(files):
            report = await import_file(database, csv_file(folder / f"{number}.csv", *rows), NOW)
        return report, await records(database)


async def records(database: Database) -> int:
    number = ACCOUNT[0]
    return await database.read(
        lambda store: (
            (store.accounts.get(number) is not None)
            + len(store.accounts.readings_of(number))
            + len(store.accounts.bills_of(number))
        )
    )


def put(row: Row, head: Row, column: str, value: str) -> Row:
    return tuple(value if name == column else cell for name, cell in zip(head, row, strict=True))


ACCOUNT_REFUSALS = [
    ("户号", "", RowCode.MISSING_VALUE, "户号"),
    ("户号", "41000001", RowCode.ACCOUNT_NO_INVALID, "10"),
    ("户号", "41000A0123", RowCode.ACCOUNT_NO_INVALID, "13"),
    ("户号", "4.1E+12", RowCode.DIGITS_LOST, "户号"),
    ("户名", "", RowCode.MISSING_VALUE, "户名"),
    ("立户日期", "2018-13-01", RowCode.BAD_DATE, "2018-13-01"),
    ("立户日期", "2018-02-29", RowCode.BAD_DATE, "2018-02-29"),
    ("送电日期", "昨天", RowCode.BAD_DATE, "送电日期"),
    ("送电日期", "0018-10-08", RowCode.BAD_DATE, "送电日期"),
]
READING_REFUSALS = [
    ("表号", "表#12", RowCode.METER_NO_INVALID, "表号"),
    ("表号", "1.3E+15", RowCode.DIGITS_LOST, "表号"),
    ("本次示数", "", RowCode.MISSING_VALUE, "本次示数"),
    ("本次示数", "四百二", RowCode.NOT_A_NUMBER, "本次示数"),
    ("本次示数", "420元", RowCode.UNIT_IN_CELL, "420元"),
    ("抄见电量", "0.042万千瓦时", RowCode.UNIT_IN_CELL, "抄见电量"),
    ("本次示数", "420MWh", RowCode.UNIT_IN_CELL, "本次示数"),
    ("本次示数", "420.1234", RowCode.TOO_MANY_DECIMALS, "3"),
    ("本次示数", "-420", RowCode.NEGATIVE, "-420"),
    ("抄见电量", "400", RowCode.KWH_DIFFERS, "420"),
    ("抄表日期", "", RowCode.MISSING_VALUE, "抄表日期"),
    ("抄表日期", "2018-09-20", RowCode.DATES_REVERSED, "2018-10-08"),
    ("上次抄表日期", "2018-09-20", RowCode.READ_BEFORE_POWER_ON, "2018-10-08"),
    ("户号", "4100000999", RowCode.ACCOUNT_UNKNOWN, "0999"),
]
BILL_REFUSALS = [
    ("电费年月", "", RowCode.MISSING_VALUE, "电费年月"),
    ("电费年月", "2018.1", RowCode.BAD_MONTH, "2018.1"),
    ("电费年月", "201813", RowCode.BAD_MONTH, "201813"),
    ("结算电量", "420元", RowCode.UNIT_IN_CELL, "420元"),
    ("应收电费", "287.205", RowCode.TOO_MANY_DECIMALS, "287.205"),
    ("应收电费", "287.20角", RowCode.UNIT_IN_CELL, "应收电费"),
    ("应收电费", "2.872万元", RowCode.UNIT_IN_CELL, "应收电费"),
    ("结算电量", "-5", RowCode.NEGATIVE, "-5"),
    ("发行日期", "12/25", RowCode.BAD_DATE, "12/25"),
]
REFUSALS = [
    *((ACCOUNT_HEAD, ACCOUNT, *case) for case in ACCOUNT_REFUSALS),
    *((READING_HEAD, READING, *case) for case in READING_REFUSALS),
    *((BILL_HEAD, BILL, *case) for case in BILL_REFUSALS),
]


@pytest.mark.parametrize(("head", "row", "column", "value", "code", "said"), REFUSALS)
async def test_a_bad_cell_refuses_its_row(
    tmp_path: Path, head: Row, row: Row, column: str, value: str, code: RowCode, said: str
) -> None:
    files = [(head, put(row, head, column, value))]
    if head is not ACCOUNT_HEAD:
        files.insert(0, (ACCOUNT_HEAD, ACCOUNT))
    report, stored = await imported(tmp_path, *files)
    assert [(i.row, i.code) for i in report.refused] == [(2, code)]
    assert stored == len(files) - 1, "nothing of a refused row is stored"
    line = report_lines(words("zh_Hans_CN"), report)[-1]
    assert said in line
    assert not [word for word in PERSONAL if word in line]


READING_ROWS = [
    (("0", "420", "", "", "2018-12-20", "1", "正向有功(总)"), None),
    (("0", "420", "4200", "2018-10-08", "2018-12-20", "10", "总"), None),
    (("0", "420", "420", "2018-10-08", "2018-12-20", "0", "总"), RowCode.MULTIPLIER_ZERO),
    (("0", "420", "420", "2018-10-08", "2018-12-20", "1", "需量"), RowCode.UNKNOWN_REGISTER),
    (("420", "410", "", "2018-10-08", "2018-12-20", "1", "总"), RowCode.READING_BELOW_LAST),
    (("999900", "20", "120", "2018-10-08", "2018-12-20", "1", ""), RowCode.METER_ROLLOVER),
    (("0", "420", "420", "2018-10-08", "2018-12-20", "1", "总", "未抄"), RowCode.METER_NOT_READ),
]


@pytest.mark.parametrize(("cells", "code"), READING_ROWS)
async def test_readings_of_registers_and_multipliers(
    tmp_path: Path, cells: Row, code: RowCode | None
) -> None:
    head = ("户号", *READING_HEAD[2:], "综合倍率", "示数类型", "抄表状态")
    report, stored = await imported(
        tmp_path, (ACCOUNT_HEAD, ACCOUNT), (head, (ACCOUNT[0], *cells, "")[: len(head)])
    )
    assert [i.code for i in report.refused] == ([code] if code else [])
    assert stored == (1 if code else 2)


async def test_rows_that_contradict_each_other_are_all_refused(tmp_path: Path) -> None:
    other = put(BILL, BILL_HEAD, "应收电费", "235.20")
    report, stored = await imported(
        tmp_path, (ACCOUNT_HEAD, ACCOUNT), (BILL_HEAD, BILL, other, BILL)
    )
    assert [(i.row, i.code, i.params["other_row"]) for i in report.refused] == [
        (2, RowCode.SAME_KEY_DIFFERS, "3"),
        (3, RowCode.SAME_KEY_DIFFERS, "2"),
        (4, RowCode.SAME_KEY_DIFFERS, "3"),
    ]
    assert stored == 1


async def test_the_same_row_twice_is_one_record(tmp_path: Path) -> None:
    report, stored = await imported(tmp_path, (ACCOUNT_HEAD, ACCOUNT), (BILL_HEAD, BILL, BILL))
    assert (report.added, report.unchanged, report.refused) == (1, 1, ())
    assert stored == 2


WARNINGS = [
    (ACCOUNT_HEAD, put(ACCOUNT, ACCOUNT_HEAD, "联系电话", "12345"), RowCode.PHONE_UNUSABLE),
    ((*ACCOUNT_HEAD[:4], "立户日期"), (*ACCOUNT[:4], ""), RowCode.NO_ACCOUNT_DATE),
    (
        READING_HEAD,
        ("4100000123", "", "0", "100", "100", "2018-10-08", "2018-11-20"),
        RowCode.READ_BEFORE_REGISTRATION,
    ),
    (BILL_HEAD, BILL, RowCode.BILL_WITHOUT_READING),
    ((*READING_HEAD, "抄表状态"), (*READING, "估抄"), RowCode.ESTIMATED),
]


@pytest.mark.parametrize(("head", "row", "code"), WARNINGS)
async def test_a_doubtful_row_is_stored_and_noted(
    tmp_path: Path, head: Row, row: Row, code: RowCode
) -> None:
    accounts = () if code in {RowCode.PHONE_UNUSABLE, RowCode.NO_ACCOUNT_DATE} else (ACCOUNT,)
    files = [(ACCOUNT_HEAD, *accounts)] if accounts else []
    report, stored = await imported(tmp_path, *files, (head, row))
    assert [(i.row, i.code) for i in report.warnings] == [(2, code)]
    assert report.added == 1 + (code is RowCode.ESTIMATED)  # that it was is a fact of its month
    assert stored == len(accounts) + 1
    line = report_lines(words("zh_Hans_CN"), report)[-1]
    assert not [word for word in PERSONAL if word in line]


def test_every_code_is_tried_here() -> None:
    tried = {case[4] for case in REFUSALS} | {case[1] for case in READING_ROWS}
    tried |= {case[2] for case in WARNINGS} | {RowCode.SAME_KEY_DIFFERS}
    tried |= {RowCode.ONE_OF_SEVERAL_BILLS, RowCode.BILL_REPLACED}  # in test_several.py
    tried |= {case[1] for case in ALONE} | {case[2] for case in CLASHES}
    tried |= {RowCode.STARTING_POINT}  # in test_following.py
    tried |= {RowCode.FACT_USED_AFTER}  # in test_fact_files.py
    tried |= {RowCode.NAMES_WHO_LEFT}  # in test_new_holder.py
    assert tried - {None} == set(RowCode)


async def test_a_good_row_next_to_a_bad_one_is_stored(tmp_path: Path) -> None:
    other = ("4100000124", "李四", "", "", "2015-01-01", "2015-01-01")
    bad = put(other, ACCOUNT_HEAD, "立户日期", "?")
    report, stored = await imported(tmp_path, (ACCOUNT_HEAD, bad, ACCOUNT))
    assert (report.rows, report.added, len(report.refused)) == (2, 1, 1)
    assert stored == 1


async def test_the_earlier_date_comes_from_the_reading_before(tmp_path: Path) -> None:
    head = ("户号", "上次示数", "本次示数", "抄表日期")
    rows = [(ACCOUNT[0], "100", "300", "2019-02-20"), (ACCOUNT[0], "0", "100", "2018-12-20")]
    async with open_database(new_file(tmp_path / "a.db")) as database:
        await import_file(database, csv_file(tmp_path / "a.csv", ACCOUNT_HEAD, ACCOUNT), NOW)
        report = await import_file(database, csv_file(tmp_path / "b.csv", head, *rows), NOW)
        found = await database.read(lambda store: store.accounts.readings_of(ACCOUNT[0]))
    assert not report.refused
    assert [f"{r.last_read_on} {r.this_read_on}" for r in found] == [
        "2018-10-08 2018-12-20",
        "2018-12-20 2019-02-20",
    ]
