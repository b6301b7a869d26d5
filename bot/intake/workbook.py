"""Workbooks (.xlsx, .xls, .xlsb, .ods); read in a process of its own, see `bounded`."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime, timedelta

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from bot.intake.codes import FileCode, IntakeError
from bot.intake.containers import OFFICE, ZIP
from bot.intake.sheet import Sheet, SheetRow, in_bounds, letters

MAGIC = (ZIP, OFFICE, b"\x09\x08")
_EXACT_IN_EXCEL = 10**15
LARGEST_AREA = 20_000_000  # cells, empty ones too
_CELL = re.compile(rb'<c [^>]{0,30}?r="([A-Z]{1,3})([0-9]{1,7})"')
_AMOUNT = re.compile(r"[-+¥¥]?[\d,]{1,9}(?:\.\d*)?")


def read(content: bytes) -> tuple[Sheet, ...]:
    """Its sheets.

    Raises:
        IntakeError: it has a password, is damaged, or has more text than any table.
    """
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            return in_bounds(
                Sheet(one.name, _rows(book.get_sheet_by_name(one.name)),
                      one.visible is not SheetVisibleEnum.Visible)
                for one in book.sheets_metadata
                if one.typ == SheetTypeEnum.WorkSheet
            )  # fmt: skip
    except PasswordError as error:
        raise IntakeError(FileCode.PASSWORD) from error
    except (CalamineError, OSError, ValueError) as error:
        raise IntakeError(FileCode.BROKEN_WORKBOOK) from error


def _rows(sheet: CalamineSheet) -> tuple[SheetRow, ...]:
    rows = [
        (number, [_text(cell) for cell in row])
        for number, row in enumerate(sheet.to_python(skip_empty_area=False), start=1)
        if any(cell != "" for cell in row)
    ]
    spread(dict(rows), sheet.merged_cell_ranges or [])
    return tuple(SheetRow(number, tuple(cells)) for number, cells in rows)


def spread(
    rows: dict[int, list[str]], merged: list[tuple[tuple[int, int], tuple[int, int]]]
) -> None:
    """Text that was written once over several cells stands in each of them.

    An amount does not: one sum over several rows is not the sum of each.
    """
    for (top, left), (bottom, right) in merged:
        first = rows.get(top + 1)
        if first is None or left >= len(first) or _AMOUNT.fullmatch(first[left]):
            continue
        for number in range(top + 1, bottom + 2):
            row = rows.get(number)
            for column in range(left, min(right + 1, len(row or ()))):
                if row is not None and not row[column]:
                    row[column] = first[left]


def farthest_cell(content: bytes) -> str:
    """The cell that makes a sheet of an .xlsx larger than any table is; empty if there is none."""
    rows = columns = 0
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                if name.startswith("xl/worksheets/sheet"):
                    with archive.open(name) as sheet:
                        rest = b""
                        while block := sheet.read(1_000_000):
                            for column, row in _CELL.findall(rest + block):
                                rows = max(rows, int(row))
                                columns = max(columns, _number(column))
                            rest = block[-40:]
    except zipfile.BadZipFile:
        return ""
    return f"{letters(columns)}{rows}" if rows * columns > LARGEST_AREA else ""


def _number(letters: bytes) -> int:
    """Which column Excel calls so; A is 1."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _text(cell: object) -> str:
    """A cell as text; a number beyond what Excel keeps exactly shows it by its form."""
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return str(cell)
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        if abs(cell) >= _EXACT_IN_EXCEL:
            return repr(float(cell))
        return str(int(cell)) if cell == int(cell) else f"{cell:.15g}"
    return str(cell).strip()
