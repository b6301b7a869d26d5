"""Tables in HTML, in a web archive (MHTML) and in XML of Excel 2003: all are called .xls."""

from __future__ import annotations

import codecs
import email
import re
from html.parser import HTMLParser

from bot.intake.codes import FileCode, IntakeError
from bot.intake.plain_text import decode
from bot.intake.sheet import Sheet, SheetRow, in_bounds
from bot.intake.workbook import spread

_MHTML = re.compile(rb"^(?:MIME-Version:|From:|Content-Type:)", re.IGNORECASE)
_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?([\w-]{3,20})""", re.IGNORECASE)
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_WIDEST, _DEEPEST = 200, 1000  # cells that one cell may stand for
_MOST_SPANNED = 1_000_000
_BREAKS = {"br", "p", "div"}
Merged = list[tuple[tuple[int, int], tuple[int, int]]]


def is_markup(content: bytes) -> bool:
    """Whether it is HTML, XML or a web archive."""
    start = content[:2000]
    if start.startswith(_UTF16):
        start = start.decode("utf-16", "replace").encode()
    start = start.removeprefix(codecs.BOM_UTF8).lstrip()
    return start.startswith(b"<") or bool(_MHTML.match(start))


def read(content: bytes) -> tuple[Sheet, ...]:
    """Its tables.

    Raises:
        IntakeError: there is none, its end is missing, or it has more text than any table.
    """
    found = [sheet for text in _texts(content) for sheet in _tables(text)]
    if not found:
        raise IntakeError(FileCode.NOT_A_TABLE, kind="html")
    return in_bounds(found)


def _texts(content: bytes) -> list[str]:
    start = content.removeprefix(codecs.BOM_UTF8).lstrip()
    if not _MHTML.match(start):
        return [_decoded(content)]
    message = email.message_from_bytes(start)
    parts = [part for part in message.walk() if part.get_content_type() == "text/html"]
    texts = []
    for part in parts:
        data = part.get_payload(decode=True)
        texts.append(
            _decoded(data if isinstance(data, bytes) else b"", part.get_content_charset())
        )
    return texts


def _decoded(content: bytes, charset: str | None = None) -> str:
    named = _CHARSET.search(content[:3000])
    name = charset or (named[1].decode("ascii") if named else "")
    if name and not content.startswith((*_UTF16, codecs.BOM_UTF8)):
        name = "gb18030" if name.lower() in {"gb2312", "gbk"} else name
        try:
            return content.decode(name)
        except (LookupError, UnicodeDecodeError):
            pass  # what it says of itself is not so
    return decode(content)


def _tables(text: str) -> list[Sheet]:
    head = text[:3000].lower()
    is_excel = "<workbook" in head or "<ss:workbook" in head
    parser = _Excel2003() if is_excel else _Html()
    parser.feed(text)
    parser.close()
    if parser.depth:
        raise IntakeError(FileCode.CUT_OFF)
    return [sheet for sheet in parser.sheets if sheet.rows]


class _Grid(HTMLParser):
    """Collects cells into rows and rows into sheets; entities of the file itself stay as text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.sheets: list[Sheet] = []
        self.depth = 0
        self.name = ""
        self.hidden = False
        self._begin()

    def _begin(self) -> None:
        self.rows: dict[int, list[str]] = {}
        self.merged: Merged = []
        self.taken: set[tuple[int, int]] = set()
        self.row = self.column = 0
        self.text: list[str] | None = None

    def handle_data(self, data: str) -> None:
        if self.text is not None:
            self.text.append(data)

    def unknown_decl(self, data: str) -> None:
        self.handle_data(data.removeprefix("CDATA["))

    def open_cell(self, down: int, across: int, column: int | None) -> None:
        self.close_cell()
        self.column = self.column + 1 if column is None else column
        while column is None and (self.row, self.column) in self.taken:
            self.column += 1
        down, across = min(down, _DEEPEST), min(across, _WIDEST)
        if len(self.taken) > _MOST_SPANNED:
            raise IntakeError(FileCode.OUT_OF_BOUNDS)
        if down or across:
            begin, end = (self.row, self.column), (self.row + down, self.column + across)
            self.merged.append(((begin[0] - 1, begin[1] - 1), (end[0] - 1, end[1] - 1)))
            self.taken |= {(y, x) for y in range(begin[0], end[0] + 1)
                           for x in range(begin[1], end[1] + 1)}  # fmt: skip
        self.across = across
        self.text = []

    def close_cell(self) -> None:
        if self.text is None:
            return
        cells = self.rows.setdefault(self.row, [])
        width = self.column + self.across
        cells += [""] * (min(width, 10 * _WIDEST) - len(cells))
        if self.column <= len(cells):
            cells[self.column - 1] = " ".join("".join(self.text).split())
        self.text = None
        self.column += self.across

    def close_sheet(self) -> None:
        self.close_cell()
        width = max(map(len, self.rows.values()), default=0)
        for row in self.rows.values():
            row.extend([""] * (width - len(row)))
        spread(self.rows, self.merged)
        rows = (SheetRow(n, tuple(cells)) for n, cells in sorted(self.rows.items()) if any(cells))
        self.sheets.append(Sheet(self.name, tuple(rows), self.hidden))
        self._begin()


class _Html(_Grid):
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "table":
            # A table around tables only arranges them.
            if self.depth and self.rows:
                self.close_sheet()
            self._begin()
            self.depth += 1
        elif tag == "tr" and self.depth:
            self.close_cell()
            self.row, self.column = self.row + 1, 0
        elif tag in {"td", "th"} and self.row:
            down, across = (_count(given.get(name)) for name in ("rowspan", "colspan"))
            self.open_cell(down - 1, across - 1, None)
        elif tag in _BREAKS:
            self.handle_data(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th", "tr"}:
            self.close_cell()
        elif tag == "table" and self.depth:
            self.depth -= 1
            self.close_sheet()


class _Excel2003(_Grid):
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name.removeprefix("ss:"): value or "" for name, value in attrs}
        tag = tag.removeprefix("ss:").removeprefix("x:")
        if tag == "workbook":
            self.depth += 1
        elif tag == "worksheet":
            self.name, self.hidden = given.get("name", ""), False
        elif tag == "visible":
            self.text = []
        elif tag == "row":
            self.close_cell()
            self.row = _count(given["index"]) if "index" in given else self.row + 1
            self.column = 0
        elif tag == "cell" and self.row:
            column = _count(given["index"]) if "index" in given else None
            down, across = (_count(given.get(f"merge{way}", "0"), 0) for way in ("down", "across"))
            self.open_cell(down, across, column)

    def handle_endtag(self, tag: str) -> None:
        tag = tag.removeprefix("ss:").removeprefix("x:")
        if tag in {"cell", "row"}:
            self.close_cell()
        elif tag == "visible":  # of the sheet: SheetHidden, SheetVeryHidden
            self.hidden = "hidden" in "".join(self.text or ()).lower()
            self.text = None
        elif tag == "worksheet":
            self.close_sheet()
        elif tag == "workbook":
            self.depth -= 1


def _count(text: str | None, least: int = 1) -> int:
    return max(least, int(text)) if text and text.isdecimal() and len(text) < 6 else least
