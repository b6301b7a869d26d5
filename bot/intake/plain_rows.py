"""The plain rows of a long file, read by column: nearly all of them say nothing unusual.

A row is plain where it holds the reading of a total register with both its days, or a normal bill,
and each cell is clear by itself. Whatever is not goes the way of `rows`, with all other rows of
its account; so what comes of a file is the same, only sooner.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, repeat, starmap
from typing import Any, Literal, NamedTuple

from bot.contract.clean import one_line
from bot.intake import read_states, values
from bot.intake.cells import KWH_PLACES
from bot.intake.codes import RowRefusedError
from bot.intake.fields import RATIOS, Field, RecordKind
from bot.intake.rows import YUAN_PLACES, is_normal_bill
from bot.intake.sheet import SheetRow
from bot.intake.tables import Table
from bot.records.account import BillKind
from bot.records.plain import PlainBill, PlainReading

_KINDS = {RecordKind.READING, RecordKind.BILL}
_OF_READING = (
    Field.METER_NO, Field.REGISTER_KIND, Field.MULTIPLIER, Field.READ_STATE, Field.THIS_READING,
    Field.THIS_READ_ON, Field.LAST_READING, Field.LAST_READ_ON,
)  # fmt: skip
_OF_BILL = (Field.SETTLED_KWH, Field.CHARGED, Field.BILL_KIND, Field.ISSUED_ON)
_NEEDED = (Field.THIS_READING, Field.THIS_READ_ON, Field.LAST_READING, Field.LAST_READ_ON)
_TOTAL, _ONE, _NORMAL = "总", 1000, BillKind.NORMAL.value
_AT_ONCE = 20_000  # rows that are looked at by column


# A row, its account, its reading and bill: None has to be looked at, False is none at all.
_Said = tuple[
    SheetRow, str, PlainReading | Literal[False] | None, PlainBill | Literal[False] | None
]


class PlainRow(NamedTuple):
    """What a row says, and where it stands."""

    account_no: str
    table: int
    row: SheetRow
    reading: PlainReading | None
    bill: PlainBill | None


def plain_rows(tables: Sequence[Table]) -> list[PlainRow]:
    """The plain rows of all accounts that have no others, by account."""
    found: dict[str, list[PlainRow]] = defaultdict(list)
    others: set[str] = set()
    for place, table in enumerate(tables):
        parts = range(0, len(table.rows), _AT_ONCE)
        said = (_read(table, table.rows[first : first + _AT_ONCE]) for first in parts)
        for row, number, reading, bill in chain.from_iterable(said):
            if reading is None or bill is None:
                others.add(number)
            else:
                one = PlainRow(number, place, row, reading or None, bill or None)
                found[number].append(one)
    kept = (found[number] for number in sorted(found.keys() - others))
    return [row for of_account in kept if not _says_twice(of_account) for row in of_account]


def _says_twice(rows: Sequence[PlainRow]) -> bool:
    """Whether an account has two readings of a meter or two bills of one month."""
    readings = [one.reading[:4] for one in rows if one.reading]
    bills = [one.bill.bill_month for one in rows if one.bill]
    return len(set(readings)) < len(readings) or len(set(bills)) < len(bills)


class _Read(dict[str, "str | int | None"]):
    """The values of a column's texts, each read once; None is what has to be looked at."""

    def __init__(self, read: Callable[[str], str | int | None]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, raw: str) -> str | int | None:
        text = one_line(raw)
        try:
            value = self._read("" if values.is_nothing(text) else text)
        except RowRefusedError:
            value = None
        self[raw] = value
        return value


def _kwh(field: Field) -> Callable[[str], int | None]:
    return lambda text: int(values.number(text, field, KWH_PLACES) * 1000) if text else None


def _fen(text: str) -> int | None:
    return int(values.number(text, Field.CHARGED, YUAN_PLACES) * 100) if text else None


def _day(field: Field) -> Callable[[str], str | None]:
    def read(text: str) -> str | None:
        is_day = text and not values.is_no_day(text)
        return values.day(text, field).isoformat() if is_day else None

    return read


def _month(text: str) -> str | None:
    return values.month(text, Field.BILL_MONTH).isoformat() if text else None


def _or_none(read: Callable[[str], str | int | None]) -> Callable[[str], str | int | None]:
    """An empty cell of a field that may be empty is an empty text."""
    return lambda text: read(text) if text else ""


_READERS: dict[Field, Callable[[str], str | int | None]] = {
    Field.ACCOUNT_NO: lambda text: values.account_no(text) if text else None,
    Field.METER_NO: values.meter_no,
    Field.REGISTER_KIND: lambda text: values.register_kind(text) if text else _TOTAL,
    Field.MULTIPLIER: lambda text: _kwh(Field.MULTIPLIER)(text) if text else _ONE,
    Field.LAST_READING: _kwh(Field.LAST_READING),
    Field.THIS_READING: _kwh(Field.THIS_READING),
    Field.READ_KWH: _or_none(_kwh(Field.READ_KWH)),
    Field.SETTLED_KWH: _or_none(_kwh(Field.SETTLED_KWH)),
    Field.LAST_READ_ON: _day(Field.LAST_READ_ON),
    Field.THIS_READ_ON: _day(Field.THIS_READ_ON),
    Field.READ_STATE: lambda text: "" if read_states.is_usual(text) else None,
    Field.BILL_MONTH: _or_none(_month),
    Field.CHARGED: _fen,
    Field.BILL_KIND: lambda text: "" if is_normal_bill(text) else None,
    Field.ISSUED_ON: _or_none(_day(Field.ISSUED_ON)),
}
_EMPTY: dict[Field, str | int] = {Field.REGISTER_KIND: _TOTAL, Field.MULTIPLIER: _ONE}


def _read(table: Table, rows: Sequence[SheetRow]) -> Iterator[_Said]:
    """Each of these rows of the table with its account; those without one are left out."""
    kinds, places = {one.kind for one in table.kinds}, table.places
    has_reading, has_bill = RecordKind.READING in kinds, RecordKind.BILL in kinds
    lacks = any(one not in places for one in _NEEDED) or any(one in places for one in RATIOS)
    fits = kinds <= _KINDS and not (has_reading and lacks)
    kept = places if fits else {Field.ACCOUNT_NO: places[Field.ACCOUNT_NO]}
    columns = _columns(rows, kept)
    numbers, months = columns[Field.ACCOUNT_NO], columns[Field.BILL_MONTH]
    gives_kwh = Field.READ_KWH in places or Field.CHARGED in places
    used = columns[Field.READ_KWH if gives_kwh else Field.SETTLED_KWH]
    readings: Iterable[PlainReading | Literal[False] | None] = repeat(False if fits else None)
    bills: Iterable[PlainBill | Literal[False] | None] = repeat(False)
    if fits and has_reading:
        cells = (columns[one] for one in _OF_READING)
        readings = starmap(_reading, zip(numbers, months, *cells, used, strict=True))
    if fits and has_bill:
        cells = (columns[one] for one in _OF_BILL)
        bills = starmap(_bill, zip(numbers, months, *cells, strict=True))
    said = zip(rows, numbers, readings, bills, strict=False)
    return (one for one in said if one[1])


def _columns(rows: Sequence[SheetRow], places: Mapping[Field, int]) -> dict[Field, Sequence[Any]]:
    """The values by field; a field without a column has what an empty cell says."""
    found: dict[Field, Sequence[Any]] = {}
    width = max(places.values()) + 1
    cells = [row.cells if len(row.cells) >= width else _filled(row, width) for row in rows]
    columns = list(zip(*[one[:width] for one in cells], strict=True))
    for field, read in _READERS.items():
        if field in places:
            known = _Read(read)
            found[field] = list(map(known.__getitem__, columns[places[field]]))
        else:
            found[field] = [_EMPTY.get(field, "")] * len(rows)
    return found


def _filled(row: SheetRow, width: int) -> tuple[str, ...]:
    return (*row.cells, *[""] * (width - len(row.cells)))


def _reading(
    number: str, month: str, meter: str, register: str, multiplier: int, state: str,
    this: int, this_on: str, last: int, last_on: str, used: int | str,
) -> PlainReading | None:  # fmt: skip
    if None in (month, meter, state, this, this_on, last, last_on, used):
        return None
    if register != _TOTAL or multiplier != _ONE or this < last or last_on > this_on:
        return None
    kwh = this - last
    if used not in ("", kwh):
        return None
    month = month or f"{this_on[:8]}01"
    return PlainReading(number, meter, _TOTAL, month, 0, last, this, last_on, this_on, "1", kwh)


def _bill(
    number: str, month: str, used: Any, charged: Any, kind: str, issued_on: str
) -> PlainBill | None:
    if not month or "" in (used, charged) or None in (used, charged, kind, issued_on):
        return None
    return PlainBill(number, month, 0, used, charged, issued_on or None, _NORMAL)
