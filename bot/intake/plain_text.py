"""Text files: which characters, which sign between the cells."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

from bot.intake.codes import FileCode, IntakeError
from bot.intake.headings import known_names
from bot.intake.sheet import Sheet, SheetRow, letters

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_DELIMITERS = ",\t;|,^，；、"
_COLUMNS = re.compile(r"[ \t]{2,}")  # between the columns of a printed list
_A_TABLE = 3  # headings
_OF_A_RECORD = re.compile(r"[\W]{0,2}(?:\d{10}|\d{13}|\d{16})[\W]?")
_LONG = re.compile(r"[\d-]{8,}")
_DECIMAL = re.compile(r"-?\d*(?:\.\d*)?")
_OTHERS = 3  # lines that end as they should
_BLOCK = 65536  # characters that are cut into lines at once
_HEAD = 6000  # characters that are looked at
_LONGEST = 4  # bytes of a character in UTF-8
MOST_CELLS = 10_000_000  # of a file of 50 MB; each takes some 45 bytes
WIDEST = 16_384  # columns, as many as a workbook can have
_END_OF_TEXT = "\x1a\0"


def read(content: bytes) -> Sheet:
    """The one table of a text.

    Raises:
        IntakeError: its characters or its quotation marks cannot be read.
    """
    text = decode(content).rstrip(_END_OF_TEXT)
    head = text[:_HEAD]
    delimiter = max(_DELIMITERS, key=lambda sign: (_names(head, sign), head.count(sign)))
    if _names(head, delimiter) < _A_TABLE <= _names(_COLUMNS.sub("\t", head), "\t"):
        text, delimiter = _COLUMNS.sub("\t", text), "\t"
    if text.count(delimiter) > MOST_CELLS:
        raise IntakeError(FileCode.TOO_LARGE, limit=str(len(content) // 1_000_000))
    try:
        rows = _rows(csv.reader(_lines(text), delimiter=delimiter))
    except csv.Error as error:
        raise IntakeError(FileCode.BROKEN_CSV) from error
    return Sheet("", rows, is_cut=not text.endswith(("\n", "\r")) and _is_cut(rows))


def _is_cut(rows: Sequence[SheetRow]) -> bool:
    """Whether the last line, which does not end, lacks what all others have: 50 is no 50.40."""
    records = [row for row in rows if any(map(_OF_A_RECORD.fullmatch, row.cells))]
    if len(records) <= _OTHERS or records[-1] is not rows[-1]:
        return False
    *others, last = [row.cells for row in records]
    return _ends_early(last, others)


def _ends_early(last: Sequence[str], others: Sequence[Sequence[str]]) -> bool:
    if any(len(cells) != len(others[0]) for cells in others):
        return False
    if len(last) < len(others[0]):
        return True
    ends = {_end(cells[-1]) for cells in others}
    return len(ends) == 1 and _end(last[-1]) < next(iter(ends))


def _end(cell: str) -> int:
    """How many digits a cell ends in, behind its point; of a day or a number of ten all of it."""
    if _LONG.fullmatch(cell):
        return len(cell)
    return len(cell.partition(".")[2]) if _DECIMAL.fullmatch(cell) else 0


def _rows(records: Iterable[list[str]]) -> tuple[SheetRow, ...]:
    bare = _Bare().__getitem__
    rows = []
    for number, record in enumerate(records, start=1):
        if len(record) > WIDEST:
            raise IntakeError(FileCode.STRAY_CELL, cell=f"{letters(len(record))}{number}")
        rows.append(SheetRow(number, tuple(map(bare, record))))
    return tuple(rows)


def _lines(text: str) -> Iterator[str]:
    """Its lines one after the other: all at once they take four times the memory."""
    begin = 0
    while begin < len(text):
        end = text.find("\n", begin + _BLOCK) + 1 or len(text)
        yield from io.StringIO(text[begin:end], newline="")
        begin = end


class _Bare(dict[str, str]):
    """Cells without blanks around them. Most of a column are alike: each text is kept once."""

    def __missing__(self, cell: str) -> str:
        bare = cell.strip(" \t\r\n\0")
        self[cell] = self.setdefault(bare, bare)
        return self[cell]


def decode(content: bytes) -> str:
    """The text, by its mark or by what makes sense of its headings.

    Raises:
        IntakeError: no encoding in use fits.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _in(content[len(mark) :], encoding, errors="replace")
    half = content[:400]
    if half.count(0) * 4 > len(half):  # UTF-16 without its mark: half of ASCII is zeros
        return _in(
            content, "utf-16-le" if half[1::2].count(0) > half[::2].count(0) else "utf-16-be"
        )
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start >= len(content) - _LONGEST and not content[: error.start].isascii():
            raise IntakeError(FileCode.CUT_OFF) from error  # in the middle of a character
        texts = [text for name in ("gb18030", "big5hkscs") if (text := _tried(content, name))]
    if not texts and _tried(content[:-1], "gb18030"):
        raise IntakeError(FileCode.CUT_OFF)
    if not texts:
        raise IntakeError(FileCode.UNKNOWN_ENCODING)
    # Most Big5 is GB18030 too, as nonsense: the known headings tell.
    return max(texts, key=lambda text: max(_names(text[:_HEAD], sign) for sign in _DELIMITERS))


def _in(content: bytes, encoding: str, errors: str = "strict") -> str:
    try:
        return content.decode(encoding, errors)
    except UnicodeDecodeError as error:
        raise IntakeError(FileCode.UNKNOWN_ENCODING) from error


def _tried(content: bytes, encoding: str) -> str:
    try:
        return content.rstrip(b"\x1a\0").decode(encoding)
    except UnicodeDecodeError:
        return ""


def _names(head: str, delimiter: str) -> int:
    return max((known_names(line.split(delimiter)) for line in head.splitlines()), default=0)
