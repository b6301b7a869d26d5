"""A file as grids of text below their headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import polars as pl

from bot.audit.big_text import LongText, cells_below, is_utf_8, long_text
from bot.audit.columns import known_headings
from bot.intake import plain_text
from bot.intake.codes import FileCode, IntakeError
from bot.intake.header import find_headings
from bot.intake.sheet import Sheet, SheetRow
from bot.intake.sheets import read_sheets

_WITHIN = 20
_SURE = 4  # headings in a row of nothing else: no later row has them better
_TOTAL = re.compile(r"^(?:合\s*计|总\s*计|小\s*计|累\s*计|制\s*表|审\s*核|打\s*印|第\s*\d+\s*页)")
_TOTAL_WITHIN = 5
_TEXT = {".csv", ".txt", ".tsv"}
_ENCODINGS = ("utf-8", "gb18030")
_LONGEST = 4  # bytes of a character


@dataclass(frozen=True)
class Grid:
    """Cells of one sheet.

    Attributes:
        sheet: its name.
        headings: by column.
        cells: by column (c0, c1 …), text unless the file has types, and the `row` as Excel has it.
        short: rows that end before the last needed column, as where a file was cut off.
        mixed: lines in another encoding than the others.
    """

    sheet: str
    headings: tuple[str, ...]
    cells: pl.DataFrame
    short: tuple[int, ...] = ()
    mixed: int = field(default=0)


def grids_in(path: Path) -> Iterator[Grid]:
    """The sheets of a file that have headings.

    Raises:
        IntakeError: it is no table that can be read.
    """
    if path.suffix.lower() == ".parquet":
        yield _of_parquet(path)
        return
    is_text = path.suffix.lower() in _TEXT
    if is_text and (text := long_text(path)) and (grid := _of_long_text(text)):
        yield grid
        return
    content = path.read_bytes() if is_text else b""
    if is_text and (whole := _before_a_cut(content)):
        grid = _grid(plain_text.read(whole), 0)
        yield replace(grid, short=(*grid.short, whole.count(b"\n") + 1))
    elif is_text and (found := _of_mixed_text(content)):
        yield _grid(*found)
    else:
        yield from (_grid(one, 0) for one in read_sheets(path) if not one.hidden and one.rows)


def _of_long_text(text: LongText) -> Grid | None:
    names, above = _headings(text.head)
    found = cells_below(text, above, names)
    return Grid("", names, found[0], tuple(found[1])) if found else None


def _before_a_cut(content: bytes) -> bytes:
    """A text that ends in the middle of a character, up to its last whole line."""
    for encoding in _ENCODINGS:
        try:
            content.decode(encoding)
        except UnicodeDecodeError as error:
            if error.start >= len(content) - _LONGEST:
                return content[: content.rfind(b"\n") + 1]
        else:
            break
    return b""


def _of_mixed_text(content: bytes) -> tuple[Sheet, int] | None:
    """A text in which some lines are UTF-8 and some GB18030: put together from two exports."""
    if is_utf_8(content):
        return None
    counts, lines = dict.fromkeys(_ENCODINGS, 0), []
    for line in content.splitlines(keepends=True):
        for encoding in counts:
            try:
                text = line.decode(encoding)
            except UnicodeDecodeError:
                continue
            counts[encoding] += not line.isascii()
            lines.append(text)
            break
        else:
            lines.append(line.decode("gb18030", "replace"))
    if not all(counts.values()):
        return None
    return plain_text.read("".join(lines).encode()), min(counts.values())


def _of_parquet(path: Path) -> Grid:
    """A table with its types; what the names of its folders say (month=2018-10) is in it too."""
    try:
        table = pl.read_parquet(path, hive_partitioning=False)
    except (OSError, pl.exceptions.PolarsError) as error:
        raise IntakeError(FileCode.CUT_OFF) from error
    said = dict(name.split("=", 1) for name in path.parts[:-1] if "=" in name)
    more = {name: value for name, value in said.items() if name not in table.columns}
    table = table.with_columns(pl.lit(value).alias(name) for name, value in more.items())
    names = tuple(table.columns)
    cells = [pl.col(name).alias(f"c{n}") for n, name in enumerate(names)]
    return Grid("", names, table.select(pl.int_range(2, pl.len() + 2).alias("row"), *cells))


def _grid(sheet: Sheet, mixed: int) -> Grid:
    headings, above = _headings(sheet)
    width = len(headings)
    rows = [row for row in sheet.rows[above:] if _is_data(row, headings)]
    full = max((len(row.cells) for row in rows), default=0)
    short = tuple(row.number for row in rows if len(row.cells) < min(width, full))
    columns = {
        f"c{place}": pl.Series([row.cell(place) or None for row in rows], dtype=pl.String)
        for place in range(width)
    }
    numbers = pl.Series([row.number for row in rows], dtype=pl.Int64)
    return Grid(sheet.name, headings, pl.DataFrame({"row": numbers, **columns}), short, mixed)


def _headings(sheet: Sheet) -> tuple[tuple[str, ...], int]:
    """The row with the most names that are known; of two rows that belong together, both."""
    rows = sheet.rows[:_WITHIN]
    known = []
    for row in rows:
        known.append(known_headings(row.cells))
        if known[-1] >= _SURE and known[-1] == len(row.cells):
            break
    best = max(range(len(known)), key=lambda place: (known[place], -place))
    names, above = rows[best].cells, best + 1
    usual = find_headings(sheet)
    if usual and known_headings(usual.names) > known_headings(names):
        names, above = usual.names, usual.rows_above
    return tuple(names), above


def _is_data(row: SheetRow, headings: Sequence[str]) -> bool:
    filled = [cell for cell in row.cells if cell]
    if not filled or any(_TOTAL.match(cell) for cell in row.cells[:_TOTAL_WITHIN]):
        return False
    again = sum(cell == name for cell, name in zip(row.cells, headings, strict=False) if cell)
    return again < 2 or again < len(filled) / 2
