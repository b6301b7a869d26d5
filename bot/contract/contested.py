"""A fact on file that a customer says is another."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

EARLIEST = date(2000, 1, 1)


class Fact(StrEnum):
    """Which fact."""

    POWERED = "powered"  # since when there was power
    APPLIED = "applied"  # when it was applied for, hence to be registered
    TRANSFERRED = "transferred"  # when another holder came
    REPLACED = "replaced"  # when another meter came
    READ_ON = "read_on"  # on which day the meter was read
    READING = "reading"  # what the meter shows
    PERSONS = "persons"  # how many live there
    USED = "used"  # that so much was used


class Unsaid(StrEnum):
    """What of a day was not said, so that it may be an earlier one."""

    NOTHING = "nothing"
    YEAR = "year"  # 10月20号
    MONTH = "month"  # 20号
    FEAST = "feast"  # 春节后: the year of a feast, which lies on other days each year


@dataclass(frozen=True, slots=True)
class Contested:
    """What is said to be so.

    Attributes:
        fact: which.
        day: when, of what has a day: the latest that can be meant.
        figure: the reading, or how many persons; None where only the record is denied.
        unsaid: what of the day was not said.
        of_last: what was told last is denied, and nothing else is said.
        told: a reading is told, and nothing on file is said to be wrong.
        supposed: it is only asked what would be if it were so.
        denies: that what is on file is another is said in so many words.
    """

    fact: Fact
    day: date | None = None
    figure: Decimal | None = None
    unsaid: Unsaid = Unsaid.NOTHING
    of_last: bool = False
    told: bool = False
    supposed: bool = False
    denies: bool = False

    def of_bill(self, end: date) -> Contested:
        """As it is meant of a bill: the nearest such day that is not after the bill's end.

        The day of its reading, which is that end, may have been later too.
        """
        day = self.day
        if day is None or self.unsaid in (Unsaid.NOTHING, Unsaid.FEAST):
            return self
        months = 12 if self.unsaid is Unsaid.YEAR else 1
        back = 0
        found: date | None = day
        while found is None or found > max(end, EARLIEST):
            back += months
            found = _earlier(day, back)
        later = _earlier(day, back - months) if back else None
        if self.fact is Fact.READ_ON and later and later - end < end - found:
            found = later
        return replace(self, day=found)


def _earlier(day: date, months: int) -> date | None:
    """The same day so many months before; None where there is none (29 February, 31 June)."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    try:
        return day.replace(year=year, month=month + 1)
    except ValueError:
        return None
