"""Columns of text become columns of values: days, months, Wh and fen as whole numbers."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import partial

import polars as pl

from bot.intake import days, values

_PLAIN = r"^[-+]?[0-9]{1,12}(?:\.[0-9]{0,%d}0*)?$"  # \d would be a ４ of full width too
# Text that says what it says: figures, letters and Chinese, a few signs within, nothing around.
_SAYS = r"[0-9A-Za-z\x{4e00}-\x{9fff}]"
_PLAIN_TEXT = rf"^{_SAYS}(?:[0-9A-Za-z\x{{4e00}}-\x{{9fff}} .()-]*{_SAYS})?$"
_PLAIN_ID = r"^[0-9]{1,40}$"
_FEW = 500  # different texts in a column, each of which can be looked at
_SHORTEST = 5  # characters; what says that there is nothing (无, NULL) is shorter
_LOST = re.compile(r"\d(?:\.\d+)?[eE]\+?\d+")
_UNIT = re.compile(r"(?:千瓦时|kw[·.]?h|度|元整?|%|%|个月|月|天|位|日)$", re.IGNORECASE)
_TIME = re.compile(r"[T ](\d{1,2}):(\d{2})(?::\d{2})?")
_LONGEST = 12  # digits; 10^12 fen or Wh times a price still fits into 64 bits
TYPES: dict[str, pl.DataType] = {
    "text": pl.String(), "account": pl.String(), "meter": pl.String(), "day": pl.Date(),
    "month": pl.Date(), "moment": pl.Datetime("us"), "wh": pl.Int64(), "fen": pl.Int64(),
    "hundredths": pl.Int64(), "whole": pl.Int64(), "number": pl.Int64(),
    "day_of_month": pl.Int64(),
}  # fmt: skip
_PLACES = {"wh": 3, "fen": 2, "hundredths": 2, "whole": 0, "number": 3, "day_of_month": 0}
_UNITS: dict[str, int] = {kind: 10**places for kind, places in _PLACES.items()}


def typed(text: pl.Series, kind: str) -> tuple[pl.Series, list[str]]:
    """The values of a column, and the cells that are none; in Parquet some are values already.

    An empty cell and one that says that there is nothing (-, 无, NULL) are null.

    Args:
        text: the cells.
        kind: one of `TYPES`.
    """
    dtype = TYPES[kind]
    if text.dtype != pl.String:
        as_it_is = _as_it_is(text, kind)
        if as_it_is is not None:
            return as_it_is.alias(text.name), []
        text = text.cast(pl.String)
    plain = _plain(text, kind)
    if plain is not None and plain.null_count() == text.null_count():
        return plain.alias(text.name), []
    left = text if plain is None else text.filter(plain.is_null() & text.is_not_null())
    found: dict[str, object] = {}
    wrong: list[str] = []
    cells = left.drop_nulls().unique(maintain_order=True)
    for cell in cells:
        if values.is_nothing(cell):
            continue
        try:
            found[cell] = _READ[kind](values.cell_text(cell))
        except (ValueError, InvalidOperation, OverflowError):
            wrong.append(cell)
    if dtype == pl.String and all(found.get(cell) == cell for cell in cells):
        return text, []
    if found:
        read = text.replace_strict(
            list(found), list(found.values()), default=None, return_dtype=dtype
        )
    else:
        read = pl.Series(text.name, [None], dtype=dtype).new_from_index(0, len(text))
    if plain is not None:
        read = plain.zip_with(plain.is_not_null(), read)
    return read.alias(text.name), wrong


def _as_it_is(column: pl.Series, kind: str) -> pl.Series | None:
    """The values of a column that has them as numbers or days; None where text must be read."""
    dtype = column.dtype
    if dtype in (pl.Date, pl.Datetime) and kind in {"day", "month", "moment"}:
        days = column.dt.replace_time_zone(None) if isinstance(dtype, pl.Datetime) else column
        return (days.dt.month_start() if kind == "month" else days).cast(TYPES[kind])
    if not dtype.is_numeric() or kind not in _UNITS or kind == "day_of_month":
        return None
    whole = (column * _UNITS[kind]).round() if dtype.is_float() else column * _UNITS[kind]
    found = whole.cast(pl.Int64, strict=False)
    return found if found.null_count() == column.null_count() and _within(found) else None


def _plain(text: pl.Series, kind: str) -> pl.Series | None:
    """The values of the cells that need no closer look; they are nearly all."""
    if kind in {"account", "meter"}:
        return _said(text, text.str.contains(_PLAIN_ID))
    if kind == "text":
        if text.n_unique() < _FEW:
            return None
        fine = text.str.contains("^[0-9]") | (text.str.len_chars() > _SHORTEST)
        return _said(text, fine & text.str.contains(_PLAIN_TEXT))
    if kind not in _PLACES:
        return None
    unit = _UNITS[kind]
    # Figures alone are read at once; so are those with a point, as far as they have no more.
    whole = text.cast(pl.Int64, strict=False)
    if whole.null_count() == text.null_count() and _within(whole):
        return whole * unit
    number = text.str.strip_chars()
    # Up to 15 digits are exact in a float, once they are whole again.
    units = (number.cast(pl.Float64, strict=False) * unit).round()
    plain = number.str.contains(_PLAIN % _PLACES[kind])
    return units.zip_with(plain, pl.Series([None], dtype=pl.Float64)).cast(pl.Int64)


def _said(text: pl.Series, plain: pl.Series) -> pl.Series:
    return text if plain.all() else text.zip_with(plain, pl.Series([None], dtype=pl.String))


def _within(whole: pl.Series) -> bool:
    """Whether no figure has more digits than are read."""
    least, most = whole.min(), whole.max()
    if not isinstance(least, int) or not isinstance(most, int):
        return True
    return bool(-(10**_LONGEST) < least <= most < 10**_LONGEST)


def _number(text: str, places: int) -> int:
    bare = _UNIT.sub("", re.sub("^[¥¥]", "", text)).replace(",", "").strip()
    value = Decimal(bare)
    if not value.is_finite() or value.adjusted() > _LONGEST:
        raise ValueError(text)
    return int((value * 10**places).to_integral_value(ROUND_HALF_UP))


def _text(text: str) -> str:
    return text


def _id(text: str) -> str:
    if _LOST.fullmatch(text):
        raise ValueError(text)  # 1.23E+21: the digits are gone
    return re.sub(r"(?<=\d)\.0+$", "", text).replace(" ", "")


def _day(text: str) -> date | None:
    if values.is_no_day(text):
        return None
    found = days.day(text)
    if found is None:
        raise ValueError(text)
    return found


def _month(text: str) -> date:
    found = days.month(text)
    if found is None:
        raise ValueError(text)
    return found


def _moment(text: str) -> datetime | None:
    """Day and time; a day without its time is the start of the day."""
    day = _day(text)
    clock = _TIME.search(text)
    if day is None:
        return None
    return datetime.combine(day, time(int(clock[1]), int(clock[2])) if clock else time())


def _day_of_month(text: str) -> int:
    found = days.day(text)
    number = found.day if found and len(text) > 5 else _number(text.lstrip("每月"), 0)
    if not 1 <= number <= 31:
        raise ValueError(text)
    return number


_READ: dict[str, Callable[[str], object]] = {
    "text": _text, "account": _id, "meter": _id, "day": _day, "month": _month,
    "moment": _moment,
    **{kind: partial(_number, places=places) for kind, places in _PLACES.items()},
    "day_of_month": _day_of_month,
}  # fmt: skip
