"""A long list as text, read in columns: an office's year in a second instead of a minute."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from bot.intake import plain_text
from bot.intake.sheet import Sheet

LONG = 2_000_000  # bytes; shorter ones are read row by row, which tells more of what is broken
_HEAD = 30_000
_DELIMITERS = ",\t;|"
_BLANKS = (b" ", b"\t")  # what may stand around a cell
_QUOTE = b'"'
_TOTAL = r"^\s*(?:合\s*计|总\s*计|小\s*计|累\s*计|制\s*表|审\s*核|打\s*印|第\s*\d+\s*页)"


@dataclass(frozen=True)
class LongText:
    """A long list: its bytes in UTF-8, and its first rows, to find the headings in."""

    content: bytes
    head: Sheet


def long_text(path: Path) -> LongText | None:
    """The list; None where it is short, in several encodings, or has cells over several lines."""
    if path.stat().st_size <= LONG:
        return None
    content = path.read_bytes()
    first = content[:_HEAD].rpartition(b"\n")[0]
    if not is_utf_8(first):
        # Much of UTF-8 can be read as GB18030 too, as nonsense: line by line it tells itself.
        if any(not line.isascii() and is_utf_8(line) for line in content.splitlines()):
            return None
        try:
            content = content.decode("gb18030").encode()
        except UnicodeDecodeError:
            return None
        first = content[:_HEAD].rpartition(b"\n")[0]
    if content.count(_QUOTE) % 2 or not first:
        return None
    return LongText(content, plain_text.read(first))


def cells_below(
    text: LongText, above: int, names: Sequence[str]
) -> tuple[pl.DataFrame, list[int]] | None:
    """The cells below the headings as columns c0, c1 … with `row`, and rows that end early.

    None where some lines are in another encoding.

    Args:
        text: the list.
        above: rows down to the headings.
        names: the headings.
    """
    *_, heading, body = text.content.split(b"\n", above)
    sign = max(_DELIMITERS, key=lambda one: heading.count(one.encode()))
    width = len(names)
    try:
        table = pl.read_csv(
            body, has_header=False, separator=sign, infer_schema=False,
            truncate_ragged_lines=True, schema={f"c{n}": pl.String for n in range(width)},
        )  # fmt: skip
    except pl.exceptions.ComputeError:
        return None
    table = table.with_row_index("row", offset=above + 1).with_columns(
        pl.col("row").cast(pl.Int64)
    )
    if any(blank in body for blank in _BLANKS if blank != sign.encode()):
        cells = pl.col(pl.String).str.strip_chars()
        table = table.with_columns(pl.when(cells != "").then(cells))
    last = body[-_HEAD:].rstrip(b"\r\n \x1a").rpartition(b"\n")[2]
    cut = last.count(sign.encode()) < width - 1 and table.height
    return _data(table, names), [int(table["row"][-1])] if cut else []


def _data(table: pl.DataFrame, names: Sequence[str]) -> pl.DataFrame:
    """Without the rows that are empty, say a sum, or repeat the headings."""
    texts = [f"c{n}" for n in range(len(names))]
    filled = pl.any_horizontal(pl.col(name).is_not_null() for name in texts)
    # Where every cell begins with a figure, none says that it is a sum.
    worded = [
        name for name in texts[:5] if not "0" <= _least(table, name) <= _most(table, name) < ":"
    ]
    total = [pl.col(name).str.contains(_TOTAL).fill_null(value=False) for name in worded]
    again = [
        (pl.col(name) == heading).fill_null(value=False)
        for name, heading in zip(texts, names, strict=True)
        if heading
    ]
    return table.filter(filled & ~pl.any_horizontal(total + again))


def is_utf_8(content: bytes) -> bool:
    """Whether that is text in UTF-8."""
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return True


def _least(table: pl.DataFrame, name: str) -> str:
    return str(table[name].min() or "0")


def _most(table: pl.DataFrame, name: str) -> str:
    return str(table[name].max() or "0")
