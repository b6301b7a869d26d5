"""A file becomes rows of text. What it is, is told by its content, not by its suffix."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum

from bot.intake.bounded import OutOfBoundsError, bounded
from bot.intake.codes import FileCode, IntakeError

if TYPE_CHECKING:
    from pathlib import Path

_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\x09\x08")
_OTHERS = {
    b"%PDF": "pdf",
    b"\x89PNG": "picture",
    b"\xff\xd8\xff": "picture",
    b"GIF8": "picture",
    b"<": "html",
}
_EXACT_IN_EXCEL = 10**15
LARGEST = 50_000_000  # bytes; a year's readings of 10,000 accounts are a fifth of it
LARGEST_UNPACKED = 500_000_000
LARGEST_AREA = 20_000_000  # cells, empty ones too
_CELL = re.compile(rb'<c [^>]{0,30}?r="([A-Z]{1,3})([0-9]{1,7})"')


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row: its number as Excel shows it, and its cells as text."""

    number: int
    cells: tuple[str, ...]


Sheet = tuple[SheetRow, ...]


def read_sheets(path: Path) -> tuple[Sheet, ...]:
    """The sheets of a workbook, or the one table of a text file.

    Raises:
        IntakeError: the file is not a table that can be read.
    """
    try:
        size = path.stat().st_size
        content = path.read_bytes() if size <= LARGEST else b""
    except OSError as error:
        raise IntakeError(FileCode.NOT_FOUND) from error
    if size > LARGEST or _unpacked(content) > LARGEST_UNPACKED:
        raise IntakeError(FileCode.TOO_LARGE, limit=str(LARGEST // 1_000_000))
    if not content.strip():
        raise IntakeError(FileCode.EMPTY)
    if content.startswith(_WORKBOOKS):
        try:
            return bounded(_workbook, content)
        except OutOfBoundsError:
            cell = farthest_cell(content)
            code = FileCode.STRAY_CELL if cell else FileCode.OUT_OF_BOUNDS
            raise IntakeError(code, cell=cell) from None
    _refuse_other_kinds(content)
    if path.suffix.lower() in {".xls", ".xlsx", ".xlsm", ".xlsb"}:
        raise IntakeError(FileCode.TEXT_AS_WORKBOOK, suffix=path.suffix.lower())
    return (_table(_decode(content)),)


def _unpacked(content: bytes) -> int:
    """How many bytes a zipped workbook says it unpacks to: a bomb is told before it goes off."""
    if not content.startswith(b"PK"):
        return 0
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return sum(entry.file_size for entry in archive.infolist())
    except zipfile.BadZipFile as error:
        raise IntakeError(FileCode.BROKEN_WORKBOOK) from error


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
                            for letters, row in _CELL.findall(rest + block):
                                rows = max(rows, int(row))
                                columns = max(columns, _column(letters))
                            rest = block[-40:]
    except zipfile.BadZipFile:
        return ""
    return f"{_letters(columns)}{rows}" if rows * columns > LARGEST_AREA else ""


def _column(letters: bytes) -> int:
    """Which column Excel calls so; A is 1."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _letters(column: int) -> str:
    """What Excel calls a column."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def _refuse_other_kinds(content: bytes) -> None:
    start = content.removeprefix(b"\xef\xbb\xbf").lstrip()
    kind = next((kind for magic, kind in _OTHERS.items() if start.startswith(magic)), None)
    if kind:
        raise IntakeError(FileCode.NOT_A_TABLE, kind=kind)
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in content[:200]:
        raise IntakeError(FileCode.UTF16)


def _decode(content: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise IntakeError(FileCode.UNKNOWN_ENCODING)


def _table(text: str) -> Sheet:
    head = text[:5000]
    delimiter = max(",\t;", key=head.count)
    try:
        records = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise IntakeError(FileCode.BROKEN_CSV) from error
    return tuple(
        SheetRow(number, tuple(cell.strip() for cell in record))
        for number, record in enumerate(records, start=1)
    )


def _workbook(content: bytes) -> tuple[Sheet, ...]:
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as workbook:
            return tuple(
                tuple(
                    SheetRow(number, tuple(_text(cell) for cell in row))
                    for number, row in enumerate(
                        workbook.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False),
                        start=1,
                    )
                    if any(cell != "" for cell in row)
                )
                for sheet in workbook.sheets_metadata
                if sheet.typ == SheetTypeEnum.WorkSheet
            )
    except PasswordError as error:
        raise IntakeError(FileCode.PASSWORD) from error
    except (CalamineError, OSError, ValueError) as error:
        raise IntakeError(FileCode.BROKEN_WORKBOOK) from error


def _text(cell: object) -> str:
    """A cell as text; a number beyond what Excel keeps exactly shows it by its form."""
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        if abs(cell) >= _EXACT_IN_EXCEL:
            return repr(float(cell))
        return str(int(cell)) if cell == int(cell) else f"{cell:.15g}"
    return str(cell).strip()
