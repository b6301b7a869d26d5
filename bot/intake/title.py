"""A sheet of one month says so in its name or its title alone: that becomes a column.

A person confirms what it is, as of any column that no heading names.
"""

from __future__ import annotations

import re

from bot.intake.columns import Column, Use
from bot.intake.fields import Field
from bot.intake.header import Headings
from bot.intake.headings import field_of
from bot.intake.sheet import Sheet, SheetRow

TITLE = "标题"
_MONTH = re.compile(
    r"(?<!\d)((?:19|20)\d{2})\s*(?:年度?|[-./])?\s*(0?[1-9]|1[0-2])(?!\d|[-./]\d|月\d)"
)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*年")
_MONTH_OF_SHEET = re.compile(r"\D*?(0?[1-9]|1[0-2])月(?!\d).*")
_DAY = r"((?:19|20)\d{2})[-./年](\d{1,2})[-./月](\d{1,2})日?"
_FROM_TO = re.compile(rf"(?<!\d){_DAY}\s*[-~至到—]+\s*{_DAY}(?!\d)")
# Tables with these say themselves which time each row is about.
_DATED = {Field.BILL_MONTH, Field.THIS_READ_ON, Field.REGISTERED_ON, Field.POWERED_ON}


def with_month_of_title(
    sheet: Sheet, headings: Headings
) -> tuple[tuple[str, ...], tuple[SheetRow, ...]]:
    """The headings and the rows below, with the month of the title where no column has one."""
    below = sheet.rows[headings.rows_above :]
    month = None if _is_dated(headings.names) else _month_of(sheet, headings)
    if month is None:
        return headings.names, below
    width = len(headings.names)
    rows = tuple(
        SheetRow(row.number, (*(row.cell(n) for n in range(width)), month))
        if any(row.cells) and _has_digits(row)
        else row
        for row in below
    )
    return (*headings.names, TITLE), rows


def without_unused_title(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns of the file; the one made of its title only where it is read."""
    return tuple(c for c in columns if c.heading != TITLE or c.use is Use.USED)


def _is_dated(names: tuple[str, ...]) -> bool:
    return any(known[0] in _DATED for name in names if (known := field_of(name)))


def _month_of(sheet: Sheet, headings: Headings) -> str | None:
    above = sheet.rows[: headings.rows_above - 1]
    titles = [sheet.name, *(cell for row in above for cell in row.cells)]
    months = {(year, int(month)) for text in titles for year, month in _MONTH.findall(text)}
    for found in (span for text in titles for span in _FROM_TO.findall(text)):
        months |= {(found[0], int(found[1])), (found[3], int(found[4]))}
    of_sheet = _MONTH_OF_SHEET.fullmatch(sheet.name)
    if not months and of_sheet:  # a sheet a month below a title with the year
        months = {(year, int(of_sheet[1])) for text in titles for year in _YEAR.findall(text)}
    if len(months) != 1:
        return None
    ((year, month),) = months
    return f"{year}-{month:02}"


def _has_digits(row: SheetRow) -> bool:
    return any(c.isdigit() for cell in row.cells for c in cell)
