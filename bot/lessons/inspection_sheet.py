"""The list of visits as a workbook: written, filled in by hand in the field, and read again."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

import python_calamine
import xlsxwriter

from bot.accounts.masking import mask_name
from bot.cases.acting import Acting
from bot.lessons.inspection import Rate, Risk, Visit, Why
from bot.lessons.seen import Row, take_in
from bot.lessons.seen_line import OTHER
from bot.records.case import Case
from bot.records.inspection import Inspected
from bot.wording.catalogue import Words, mark

RISKS = {
    Risk.HIGH: mark("high risk"),
    Risk.MEDIUM: mark("medium risk"),
    Risk.LOW: mark("low risk"),
}
WHYS = {
    Why.USED_BEFORE_REGISTERED: mark("used before it was registered"),
    Why.USED_THOUGH_CLOSED: mark("used though it is closed"),
    Why.NOT_READ: mark("not read for long"),
    Why.SUDDEN: mark("suddenly much more"),
    Why.ESTIMATED: mark("estimated before"),
    Why.ORDINARY: mark("drawn from all others"),
}
# Known, then to be filled in.
_COLUMNS = (
    mark("No."), mark("Area"), mark("Address"), mark("Account"), mark("Holder"), mark("Meter"),
    mark("Last reading"), mark("Class"), mark("Why"),
    mark("In use (yes/no)"), mark("Meter seen"), mark("Reading seen"), mark("Who lives there"),
)  # fmt: skip
_ACCOUNT, _SEEN = 3, 9  # columns
_YES, _NO = {"是", "在用", "有", "y", "yes", "√"}, {"否", "没用", "不用", "无", "n", "no", "×"}


def written(say: Words, visits: Mapping[int, Visit], day: date, seed: int) -> bytes:
    """The list by place, one page wide; names are masked, text is never a formula."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    page = book.add_worksheet()
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.write_string(0, 0, say("Inspection {day}, seed {seed}", day=day.isoformat(), seed=seed))
    for column, label in enumerate(_COLUMNS):
        page.write_string(1, column, say(label))
    for row, (place, one) in enumerate(visits.items(), start=2):
        last = f"{one.last.this_reading:f}" if one.last else ""
        known = (
            str(place), one.account.area, one.account.address, one.account.account_no,
            mask_name(one.account.holder_name), one.meter_no, last, say(RISKS[one.risk]),
            say(WHYS[one.why]),
        )  # fmt: skip
        for column, text in enumerate(known):
            page.write_string(row, column, text)
    page.autofit()
    book.close()
    return file.getvalue()


def read(say: Words, content: bytes) -> tuple[Row, ...]:
    """What was filled in; lines in which nothing was are left out.

    Raises:
        ValueError: it is no such list, or a cell cannot be read; says which and what to write.
    """
    try:
        sheet = python_calamine.load_workbook(io.BytesIO(content)).get_sheet_by_index(0)
        rows = [[_text(cell) for cell in row] for row in sheet.to_python()]
        day, seed = _head(rows[0][0])
    except (python_calamine.CalamineError, IndexError, ValueError):
        said = say("This is no list of visits. Take the one that jieti inspect wrote.")
        raise ValueError(said) from None
    found = []
    for number, row in enumerate(rows[2:], start=3):
        cells = [*row, *[""] * len(_COLUMNS)]
        in_use, meter, reading, lives = cells[_SEEN : _SEEN + 4]
        if any((in_use, meter, reading, lives)):
            if meter and not any(char.isdigit() for char in meter):
                meter = OTHER  # "not the same" and the like
            seen = _in_use(say, number, in_use), meter, _reading(say, number, reading), lives
            found.append(Row(day, seed, cells[_ACCOUNT], *seen))
    return tuple(found)


def _text(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def _head(text: str) -> tuple[date, int]:
    words = text.replace(",", " ").split()
    (day,) = (word for word in words if word.count("-") == 2)
    return date.fromisoformat(day), int(words[-1])


def _in_use(say: Words, row: int, text: str) -> bool | None:
    word = text.lower()
    if not word:
        return None
    if word in _YES | _NO:
        return word in _YES
    raise ValueError(say("Row {row}: write yes or no, not {text}", row=row, text=text))


def _reading(say: Words, row: int, text: str) -> Decimal | None:
    try:
        value = Decimal(text) if text else None
    except InvalidOperation:
        value = Decimal("NaN")
    if value is not None and not (value.is_finite() and value >= 0):
        raise ValueError(say("Row {row}: write the figures of the meter, not {text}", row=row,
                             text=text))  # fmt: skip
    return value


def kept(acting: Acting, say: Words, rows: Sequence[Row]) -> tuple[int, int, list[Case]]:
    """How many visits are new, how many were entered before, and the cases that were opened."""
    taken = [one for row in rows if (one := take_in(acting, say, row))]
    new = sum(one.new for one in taken)
    return new, len(taken) - new, [one.case for one in taken if one.case]


def told(say: Words, new: int, known: int, seen: Sequence[Inspected]) -> list[str]:
    """What was taken in, and how often something differs in each class, with its interval."""
    head = say("{new} visits taken in, {known} were known.", new=new, known=known)
    return [head, *rates(say, seen)]


def cases_told(say: Words, cases: Sequence[Case]) -> list[str]:
    """Which cases were opened for what is not as the books say."""
    numbers = say(", ").join(case.number for case in cases)
    return [say("Cases opened: {cases}", cases=numbers)] if cases else []


def rates(say: Words, seen: Sequence[Inspected]) -> Iterator[str]:
    """How often something differs in each class, and between which shares that may lie."""
    visited, found = Counter(s.risk for s in seen), Counter(s.risk for s in seen if s.differs)
    for risk in Risk:
        if visited[risk]:
            low, high = Rate(visited[risk], found[risk]).interval
            yield say(
                "{risk}: {visited} visited, {found} not as the books say ({low} to {high} % are "
                "likely)",
                risk=say(RISKS[risk]), visited=visited[risk], found=found[risk],
                low=round(low * 100), high=round(high * 100),
            )  # fmt: skip
