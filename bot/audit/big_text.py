"""A long list as text, read in columns: an office's year in a second instead of a minute."""

from __future__ import annotations

import io
from collections.abc import Sequence

import polars as pl

from bot.intake import plain_text
from bot.intake.sheet import Sheet

LONG = 2_000_000  # bytes; shorter ones are read row by row, which tells more of what is broken
_HEAD = 30_000
_DELIMITERS = ",\t;|"
_LOOSE = ' \t\u3000\xa0"'  # what may stand around a cell; without them none needs a look
_TOTAL = r"^\s*(?:合\s*计|总\s*计|小\s*计|累\s*计|制\s*表|审\s*核|打\s*印|第\s*\d+\s*页)"


def head_of(text: str) -> Sheet:
    """The first rows, to find the headings in."""
    return plain_text.read(text[:_HEAD].rsplit("\n", 1)[0].encode())


def cells_below(text: str, above: int, names: Sequence[str]) -> tuple[pl.DataFrame, list[int]]:
    """The cells below the headings as columns c0, c1 … with `row`, and rows that end early.

    Args:
        text: of the file.
        above: rows down to the headings.
        names: the headings.
    """
    lines = text.split("\n", above)
    body = lines[-1]
    heading = lines[above - 1]
    sign = max(_DELIMITERS, key=heading.count)
    width = len(names)
    table = pl.read_csv(
        io.BytesIO(body.encode()), has_header=False, separator=sign, infer_schema=False,
        truncate_ragged_lines=True, new_columns=[f"c{n}" for n in range(width)],
        schema={f"c{n}": pl.String for n in range(width)},
    )  # fmt: skip
    table = table.with_row_index("row", offset=above + 1).with_columns(
        pl.col("row").cast(pl.Int64)
    )
    if any(sign in body for sign in _LOOSE):
        cells = pl.col(pl.String).str.strip_chars()
        table = table.with_columns(pl.when(cells != "").then(cells))
    texts = [f"c{n}" for n in range(width)]
    filled = pl.any_horizontal(pl.col(name).is_not_null() for name in texts)
    # Where every cell begins with a figure, none says that it is a sum.
    worded = [
        name for name in texts[:5] if not "0" <= _least(table, name) <= _most(table, name) < ":"
    ]
    total = [pl.col(name).str.contains(_TOTAL).fill_null(value=False) for name in worded]
    again = [
        (pl.col(name) == heading_).fill_null(value=False)
        for name, heading_ in zip(texts, names, strict=True)
        if heading_
    ]
    last = body.rstrip("\r\n \x1a").rsplit("\n", 1)[-1]
    short = [int(table["row"][-1])] if last.count(sign) < width - 1 and table.height else []
    return table.filter(filled & ~pl.any_horizontal(total + again)), short


def _least(table: pl.DataFrame, name: str) -> str:
    return str(table[name].min() or "0")


def _most(table: pl.DataFrame, name: str) -> str:
    return str(table[name].max() or "0")
