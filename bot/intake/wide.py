"""The months of a year side by side, as a ledger kept by hand has them: each is a sheet of its own.

Only where kWh and yuan of a month both stand there, and its year beside it or in the title.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from bot.intake.fields import Field
from bot.intake.header import find_headings
from bot.intake.headings import field_of, simple
from bot.intake.sheet import Sheet, SheetRow
from bot.intake.title import titles_of
from bot.intake.years import years_in

_TIME = r"(?:((?:19|20)\d{2})(?:年|[-./])?)?(0[1-9]|1[0-2]|[1-9](?=月))(?:月份?)?"
_KWH = {Field.SETTLED_KWH, Field.READ_KWH}
# A sum of all months beside them is of no month.
_SUMS = {Field.CHARGED: "年累计电费"} | dict.fromkeys(_KWH, "年累计电量")


def month_by_month(sheet: Sheet) -> tuple[Sheet, ...]:
    """A sheet for each month; the sheet itself where its months do not stand side by side."""
    headings = find_headings(sheet)
    if headings is None:
        return (sheet,)
    told = {year for text in titles_of(sheet, headings) for year in years_in(text)}
    months = _months(headings.names, next(iter(told)) if len(told) == 1 else "")
    if len(months) < 2 or not all(_is_a_bill(columns) for columns in months.values()):
        return (sheet,)
    of_months = {place for columns in months.values() for place in columns}
    others = {n: name for n, name in enumerate(headings.names) if n not in of_months}
    if Field.BILL_MONTH in _fields(others.values()):
        return (sheet,)
    below = sheet.rows[headings.rows_above :]
    return tuple(
        replace(
            sheet,
            name=f"{sheet.name} {month}".strip(),
            rows=(_named(others, columns, headings.rows_above), *_rows(below, others, columns, month)),
        )
        for month, columns in sorted(months.items())
    )


def _months(names: Sequence[str], of_title: str) -> dict[str, dict[int, str]]:
    """By month the columns that are of it, and what each is called without it."""
    found: dict[str, dict[int, str]] = {}
    for place, name in enumerate(names):
        for year, month, what in _parts(simple(name)):
            if not year and not of_title:
                return {}
            found.setdefault(f"{year or of_title}-{int(month):02}", {})[place] = what
    return found


def _parts(name: str) -> Iterator[tuple[str, str, str]]:
    """Year, month and what is said of it: 2018年11月电量, 电费11月."""
    if parts := re.fullmatch(rf"{_TIME}(\D{{2,}})", name):
        yield parts[1], parts[2], parts[3]
    elif parts := re.fullmatch(rf"(\D{{2,}}?){_TIME}", name):
        yield parts[2], parts[3], parts[1]


def _is_a_bill(columns: Mapping[int, str]) -> bool:
    fields = _fields(columns.values())
    return Field.CHARGED in fields and len(fields & _KWH) == 1


def _fields(names: Iterable[str]) -> set[Field]:
    return {known[0] for name in names if (known := field_of(name))}


def _named(others: Mapping[int, str], columns: Mapping[int, str], number: int) -> SheetRow:
    names = [*map(_of_no_month, others.values()), *columns.values(), Field.BILL_MONTH.value]
    return SheetRow(number, tuple(names))


def _of_no_month(name: str) -> str:
    known = field_of(name)
    return _SUMS.get(known[0], name) if known else name


def _rows(
    below: Sequence[SheetRow], others: Mapping[int, str], columns: Mapping[int, str], month: str
) -> list[SheetRow]:
    """Of each row what is said of that month; nothing where no figure stands."""
    found = []
    for row in below:
        own = [row.cell(place) for place in columns]
        whose = [row.cell(place) for place in others]
        found.append(SheetRow(row.number, (*whose, *own, month) if any(own) else ()))
    return found
