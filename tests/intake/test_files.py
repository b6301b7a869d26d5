"""Files as offices send them: any order, any heading in use, any encoding; the rest is refused."""

from __future__ import annotations

import re
import zipfile
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.intake import FileCode, IntakeError, import_file, read_file
from bot.intake.headings import SYNONYMS, Field
from bot.intake.report_lines import refusal_line
from bot.records.account import AccountRecord
from bot.sqlite.database import open_database
from bot.wording.catalogue import words
from tests.intake.exports import (
    ACCOUNT,
    ACCOUNT_HEAD,
    BILL,
    BILL_HEAD,
    READING,
    READING_HEAD,
    Row,
    csv_file,
    xls_file,
    xlsx_file,
)

RECORD = AccountRecord(
    "4100000123",
    "张建国",
    "13800005678",
    "李庄村3组12号",
    date(2018, 12, 5),
    date(2018, 10, 8),
)


def accounts_in(path: Path) -> list[AccountRecord | None]:
    parsed = read_file(path)
    assert not parsed.issues
    return [draft.account for draft in parsed.drafts]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_a_text_file_in_any_encoding(tmp_path: Path, encoding: str, delimiter: str) -> None:
    path = csv_file(
        tmp_path / "a.csv", ACCOUNT_HEAD, ACCOUNT, encoding=encoding, delimiter=delimiter
    )
    assert accounts_in(path) == [RECORD]


TYPED = (4100000123, "张建国", 13800005678, "李庄村3组12号", date(2018, 12, 5), "2018年10月8日")


def test_a_workbook_with_numbers_and_dates_as_cells(tmp_path: Path) -> None:
    typed = (*TYPED[:4], datetime(2018, 12, 5, 8, 30), TYPED[5])  # noqa: DTZ001 - Excel's have none
    assert accounts_in(xlsx_file(tmp_path / "a.xlsx", ACCOUNT_HEAD, typed)) == [RECORD]
    assert accounts_in(xls_file(tmp_path / "a.xls", ACCOUNT_HEAD, ACCOUNT)) == [RECORD]
    serial = (*TYPED[:4], 43439, 43381)
    assert accounts_in(xls_file(tmp_path / "b.xls", ACCOUNT_HEAD, serial)) == [RECORD]


def test_the_content_tells_what_a_file_is(tmp_path: Path) -> None:
    assert accounts_in(xlsx_file(tmp_path / "a.csv", ACCOUNT_HEAD, ACCOUNT)) == [RECORD]
    assert accounts_in(csv_file(tmp_path / "a.txt", ACCOUNT_HEAD, ACCOUNT)) == [RECORD]


@pytest.mark.parametrize("order", [(5, 4, 3, 2, 1, 0), (2, 0, 4, 1, 5, 3)])
def test_columns_in_any_order_among_others(tmp_path: Path, order: tuple[int, ...]) -> None:
    head = ("序号", *(ACCOUNT_HEAD[i] for i in order), "身份证号")
    row = ("1", *(ACCOUNT[i] for i in order), "410000199001011234")
    assert accounts_in(csv_file(tmp_path / "a.csv", head, row)) == [RECORD]


@pytest.mark.parametrize("field", SYNONYMS)
def test_every_synonym_is_read_as_its_field(tmp_path: Path, field: Field) -> None:
    cells = {
        Field.ACCOUNT_NO: "4100000123", Field.HOLDER_NAME: "张建国", Field.PHONE: "13800005678",
        Field.ADDRESS: "李庄村", Field.REGISTERED_ON: "2018-12-05", Field.STATUS: "正常用电客户",
        Field.POWERED_ON: "2018-10-08", Field.PRICE_NAME: "居民生活用电", Field.METER_NO: "77",
        Field.REGISTER_KIND: "总", Field.LAST_READING: "0", Field.THIS_READING: "42",
        Field.READ_KWH: "420", Field.LAST_READ_ON: "2018-10-08", Field.THIS_READ_ON: "2018-12-20",
        Field.MULTIPLIER: "10", Field.BILL_MONTH: "201812", Field.SETTLED_KWH: "420",
        Field.CHARGED: "287.2", Field.ISSUED_ON: "2018-12-25",
    }  # fmt: skip
    expected = read_file(csv_file(tmp_path / "a.csv", tuple(cells), tuple(cells.values())))
    assert not expected.issues
    for synonym in SYNONYMS[field]:
        head = tuple(f" {synonym}(千瓦时)*" if name is field else name for name in cells)
        parsed = read_file(csv_file(tmp_path / "b.csv", head, tuple(cells.values())))
        assert parsed.drafts == expected.drafts, synonym


def test_titles_blank_rows_totals_and_repeated_headings(tmp_path: Path) -> None:
    other = ("4100000124", "201812", "100", "56.00", "2018-12-25")
    path = xlsx_file(
        tmp_path / "a.xlsx",
        ("2018年12月电费发行清单",),
        ("单位:李庄供电所", "", "制表:某某"),
        BILL_HEAD,
        BILL,
        ("", "", "", "", ""),
        ("本页小计", "", "420", "287.20", ""),
        BILL_HEAD,
        other,
        ("合 计", "", "520", "343.20", ""),
    )
    parsed = read_file(path)
    assert [(draft.row, draft.bill and draft.bill.charged) for draft in parsed.drafts] == [
        (4, Decimal("287.2")),
        (8, Decimal(56)),
    ]
    assert (parsed.rows, parsed.totals, parsed.issues) == (2, 2, ())


def test_one_row_may_hold_account_reading_and_bill(tmp_path: Path) -> None:
    head = (*ACCOUNT_HEAD, *READING_HEAD[1:], *BILL_HEAD[1:])
    row = (*ACCOUNT, *READING[1:], *BILL[1:])
    without_bill = (*ACCOUNT[:1], "张建国", *ACCOUNT[2:], *READING[1:], "201811", "", "", "")
    (draft,) = read_file(csv_file(tmp_path / "a.csv", head, row)).drafts
    assert draft.account == RECORD
    assert draft.reading
    assert draft.reading.kwh == 420
    assert draft.bill
    assert draft.bill.charged == Decimal("287.20")
    (draft,) = read_file(csv_file(tmp_path / "b.csv", head, without_bill)).drafts
    assert draft.bill is None


HEADLESS = ("4100000123", "张建国")
REFUSED: list[tuple[FileCode, str, bytes, str]] = [
    (FileCode.EMPTY, "a.csv", b"", "空"),
    (FileCode.EMPTY, "a.csv", b" \r\n\r\n", "空"),
    (FileCode.NOT_A_TABLE, "a.xlsx", b"%PDF-1.7 ...", ".xlsx"),
    (FileCode.NOT_A_TABLE, "a.png", b"\x89PNG\r\n", ".xlsx"),
    (FileCode.NOT_A_TABLE, "a.xls", "\ufeff<html><table>".encode(), ".xlsx"),
    (FileCode.TEXT_AS_WORKBOOK, "a.xlsx", "户号,户名\n".encode(), ".xlsx"),
    (FileCode.UTF16, "a.csv", "户号,户名\n".encode("utf-16"), "UTF-8"),
    (FileCode.UTF16, "a.csv", "a,户名\n".encode("utf-16-le"), "UTF-8"),
    (FileCode.UNKNOWN_ENCODING, "a.csv", b"\xff\xff\x80,\x80\n", "UTF-8"),
    (FileCode.BROKEN_CSV, "a.csv", ("户号,户名\n1," + "长" * 140000).encode(), "CSV"),
    (FileCode.BROKEN_WORKBOOK, "a.xlsx", b"PK\x03\x04 and nothing more", "重新导出"),
    (FileCode.BROKEN_WORKBOOK, "a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1??", "重新导出"),
    (FileCode.NO_HEADER, "a.csv", "张建国,4100000123\n".encode(), "户号"),
    (FileCode.MISSING_COLUMNS, "a.csv", "户号,用电地址\n4100000123,李庄\n".encode(), "户名"),
    (FileCode.MISSING_COLUMNS, "a.csv", "户号,应收电费\n4100000123,1\n".encode(), "电费年月"),
    (FileCode.MISSING_COLUMNS, "a.csv", "户号,本次示数\n4100000123,1\n".encode(), "上次示数"),
    (FileCode.NO_ROWS, "a.csv", "户号,户名,立户日期\n合计,2,\n".encode(), "1"),
]


@pytest.mark.parametrize(("code", "name", "content", "said"), REFUSED)
async def test_a_file_that_cannot_be_read_is_refused_whole(
    tmp_path: Path, code: FileCode, name: str, content: bytes, said: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    async with open_database(tmp_path / "office.db") as database:
        with pytest.raises(IntakeError) as caught:
            await import_file(database, path)
    assert caught.value.code is code
    line = refusal_line(words("zh_Hans_CN"), name, caught.value)
    assert said in line
    assert re.search(r"[。)]$", line)


def test_a_missing_file_several_sheets_and_a_password(tmp_path: Path) -> None:
    with pytest.raises(IntakeError) as caught:
        read_file(tmp_path / "none.csv")
    assert caught.value.code is FileCode.NOT_FOUND
    with pytest.raises(IntakeError) as caught:
        read_file(xlsx_file(tmp_path / "a.xlsx", ACCOUNT_HEAD, ACCOUNT, sheets=2))
    assert (caught.value.code, caught.value.params) == (FileCode.SEVERAL_SHEETS, {"sheets": "2"})


def test_a_file_that_is_too_large_or_would_become_so_is_refused(tmp_path: Path) -> None:
    large = tmp_path / "large.csv"
    with large.open("wb") as file:
        file.truncate(50_000_001)
    bomb = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 501_000_000)
    assert bomb.stat().st_size < 1_000_000
    for path in (large, bomb):
        with pytest.raises(IntakeError) as caught:
            read_file(path)
        assert caught.value.code is FileCode.TOO_LARGE
        assert "按月分开" in refusal_line(words("zh_Hans_CN"), path.name, caught.value)


def test_entities_that_multiply_are_not_expanded(tmp_path: Path) -> None:
    path = xlsx_file(tmp_path / "a.xlsx", ACCOUNT_HEAD, ACCOUNT)
    laughs = "".join(
        f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12)
    )  # 10^11 times "ha" if anyone expanded them
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name, text in parts.items():
        if name.endswith((".xml", ".rels")) and b"<?xml" not in text[:5]:
            parts[name] = f'<!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]>'.encode() + text
    sheet = parts["xl/worksheets/sheet1.xml"].replace("张建国".encode(), b"&l11;")
    parts["xl/worksheets/sheet1.xml"] = sheet
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    try:
        parsed = read_file(path)
    except IntakeError as error:
        assert error.code in {FileCode.BROKEN_WORKBOOK, FileCode.NO_HEADER}  # noqa: PT017
    else:
        assert all(len(d.account.holder_name) < 100 for d in parsed.drafts if d.account)


def test_every_file_code_but_the_password_is_tried() -> None:
    # A workbook with a password cannot be made here without a library that encrypts.
    tried = {case[0] for case in REFUSED}
    tried |= {FileCode.NOT_FOUND, FileCode.SEVERAL_SHEETS, FileCode.TOO_LARGE}
    tried |= {FileCode.STRAY_CELL, FileCode.OUT_OF_BOUNDS}  # in test_bounded.py
    assert set(FileCode) - tried == {FileCode.PASSWORD}


async def test_the_same_file_twice_changes_nothing_and_a_new_phone_is_a_change(
    tmp_path: Path,
) -> None:
    path = csv_file(tmp_path / "a.csv", ACCOUNT_HEAD, ACCOUNT)
    moved: Row = (ACCOUNT[0], ACCOUNT[1], "13900001111", "", "", "")
    async with open_database(tmp_path / "office.db") as database:
        reports = [await import_file(database, path) for _ in range(2)]
        reports.append(
            await import_file(database, csv_file(tmp_path / "b.csv", ACCOUNT_HEAD, moved))
        )
        known = await database.read(lambda store: store.accounts.get(ACCOUNT[0]))
    assert [(r.added, r.changed, r.unchanged) for r in reports] == [
        (1, 0, 0),
        (0, 0, 1),
        (0, 1, 0),
    ]
    # An empty cell says nothing; what is known stays.
    assert known
    assert (known.phone, known.address, known.registered_on) == (
        "13900001111",
        "李庄村3组12号",
        date(2018, 12, 5),
    )


async def test_progress_is_told_up_to_the_end(tmp_path: Path) -> None:
    rows = [(str(4100000000 + n), "某户", "", "", "2015-01-01", "2015-01-01") for n in range(1200)]
    told: list[tuple[int, int]] = []
    async with open_database(tmp_path / "office.db") as database:
        await import_file(
            database,
            csv_file(tmp_path / "a.csv", ACCOUNT_HEAD, *rows),
            lambda done, total: told.append((done, total)),
        )
    assert told == [(500, 1200), (1000, 1200), (1200, 1200)]


CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters=',;\t"\r\n\0'))


@given(st.lists(st.lists(CELLS, min_size=6, max_size=6), max_size=4))
def test_any_cells_are_stored_or_refused_row_by_row(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]
) -> None:
    path = csv_file(tmp_path_factory.mktemp("any") / "a.csv", ACCOUNT_HEAD, *rows, ACCOUNT)
    parsed = read_file(path)
    refused = {issue.row for issue in parsed.issues if issue.kind == "refused"}
    assert len(parsed.drafts) + len(refused) == parsed.rows
    assert RECORD in [draft.account for draft in parsed.drafts]
