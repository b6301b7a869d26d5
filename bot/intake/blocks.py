"""To save paper a list stands twice on a page, its halves side by side: each is a sheet.

What stands once beside them, a month on the left or a remark on the right, is part of each.
"""

from __future__ import annotations

from dataclasses import replace

from bot.intake.fields import Field
from bot.intake.header import find_headings
from bot.intake.headings import field_of, simple
from bot.intake.sheet import Sheet, SheetRow

# What may stand once for the lists beside each other.
_OF_ALL = {Field.BILL_MONTH, Field.THIS_READ_ON, Field.LAST_READ_ON, Field.ISSUED_ON, Field.AREA}


def side_by_side(sheet: Sheet) -> tuple[Sheet, ...]:
    """The parts of the sheet below headings that repeat; the sheet itself where none do."""
    headings = find_headings(sheet)
    if headings is None:
        return (sheet,)
    parts = _parts(headings.names)
    if len(parts) < 2:
        return (sheet,)
    outside = slice(0, parts[0].start), slice(parts[-1].stop, None)
    return tuple(
        replace(
            sheet,
            name=f"{sheet.name}第{number}栏",
            rows=tuple(
                _cut(row, part, outside)
                if place >= headings.rows_above or _repeats(row, parts)
                else row
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
    begins = range(max(0, accounts[0] - width + 1), accounts[0] + 1)
    found = ([slice(b + n * width, b + (n + 1) * width) for n in range(len(accounts))]
             for b in begins)  # fmt: skip
    return next((parts for parts in found if _is_each_a_list(names, parts)), [])


def _is_each_a_list(names: tuple[str, ...], parts: list[slice]) -> bool:
    """Whether the parts have the same names, and outside stands what may be said of all."""
    said = [tuple(filter(None, map(simple, names[part]))) for part in parts]
    outside = [*names[: parts[0].start], *names[parts[-1].stop :]]
    fields = {known[0] for name in outside if (known := field_of(name))}
    is_alone = not set(map(simple, outside)) & set(said[0])
    return len(set(said)) == 1 and len(said[0]) > 1 and is_alone and fields <= _OF_ALL


def _cut(row: SheetRow, part: slice, outside: tuple[slice, slice]) -> SheetRow:
    left, right = (row.cells[one] for one in outside)
    own = row.cells[part]
    if not any(own):
        return SheetRow(row.number, ())
    own += ("",) * (part.stop - part.start - len(own)) if right else ()
    return SheetRow(row.number, (*left, *own, *right))


def _repeats(row: SheetRow, parts: list[slice]) -> bool:
    """Whether it is a row of headings, not a title that stands above all of them."""
    said = {tuple(filter(None, map(simple, row.cells[part]))) for part in parts}
    return len(said) == 1 and said != {()}
