"""A file becomes sheets of text. What it is, is told by its content, not by its suffix."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from bot.intake import containers, markup, plain_text, workbook
from bot.intake.blocks import side_by_side
from bot.intake.bounded import OutOfBoundsError, bounded
from bot.intake.codes import FileCode, IntakeError
from bot.intake.sheet import Sheet
from bot.intake.stacked import one_below_another
from bot.intake.wide import one_by_one

if TYPE_CHECKING:
    from pathlib import Path

_OTHERS = {
    b"%PDF": "pdf",
    b"\x89PNG": "picture",
    b"\xff\xd8\xff": "picture",
    b"GIF8": "picture",
    b"Rar!": "rar",
    b"7z\xbc\xaf": "7z",
}
# What a programmer gets out of a database, and no table.
_WRITTEN = (b'{"', b'[{"', b"insertinto", b"createtable")
LARGEST = 50_000_000  # bytes; a year's readings of 10,000 accounts are a fifth of it
LARGEST_UNPACKED = 500_000_000
MOST_ENTRIES = 50


def read_sheets(path: Path) -> tuple[Sheet, ...]:
    """The sheets of a workbook, of all the files in a zip, or the tables of a text file.

    Raises:
        IntakeError: the file is not a table that can be read.
    """
    try:
        if path.exists() and not path.is_file():
            raise IntakeError(FileCode.NO_FILE)
        size = path.stat().st_size
        content = path.read_bytes() if size <= LARGEST else b""
    except PermissionError as error:
        raise IntakeError(FileCode.NOT_ALLOWED) from error
    except OSError as error:
        raise IntakeError(FileCode.NOT_FOUND) from error
    if size > LARGEST or containers.unpacked(content) > LARGEST_UNPACKED:
        raise IntakeError(FileCode.TOO_LARGE, limit=str(LARGEST // 1_000_000))
    if containers.is_zip_of_files(content):
        found = _files_in(content)
    else:
        found = _of_file(_sheets(content), path.stem)
    lists = (one for sheet in found for one in one_below_another(sheet))
    parts = (part for one in lists for part in side_by_side(one))
    return tuple(one for part in parts for one in one_by_one(part))


def _of_file(sheets: tuple[Sheet, ...], name: str) -> tuple[Sheet, ...]:
    return tuple(replace(sheet, file=name) for sheet in sheets)


def _sheets(content: bytes) -> tuple[Sheet, ...]:
    if not content.strip(b"\0\x1a \t\r\n"):
        raise IntakeError(FileCode.EMPTY)
    start = b"".join(content[:200].lower().split())
    if start.startswith(_WRITTEN):
        raise IntakeError(FileCode.NOT_A_TABLE, kind="JSON, SQL")
    known = (kind for magic, kind in _OTHERS.items() if content.startswith(magic))
    kind = next(known, "") or containers.other_document(content)
    if kind:
        raise IntakeError(FileCode.NOT_A_TABLE, kind=kind)
    if content.startswith(workbook.MAGIC):
        containers.refuse_locked(content)
        return _bounded(workbook.read, content)
    if markup.is_markup(content):
        return _bounded(markup.read, content)
    return (plain_text.read(content),)


def _bounded(reader: object, content: bytes) -> tuple[Sheet, ...]:
    try:
        found: tuple[Sheet, ...] = bounded(reader, content)  # type: ignore[arg-type]
    except OutOfBoundsError:
        cell = workbook.farthest_cell(content)
        code = FileCode.STRAY_CELL if cell else FileCode.OUT_OF_BOUNDS
        raise IntakeError(code, cell=cell) from None
    return found


def _files_in(content: bytes) -> tuple[Sheet, ...]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        entries = containers.files_in(archive)
        if len(entries) > MOST_ENTRIES:
            raise IntakeError(FileCode.TOO_LARGE, limit=str(LARGEST // 1_000_000))
        inside = [(containers.name_of(entry), archive.read(entry)) for entry in entries]
    if not inside:
        raise IntakeError(FileCode.EMPTY)
    found: list[Sheet] = []
    for name, data in inside:
        if containers.is_zip_of_files(data):
            raise IntakeError(FileCode.NOT_A_TABLE, kind="zip")
        sheets = _sheets(data)
        stem = PurePath(name).stem
        found += [
            replace(sheet, file=stem,
                    name=f"{stem} {sheet.name}".strip() if len(inside) > 1 else sheet.name)
            for sheet in sheets
        ]  # fmt: skip
    return tuple(found)
