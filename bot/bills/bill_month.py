"""The month of the bill (电费年月) decides year and season where the day of its reading is later.

Offices close a month with a reading of its last day, of 0:00 of the next 1st, or of a few days
later, and the bill says for which month it is. A label of the reading's own month says nothing:
where a file has none, it is taken from the day.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from bot.records.account import ReadingRecord
from tariff_rules.cycles import DAY, first_of_month


def counted_days(readings: Iterable[ReadingRecord]) -> Mapping[date, date]:
    """Day of a reading -> the last day of its bill's month, where that has ended before it."""
    found = {}
    for reading in readings:
        day, last = reading.this_read_on, last_day_of(reading.bill_month)
        if reading.last_read_on < last < day:
            found[day] = last
    return found


def last_day_of(month: date) -> date:
    """The last day of the month of that day."""
    return first_of_month(month.year, month.month + 1) - DAY
