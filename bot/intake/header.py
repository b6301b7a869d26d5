"""Where in a sheet its headings stand: below titles, in one row or in two."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from unicodedata import normalize

from bot.intake.fields import Field
from bot.intake.headings import field_of, known_names
from bot.intake.sheet import Sheet, SheetRow

WITHIN = 40
_DIGITS = re.compile(r"\d{10}|\d{13}|\d{16}")
_MONTH = re.compile(r"(?:20\d{2}年?)?(?:0?[1-9]|1[0-2])月份?")
_BOTH = "起止"  # above 起 and 止 it says both
# What a column is counted in, and nothing else.
_UNIT = re.compile(
    r"[((\[【]?(?:单位[::])?(?:千瓦时|kwh|度|元|分|月|日|天|户|倍)[))\]】]?", re.IGNORECASE
)
_TOLD = re.compile(r"(\w{2,8}?)\s*[::]?\s*(\d{16}|\d{13}|\d{10})(?!\d)")
_ENOUGH = 3  # names that are known
_NUMBER = re.compile(r"[-+¥¥]?[\d,./:-]+")


@dataclass(frozen=True, slots=True)
class Headings:
    """The headings of a sheet by column, and the number of rows down to them."""

    names: tuple[str, ...]
    rows_above: int


def find_headings(sheet: Sheet) -> Headings | None:
    """The row that names an account number and more, or one with numbers of accounts below it."""
    rows = sheet.rows[:WITHIN]
    for place, row in enumerate(rows):
        fields = {known[0] for cell in row.cells if (known := field_of(cell))}
        if (
            Field.ACCOUNT_NO in fields
            and len(set(row.cells) - {""}) > 1
            and not has_account(row.cells)
        ):
            return _below_wide_one(sheet, place) or _with_second_row(sheet, place)
    candidates = [place for place, row in enumerate(rows) if _may_be(row)]
    scored = [
        (known_names(rows[place].cells), -place)
        for place in candidates
        if any(_is_of_account(row) for row in sheet.rows[place + 1 : place + 4])
    ]
    if not scored:  # one customer's years, the account in the title
        told = [place for place in candidates if account_told(sheet, place)]
        scored = [(known_names(rows[place].cells), -place) for place in told]
        scored = [one for one in scored if one[0] >= _ENOUGH]
    return _with_second_row(sheet, -max(scored)[1]) if scored else None


def account_told(sheet: Sheet, above: int) -> str | None:
    """The account that is told above that row as 户号:4100000901, and no other one anywhere."""
    told, further = (_accounts(rows) for rows in (sheet.rows[:above], sheet.rows[above:]))
    return next(iter(told)) if len(told) == 1 and further <= told else None


def _is_of_account(row: SheetRow) -> bool:
    """Whether a row is about an account; the title of the next card is no such row."""
    return has_account(row.cells) and not tells_account(row)


def tells_account(row: SheetRow) -> bool:
    """Whether it says 户号:4100000901."""
    return bool(_accounts((row,)))


def _accounts(rows: Iterable[SheetRow]) -> set[str]:
    return {
        number
        for row in rows
        for label, number in _TOLD.findall(normalize("NFKC", "\t".join(row.cells)))
        if (known := field_of(label)) and known[0] is Field.ACCOUNT_NO
    }


def _may_be(row: SheetRow) -> bool:
    filled = [cell for cell in row.cells if cell]
    return len(set(filled)) > 1 and not any(_NUMBER.fullmatch(cell) for cell in filled)


def has_account(cells: Iterable[str]) -> bool:
    """Whether one of the cells is an account's number."""
    return any(_DIGITS.fullmatch(cell.strip(" '’\t=\"")) for cell in cells)


def _with_second_row(sheet: Sheet, place: int) -> Headings:
    row = sheet.rows[place]
    below = sheet.rows[place + 1] if place + 1 < len(sheet.rows) else None
    if below is None or not _is_second(row, below):
        return Headings(row.cells, place + 1)
    # A month that stands over its columns is part of their names: without it they look alike.
    months = {cell for cell in row.cells if _MONTH.fullmatch(cell)}
    names, parents, parent = [], [], ""
    for column in range(max(len(row.cells), len(below.cells))):
        above, under = row.cell(column), below.cell(column)
        parent = above or (parent if under else "")
        if under and under != parent:
            in_months = len(months) > 1 and parent in months
            names.append(f"{parent}{under}" if in_months else _joined(parent, under))
        else:
            names.append(above or parent)
        parents.append(parent)
    # 电量 below 本月抄表 and below 上月抄表 are two things.
    alike = {name for name, times in Counter(filter(None, names)).items() if times > 1}
    told = [
        f"{parent}{name}" if name in alike and not name.startswith(parent) else name
        for parent, name in zip(parents, names, strict=True)
    ]
    return Headings(tuple(told), place + 2)


def _below_wide_one(sheet: Sheet, place: int) -> Headings | None:
    """Where 示数 and 日期 stand in the row above 上次 and 本次: what both rows say."""
    above = sheet.rows[place - 1] if place else None
    if above is None or len({cell for cell in above.cells if cell}) < 2:
        return None
    if any(c.isdigit() or c in "::" for cell in above.cells for c in cell):
        return None
    both = _with_second_row(sheet, place - 1)
    own = len({known[0] for cell in sheet.rows[place].cells if (known := field_of(cell))})
    joined = len({known[0] for name in both.names if (known := field_of(name))})
    return both if both.rows_above > place and joined > own else None


def _is_second(row: SheetRow, below: SheetRow) -> bool:
    """Whether the row below a heading goes on with it: two names or more below a wide one."""
    own = [
        column
        for column, cell in enumerate(below.cells)
        if cell and cell != row.cell(column) and not _UNIT.fullmatch(cell)
    ]
    are_months = all(_MONTH.fullmatch(below.cell(column)) for column in own)
    has_digits = any(c.isdigit() for column in own for c in below.cell(column))
    if len(own) < 2 or (has_digits and not are_months):
        return False
    parents, parent = {}, ""
    for column in range(len(below.cells)):
        parent = row.cell(column) or parent
        parents[column] = parent
    wide = all(_is_wide(row, column) for column in own)
    if wide and all(_MONTH.fullmatch(parents[column]) for column in own):
        return True
    told = (parents[c] if are_months else _joined(parents[c], below.cell(c)) for c in own)
    return wide and any(map(field_of, told))


def _is_wide(row: SheetRow, column: int) -> bool:
    """Whether a heading stands over more than its own column, or none stands there."""
    above = row.cell(column)
    beside = {row.cell(column + 1), row.cell(column - 1) if column else above + "?"}
    return not above or not row.cell(column + 1) or above in beside


def _joined(parent: str, under: str) -> str:
    """What two rows of headings say of a column, in the order in which it is a known name."""
    if under[:1] in _BOTH:
        parent = parent.replace(_BOTH, "")
    names = (under + parent, parent + under, under)
    return next((name for name in names if field_of(name)), f"{parent}{under}")
