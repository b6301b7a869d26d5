"""Months and days to which the year is told elsewhere: in the title, beside them, by the month."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from bot.intake import days, values
from bot.intake.fields import Field
from bot.intake.headings import field_of, simple
from bot.intake.sheet import SheetRow

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*年")
_PRINTED = re.compile(
    r"(?:制[表单]|打印|导出|填[报表写]|生成|查询|统计|编制|出具|下载)[^\d]{0,6}(?:19|20)\d{2}\s*年"
    r"\s*\d{1,2}\s*月\s*\d{1,2}\s*[日号]"
)
_YEAR_COLUMN = {"年", "年份", "年度"}
_MONTH_COLUMN = {"月", "月份", "月度"}
_YEAR_ALONE = re.compile(r"((?:19|20)\d{2})(?:年度?|\.0)?")
_MONTH_ALONE = re.compile(r"(0?[1-9]|1[0-2])(?:月份?|\.0)?")
# 1.1 is no such day: Excel writes 1.10 so, too.
_DAY_ALONE = re.compile(
    r"(?:(0?[1-9]|1[0-2])(?:[月/-]|\.(?=\d\d$)))?(0?[1-9]|[12]\d|3[01])[日号]?"
)
_DAYS = {Field.THIS_READ_ON, Field.LAST_READ_ON}
_HALF_A_YEAR = 6
LOOKED_AT = 200  # rows, by which a long list is known


def with_years(
    names: Sequence[str], below: tuple[SheetRow, ...], titles: Sequence[str], month: date | None
) -> tuple[SheetRow, ...]:
    """The rows, whose months and days have their year.

    Args:
        names: the headings.
        below: the rows of data.
        titles: what stands above the headings; a year in them is that of all rows.
        month: the only one that they tell.
    """
    told = {found for text in titles for found in years_in(text)}
    year = next(iter(told)) if len(told) == 1 else ""
    return _days_dated(names, _months_dated(names, below, year), year, month)


def month_below_year(
    names: Sequence[str], below: tuple[SheetRow, ...]
) -> tuple[tuple[str, ...], tuple[SheetRow, ...]]:
    """The headings and the rows, where 11月 stands in the column that is called 2018年."""
    for place, name in enumerate(names):
        year = _YEAR_ALONE.fullmatch(simple(name))
        if year and any(_MONTH_ALONE.fullmatch(row.cell(place)) for row in below[:LOOKED_AT]):
            named = (*names[:place], Field.BILL_MONTH.value, *names[place + 1 :])
            return named, tuple(_in_year(row, place, year[1]) for row in below)
    return tuple(names), below


def _in_year(row: SheetRow, place: int, year: str) -> SheetRow:
    alone = _MONTH_ALONE.fullmatch(row.cell(place))
    return _with(row, place, f"{year}-{int(alone[1]):02}") if alone else row


def years_in(text: str) -> list[str]:
    """The years that a title names: 2018年; not of the day on which it was printed."""
    return _YEAR.findall(_PRINTED.sub("", text))


def _months_dated(
    names: Sequence[str], below: tuple[SheetRow, ...], of_all: str
) -> tuple[SheetRow, ...]:
    """2018 and 12 side by side, or 2018 in the title."""
    plain = [simple(name) for name in names]
    month = next((n for n, name in enumerate(plain) if name in _MONTH_COLUMN), None)
    year = next((n for n, name in enumerate(plain) if name in _YEAR_COLUMN), None)
    if month is None:
        return below

    def dated(row: SheetRow) -> SheetRow:
        told = _YEAR_ALONE.fullmatch(row.cell(year)) if year is not None else None
        alone = _MONTH_ALONE.fullmatch(row.cell(month))
        in_year = told[1] if told else of_all if year is None else ""
        return _with(row, month, f"{in_year}-{int(alone[1]):02}") if alone and in_year else row

    return tuple(map(dated, below))


def _days_dated(
    names: Sequence[str], below: tuple[SheetRow, ...], of_all: str, of_title: date | None
) -> tuple[SheetRow, ...]:
    """1月15日 beside the month of the bill, or below that month or the year."""
    fields = {known[0]: n for n, name in enumerate(names) if (known := field_of(name))}
    places = [fields[one] for one in _DAYS if one in fields]
    if not any(_DAY_ALONE.fullmatch(row.cell(one)) for row in below[:LOOKED_AT] for one in places):
        return below
    month_at = fields.get(Field.BILL_MONTH)

    def dated(row: SheetRow) -> SheetRow:
        own = None if month_at is None else days.month(values.cell_text(row.cell(month_at)))
        month = of_title if month_at is None else own
        for place in places:
            alone = _DAY_ALONE.fullmatch(row.cell(place))
            if alone and (day := _day(alone, month, of_all)):
                row = _with(row, place, day)
        return row

    return tuple(map(dated, below))


def _day(alone: re.Match[str], month: date | None, of_all: str) -> str:
    """The day with its year: a day of December beside a bill of January is of the year before."""
    if month is None:
        return f"{of_all}-{alone[1]}-{alone[2]}" if of_all and alone[1] else ""
    if not alone[1]:  # 15日 of the bill's month; 15 may be a day that was meant
        return f"{month:%Y-%m}-{alone[2]}" if alone[0] != alone[2] else ""
    away = int(alone[1]) - month.month
    year = month.year + (away < -_HALF_A_YEAR) - (away > _HALF_A_YEAR)
    return f"{year}-{alone[1]}-{alone[2]}"


def _with(row: SheetRow, place: int, cell: str) -> SheetRow:
    return SheetRow(row.number, (*row.cells[:place], cell, *row.cells[place + 1 :]))
