"""The plain rows of a long file, read by column: nearly all of them say nothing unusual.

A row is plain where it holds the reading of a total register with both its days, or a normal bill,
and each cell is clear by itself. Whatever is not goes the way of `rows`, with all other rows of
its account; so what comes of a file is the same, only sooner.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from bot.contract.clean import one_line
from bot.intake import values
from bot.intake.cells import KWH_PLACES
from bot.intake.codes import RowRefusedError
from bot.intake.fields import Field, RecordKind
from bot.intake.rows import YUAN_PLACES, is_normal_bill, is_usual_state
from bot.intake.sheet import SheetRow
from bot.intake.tables import Table
from bot.records.account import BillKind
from bot.records.plain import PlainBill, PlainReading

_KINDS = {RecordKind.READING, RecordKind.BILL}
_NEEDED = (Field.THIS_READING, Field.THIS_READ_ON, Field.LAST_READING, Field.LAST_READ_ON)
_TOTAL, _ONE, _NORMAL = "总", 1000, BillKind.NORMAL.value
_account = attrgetter("account_no")
_KEPT = 50_000  # texts of a column


class PlainRow(NamedTuple):
    """What a row says, and where it stands."""

    account_no: str
    table: int
    row: SheetRow
    reading: PlainReading | None
    bill: PlainBill | None


def plain_rows(tables: Sequence[Table]) -> list[PlainRow]:
    """The plain rows of all accounts that have no others, by account."""
    found: list[PlainRow] = []
    others: set[str] = set()
    for place, table in enumerate(tables):
        for account_no, plain in _read(place, table):
            if plain is None:
                others.add(account_no)
            else:
                found.append(plain)
    found.sort(key=_account)
    kept: list[PlainRow] = []
    for number, group in groupby(found, key=_account):
        of_account = list(group)
        if number not in others and not _says_twice(of_account):
            kept += of_account
    return kept


def _says_twice(rows: Sequence[PlainRow]) -> bool:
    """Whether an account has two readings of a meter or two bills of one month."""
    readings = [(one.reading.meter_no, one.reading.bill_month) for one in rows if one.reading]
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
        if len(self) >= _KEPT:
            self.clear()
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
    Field.READ_STATE: lambda text: "" if is_usual_state(text) else None,
    Field.BILL_MONTH: _or_none(_month),
    Field.CHARGED: _fen,
    Field.BILL_KIND: lambda text: "" if is_normal_bill(text) else None,
    Field.ISSUED_ON: _or_none(_day(Field.ISSUED_ON)),
}
_EMPTY: dict[Field, str | int] = {Field.REGISTER_KIND: _TOTAL, Field.MULTIPLIER: _ONE}


def _read(place: int, table: Table) -> Iterable[tuple[str, PlainRow | None]]:
    """Each row's account, with the row if it is plain; those without an account are left out."""
    kinds = {one.kind for one in table.kinds}
    has_reading, has_bill = RecordKind.READING in kinds, RecordKind.BILL in kinds
    places = table.places
    fits = kinds <= _KINDS and not (has_reading and any(one not in places for one in _NEEDED))
    columns = _columns(
        table.rows, places if fits else {Field.ACCOUNT_NO: places[Field.ACCOUNT_NO]}
    )
    gives_kwh = Field.READ_KWH in places or Field.CHARGED in places
    used = columns[Field.READ_KWH if gives_kwh else Field.SETTLED_KWH]
    readings = zip(
        *(columns[one] for one in (
            Field.METER_NO, Field.REGISTER_KIND, Field.MULTIPLIER, Field.READ_STATE, *_NEEDED,
        )), used, strict=True,
    )  # fmt: skip
    bills = zip(
        *(columns[one] for one in (
            Field.SETTLED_KWH, Field.CHARGED, Field.BILL_KIND, Field.ISSUED_ON,
        )), strict=True,
    )  # fmt: skip
    accounts, months = columns[Field.ACCOUNT_NO], columns[Field.BILL_MONTH]
    for row, number, month, read, billed in zip(
        table.rows, accounts, months, readings, bills, strict=True
    ):
        if not isinstance(number, str):
            continue
        reading = _reading(number, month, read) if has_reading and fits else None
        bill = _bill(number, month, billed) if has_bill and fits else None
        is_plain = fits and (reading or not has_reading) and (bill or not has_bill)
        yield number, PlainRow(number, place, row, reading, bill) if is_plain else None


def _columns(
    rows: Sequence[SheetRow], places: Mapping[Field, int]
) -> dict[Field, Sequence[str | int | None]]:
    """The values by field; a field without a column has what an empty cell says."""
    found: dict[Field, Sequence[str | int | None]] = {}
    width = max(places.values()) + 1
    cells = [row.cells if len(row.cells) >= width else _filled(row, width) for row in rows]
    columns = list(zip(*[one[:width] for one in cells], strict=True))
    for field, read in _READERS.items():
        if field in places:
            known = _Read(read)
            found[field] = [known[cell] for cell in columns[places[field]]]
        else:
            found[field] = [_EMPTY.get(field, "")] * len(rows)
    return found


def _filled(row: SheetRow, width: int) -> tuple[str, ...]:
    return (*row.cells, *[""] * (width - len(row.cells)))


def _reading(number: object, month: object, cells: tuple[object, ...]) -> PlainReading | None:
    meter, register, multiplier, state, this, this_on, last, last_on, used = cells
    if register != _TOTAL or multiplier != _ONE or None in (month, meter, state, used):
        return None
    if not (isinstance(this, int) and isinstance(last, int) and this >= last):
        return None
    if not (isinstance(this_on, str) and isinstance(last_on, str) and last_on <= this_on):
        return None
    if used not in ("", this - last):
        return None
    return PlainReading(
        str(number), str(meter), _TOTAL, str(month or f"{this_on[:8]}01"),
        last, this, last_on, this_on, "1", this - last,
    )  # fmt: skip


def _bill(number: object, month: object, cells: tuple[object, ...]) -> PlainBill | None:
    used, charged, kind, issued_on = cells
    if not month or kind is None or issued_on is None:
        return None
    if not (isinstance(used, int) and isinstance(charged, int)):
        return None
    day = str(issued_on) or None
    return PlainBill(str(number), str(month), used, charged, day, _NORMAL)
