"""Several lists one below another on a sheet: each is a sheet of its own.

Headings that come again at the top of a page say nothing new. Where they stand in another order,
or below the title of another month, what follows is another list; and so is the card of another
household, whose account stands above its months.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from bot.intake import values
from bot.intake.fields import Field
from bot.intake.header import Headings, find_headings, has_account, tells_account
from bot.intake.headings import field_of, known_names, simple
from bot.intake.sheet import Sheet, SheetRow
from bot.intake.title import is_sum, times_told

_ENOUGH = 3  # names that are known


def one_below_another(sheet: Sheet) -> tuple[Sheet, ...]:
    """The lists of the sheet; the sheet itself where it holds one."""
    headings = find_headings(sheet)
    begins = [*(_cards(sheet.rows) if headings is None else _lists(sheet, headings))]
    if not begins:
        return (sheet,)
    above = sheet.rows[: begins[0]] if headings is None else ()
    ends = pairwise([*([] if headings is None else [0]), *begins, len(sheet.rows)])
    return tuple(
        replace(sheet, name=f"{sheet.name}第{number}段", rows=(*above, *sheet.rows[first:last]))
        for number, (first, last) in enumerate(ends, start=1)
    )


def _cards(rows: Sequence[SheetRow]) -> list[int]:
    """Where the households' cards begin, if there are several."""
    found = [place for place, row in enumerate(rows) if tells_account(row)]
    return found if len(found) > 1 else []


def _lists(sheet: Sheet, headings: Headings) -> Iterator[int]:
    """Where another list begins: behind the last row of data, with its title."""
    fields = {known[0]: n for n, name in enumerate(headings.names) if (known := field_of(name))}
    account = fields.get(Field.ACCOUNT_NO)
    if account is None:
        return
    first = [simple(name) for name in headings.names]
    times = times_told(sheet.rows[: headings.rows_above - 1])
    free = headings.rows_above
    for place in range(headings.rows_above, len(sheet.rows)):
        row = sheet.rows[place]
        if _is_data(row, account):  # nearly all
            free = place + 1
        elif _names_columns(row):
            own = find_headings(replace(sheet, rows=sheet.rows[free : place + 3]))
            told = times_told(sheet.rows[free:place]) or times
            if own and ([simple(name) for name in own.names], told) != (first, times):
                yield free
                first, times = [simple(name) for name in own.names], told
        elif is_sum(row):
            free = place + 1


def _is_data(row: SheetRow, account: int) -> bool:
    cell = row.cells[account] if account < len(row.cells) else ""
    return cell.isdigit() and len(cell) in values.ACCOUNT_NO_DIGITS


def _names_columns(row: SheetRow) -> bool:
    """Whether it is a row of headings with an account among them."""
    named = any((known := field_of(cell)) and known[0] is Field.ACCOUNT_NO for cell in row.cells)
    return named and known_names(row.cells) >= _ENOUGH and not has_account(row.cells)
