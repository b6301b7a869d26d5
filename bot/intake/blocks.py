"""To save paper a list stands twice on a page, its halves side by side: each is a sheet."""

from __future__ import annotations

from dataclasses import replace

from bot.intake.fields import Field
from bot.intake.header import find_headings
from bot.intake.headings import field_of, simple
from bot.intake.sheet import Sheet, SheetRow


def side_by_side(sheet: Sheet) -> tuple[Sheet, ...]:
    """The parts of the sheet below headings that repeat; the sheet itself where none do."""
    headings = find_headings(sheet)
    if headings is None:
        return (sheet,)
    parts = _parts(headings.names)
    if len(parts) < 2:
        return (sheet,)
    return tuple(
        replace(
            sheet,
            name=f"{sheet.name}第{number}栏",
            rows=tuple(
                _cut(row, part) if place >= headings.rows_above or _repeats(row, parts) else row
                for place, row in enumerate(sheet.rows)
            ),
        )
        for number, part in enumerate(parts, start=1)
    )


def _parts(names: tuple[str, ...]) -> list[slice]:
    """The columns of each list, where the names from one account number to the next repeat."""
    accounts = [
        place
        for place, name in enumerate(names)
        if (known := field_of(name)) and known[0] is Field.ACCOUNT_NO
    ]
    if len(accounts) < 2:
        return []
    width = accounts[1] - accounts[0]
    begin = next(place for place, name in enumerate(names) if name)
    parts = [slice(place, place + width) for place in range(begin, len(names), width)]
    said = [tuple(filter(None, map(simple, names[part]))) for part in parts]
    is_whole = len(said) == len(accounts) and len(set(said)) == 1 and len(said[0]) > 1
    return parts if is_whole else []


def _cut(row: SheetRow, part: slice) -> SheetRow:
    return SheetRow(row.number, row.cells[part])


def _repeats(row: SheetRow, parts: list[slice]) -> bool:
    """Whether it is a row of headings, not a title that stands above all of them."""
    return len({tuple(filter(None, map(simple, row.cells[part]))) for part in parts}) == 1
