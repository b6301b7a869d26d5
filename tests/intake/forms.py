"""Writes the rows of a shape in the form in which an office has them."""

from __future__ import annotations

import io
import quopri
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from html import escape
from pathlib import Path
from typing import Any

import openpyxl
import xlwt

Rows = Sequence[Sequence[object]]
Book = Mapping[str, Rows]
Form = Callable[[Any, str], tuple[str, bytes]]


def write(folder: Path, saved_as: str, rows: Rows | Book, name: str = "file") -> Path:
    """A file with these rows; of a workbook the sheets by name."""
    form, _, more = saved_as.partition(" ")
    suffix, content = FORMS[form](rows, more)
    path = folder / f"{name}{suffix}"
    path.write_bytes(content)
    return path


def _text(
    delimiter: str, encoding: str = "utf-8", suffix: str = ".csv", mark: bytes = b""
) -> Form:
    def form(rows: Rows, more: str) -> tuple[str, bytes]:
        text = "".join(
            delimiter.join(_quoted(str(cell), delimiter) for cell in row) + "\r\n" for row in rows
        )
        used = more if more and more != "0x1a" else encoding
        return suffix, mark + text.encode(used) + (b"\x1a" if more == "0x1a" else b"")

    return form


def _quoted(cell: str, delimiter: str) -> str:
    plain = not any(sign in cell for sign in (delimiter, '"', "\n"))
    return cell if plain else '"' + cell.replace('"', '""') + '"'


def _value(cell: object) -> object:
    text = str(cell)
    return date.fromisoformat(text[5:]) if text.startswith("date:") else cell


def _xlsx(rows: Rows | Book, more: str) -> tuple[str, bytes]:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, sheet_rows in _sheets(rows):
        sheet = book.create_sheet(name.removeprefix("hidden:"))
        if name.startswith("hidden:"):
            sheet.sheet_state = "hidden"
        for row in sheet_rows:
            sheet.append([_value(cell) for cell in row])
    file = io.BytesIO()
    book.save(file)
    content = file.getvalue()
    if more == "zipped":
        return ".zip", _zip({"导出.xlsx": content})
    if more == "password":
        # What Office writes: a container with the names of the encrypted parts.
        names = "EncryptionInfo EncryptedPackage".encode("utf-16-le")
        return ".xlsx", _container(names)
    if more == "cut":
        return ".xlsx", content[: len(content) // 2]
    return ".xlsx", content


def _zip(files: Mapping[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return file.getvalue()


def _container(content: bytes) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + content + bytes(1000)


def _xls(rows: Rows | Book, more: str) -> tuple[str, bytes]:
    book = xlwt.Workbook()
    for name, sheet_rows in _sheets(rows):
        sheet = book.add_sheet(name)
        for y, row in enumerate(sheet_rows):
            for x, cell in enumerate(row):
                sheet.write(y, x, _value(cell))
    file = io.BytesIO()
    book.save(file)
    content = file.getvalue()
    if more == "cut":
        content = content[: len(content) // 2]
    if more == "password":
        start = content.index(b"\x09\x08\x10\x00\x00\x06\x05\x00")
        end = start + 20
        content = content[:end] + b"\x2f\x00\x06\x00" + bytes(6) + content[end + 10 :]
    return ".xls", content


def _sheets(rows: Rows | Book) -> list[tuple[str, Rows]]:
    return list(rows.items()) if isinstance(rows, Mapping) else [("Sheet1", rows)]


def _html(rows: Rows, more: str) -> tuple[str, bytes]:
    cells = "".join(
        "<tr>" + "".join(f"<td>{escape(str(cell))}</td>" for cell in row) + "</tr>\n"
        for row in rows
    )
    encoding = more or "utf-8"
    page = (
        f'<html><head><meta charset="{encoding}"></head><body>'
        f'<table border="1">\n{cells}</table></body></html>'
    )
    return ".xls", page.encode(encoding)


def _mhtml(rows: Rows, _: str) -> tuple[str, bytes]:
    page = quopri.encodestring(_html(rows, "gb2312")[1]).decode("ascii")
    return ".xls", (
        "MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\n"
        'Content-Type: multipart/related; boundary="----=_x"\r\n\r\n'
        "------=_x\r\nContent-Location: file:///C:/a.htm\r\n"
        "Content-Transfer-Encoding: quoted-printable\r\n"
        f'Content-Type: text/html; charset="gb2312"\r\n\r\n{page}\r\n------=_x--\r\n'
    ).encode("ascii")


def _xml2003(rows: Rows | Book, _: str) -> tuple[str, bytes]:
    sheets = "".join(
        f'<Worksheet ss:Name="{escape(name)}"><Table>'
        + "".join(
            "<Row>"
            + "".join(
                f'<Cell ss:Index="{x}"><Data ss:Type="String">{escape(str(cell))}</Data></Cell>'
                for x, cell in enumerate(row, start=1)
                if cell != ""
            )
            + "</Row>"
            for row in sheet_rows
        )
        + "</Table></Worksheet>"
        for name, sheet_rows in _sheets(rows)
    )
    return ".xls", (
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"'
        f' xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">{sheets}</Workbook>'
    ).encode()


FORMS: dict[str, Form] = {
    "csv": _text(","),
    "tsv": _text("\t", suffix=".xls"),
    "pipe": _text("|", suffix=".txt"),
    "semicolon": _text(";"),
    "gb18030": _text(",", "gb18030"),
    "gb18030-marked": _text(",", "gb18030", mark=b"\x84\x31\x95\x33"),
    "big5": _text(",", "big5"),
    "utf-16": _text("\t", "utf-16", ".txt"),
    "html": _html,
    "page": lambda text, _: (".xls", str(text).encode()),
    "mhtml": _mhtml,
    "xml2003": _xml2003,
    "xlsx": _xlsx,
    "xls": _xls,
}
