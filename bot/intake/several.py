"""Several bills or readings of one month: which are the same, which stand side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.records.account import BillRecord, ReadingRecord


def contradict(one: BillRecord, other: BillRecord) -> bool:
    """Whether two bills of a month cannot both be: the same kWh, but other money.

    A normal bill, its correction and a supplement differ in kWh, in kind or in the day of issue.
    """
    if one == other or one.kind is not other.kind:
        return False
    if one.issued_on and other.issued_on and one.issued_on != other.issued_on:
        return False
    return one.kwh == other.kwh and one.charged != other.charged


def place_of_bill(
    known: Mapping[int, BillRecord], bill: BillRecord, of_the_file: Sequence[BillRecord]
) -> int:
    """The part that a bill is among those of its month, so that a file read twice adds nothing.

    Args:
        known: the bills that are stored, by part.
        bill: the one that comes.
        of_the_file: all bills of the month in the file.
    """
    for part, stored in known.items():
        if _same(stored, bill):
            return part
    for part, stored in known.items():
        is_issue = stored.issued_on and stored.issued_on == bill.issued_on
        # Issued with it, by another price: both stand in the file.
        if is_issue and stored.kind is bill.kind and not _is_told(stored, of_the_file):
            return part
    for part, stored in known.items():
        is_other = stored.kind is not bill.kind or (stored.issued_on and bill.issued_on)
        if not is_other and not _is_told(stored, of_the_file):
            return part  # the file tells it anew
    return max(known, default=-1) + 1


def _is_told(stored: BillRecord, of_the_file: Sequence[BillRecord]) -> bool:
    return any(_same(stored, other) for other in of_the_file)


def _same(stored: BillRecord, bill: BillRecord) -> bool:
    days_differ = stored.issued_on and bill.issued_on and stored.issued_on != bill.issued_on
    figures = (stored.kind, stored.kwh, stored.charged) == (bill.kind, bill.kwh, bill.charged)
    return figures and not days_differ


def follow_each_other(one: ReadingRecord, other: ReadingRecord) -> bool:
    """Whether two readings of a register in a month come one after the other.

    The cycle moved, or there was a reading between: 1963 → 2895 and 2895 → 3702.
    """
    first, second = sorted((one, other), key=lambda reading: reading.this_read_on)
    return first.this_read_on < second.this_read_on and (
        first.this_reading == second.last_reading or first.this_read_on <= second.last_read_on
    )


def place_of_reading(known: Mapping[int, ReadingRecord], reading: ReadingRecord) -> int:
    """The part that a reading is among those of its register in its month."""
    for part, stored in known.items():
        if stored.this_read_on == reading.this_read_on:
            return part
    for part, stored in known.items():
        if not follow_each_other(stored, reading):
            return part  # the same kWh, told anew
    return max(known, default=-1) + 1
