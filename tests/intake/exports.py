"""Makes export files as an office's system or a clerk's spreadsheet would write them."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import xlwt

Row = Sequence[object]

ACCOUNT_HEAD = ("户号", "户名", "联系电话", "用电地址", "立户日期", "送电日期")
ACCOUNT = ("4100000123", "张建国", "13800005678", "李庄村3组12号", "2018-12-05", "2018-10-08")
READING_HEAD = ("户号", "表号", "上次示数", "本次示数", "抄见电量", "上次抄表日期", "抄表日期")
READING = ("4100000123", "4130009000012345", "0", "420", "420", "2018-10-08", "2018-12-20")
BILL_HEAD = ("户号", "电费年月", "结算电量", "应收电费", "发行日期")
BILL = ("4100000123", "201812", "420", "287.20", "2018-12-25")


def csv_file(path: Path, *rows: Row, encoding: str = "utf-8-sig", delimiter: str = ",") -> Path:
    text = "".join(delimiter.join(str(cell) for cell in row) + "\r\n" for row in rows)
    path.write_bytes(text.encode(encoding))
    return path


def xlsx_file(path: Path, *rows: Row, sheets: int = 1) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for number in range(sheets):
        sheet = book.create_sheet(f"Sheet{number + 1}")
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def xls_file(path: Path, *rows: Row) -> Path:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Sheet1")
    for y, row in enumerate(rows):
        for x, cell in enumerate(row):
            sheet.write(y, x, cell)
    book.save(str(path))
    return path


def with_stray(path: Path, cell: str) -> Path:
    """A usual workbook in which something was left far from the table."""
    xlsx_file(path, ACCOUNT_HEAD, ACCOUNT)
    book = openpyxl.load_workbook(path)
    book.worksheets[0][cell] = " "
    book.save(path)
    return path


def with_long_cell(path: Path, text: str) -> Path:
    """A workbook whose second row has that text in B; no program for tables would write it."""
    xlsx_file(path, ACCOUNT_HEAD, (ACCOUNT[0], "PLACE", *ACCOUNT[2:]))
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content.replace(b"PLACE", text.encode()))
    return path
