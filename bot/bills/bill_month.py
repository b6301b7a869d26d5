"""The month of the bill (电费年月) decides year and season where the day of its reading is later.

Offices close a month with a reading of its last day, of 0:00 of the next 1st, or of a few days
later, and the bill says for which month it is. A label of the reading's own month says nothing:
where a file has none, it is taken from the day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from bot.records.account import BillRecord, ReadingRecord
from tariff_rules.cycles import DAY, first_of_month

TOTAL_REGISTER = "总"


def counted_days(readings: Iterable[ReadingRecord]) -> Mapping[date, date]:
    """Day of a reading -> the last day of its bill's month, where that has ended before it."""
    found = {}
    for reading in readings:
        day, last = reading.this_read_on, last_day_of(reading.bill_month)
        if reading.last_read_on < last < day:
            found[day] = last
    return found


def by_their_bills(
    readings: tuple[ReadingRecord, ...], bills: tuple[BillRecord, ...]
) -> tuple[ReadingRecord, ...]:
    """Readings of the 1st in the month that they close, where the bills say so.

    A file without 电费年月 gives a reading the month of its day. Read at 0:00 of the 1st, it is
    that of the bill of the month before: if so, more bills have the kWh of their readings.
    """
    moved = tuple(_closing(reading) for reading in readings)
    if moved == readings or _fitting(moved, bills) <= _fitting(readings, bills):
        return readings
    return moved


def without_reading(
    months: set[date],
    readings: tuple[ReadingRecord, ...],
    bills_of: Callable[[str], tuple[BillRecord, ...]],
    account_no: str,
) -> set[date]:
    """The months of which no reading of the whole meter is; its bills are only asked for then."""
    unread = months - {r.bill_month for r in readings if r.register_kind == TOTAL_REGISTER}
    if not unread:
        return unread
    moved = by_their_bills(readings, bills_of(account_no))
    return unread - {r.bill_month for r in moved if r.register_kind == TOTAL_REGISTER}


def _closing(reading: ReadingRecord) -> ReadingRecord:
    day = reading.this_read_on
    if day.day > 1 or reading.bill_month != day:
        return reading
    return replace(reading, bill_month=(day - DAY).replace(day=1))


def _fitting(readings: Iterable[ReadingRecord], bills: Iterable[BillRecord]) -> int:
    """How many bills have the kWh of their readings."""
    read: dict[date, Decimal] = defaultdict(Decimal)
    for one in readings:
        if is_total(one.register_kind):
            read[one.bill_month] += one.kwh
    return sum(bill.bill_month in read and read[bill.bill_month] == bill.kwh for bill in bills)


def is_total(register_kind: str) -> bool:
    """Whether a register counts all kWh, and not those of a part of the day."""
    return TOTAL_REGISTER in register_kind


def last_day_of(month: date) -> date:
    """The last day of the month of that day."""
    return first_of_month(month.year, month.month + 1) - DAY
