"""Columns of accounts compared with their bills by each reading of the rule."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from tariff_rules.allowance import with_started_months
from tariff_rules.columns.accounts import NO_DAY, Columns, Days, Whole
from tariff_rules.columns.recomputed import RecomputedColumns, Refused, recomputed_columns
from tariff_rules.owners import MonthsFrom
from tariff_rules.tariff import Tariff

NO_READING, OFFICE, OTHER, STARTED = range(4)


class AssessedColumns(NamedTuple):
    """What `Assessment` says of one account, for many.

    Attributes:
        reading: by the office's own reading of the rule.
        by_use: with months counted from real use.
        by_registration: with months counted from the registration.
        first_bills: rows of the accounts whose first bill could get other months.
        started: those with the started months of that bill in full.
        refused: row of an account -> why it cannot be assessed; its figures mean nothing.
    """

    reading: RecomputedColumns
    by_use: RecomputedColumns
    by_registration: RecomputedColumns
    first_bills: Whole
    started: RecomputedColumns
    refused: Refused

    @property
    def own(self) -> MonthsFrom:
        """The office's own reading."""
        return MonthsFrom.USE if self.reading is self.by_use else MonthsFrom.REGISTRATION

    @property
    def other(self) -> RecomputedColumns:
        """By the other official reading."""
        return self.by_registration if self.reading is self.by_use else self.by_use

    def fits(self) -> Whole:
        """The reading that each account's bills were made with; `NO_READING` if they fit none.

        That a bill before the last carries what was settled again on its day is seen by `assess`.
        """
        rows = self.first_bills
        started = np.zeros(len(self.reading.columns), np.bool_)
        started[rows] = self.started.agrees()
        fitting = [self.reading.agrees(), self.other.agrees(), started]
        found: Whole = np.select(fitting, [OFFICE, OTHER, STARTED], NO_READING)
        return found


def assess_columns(
    columns: Columns, tariff: Tariff, months_from: MonthsFrom | None = None
) -> AssessedColumns:
    """Recompute every settlement of the accounts by each official reading.

    Args:
        columns: accounts of the tariff's region.
        tariff: the region's tariff.
        months_from: how the office counts a new account's months; None = the region's rule.
    """
    own = months_from or MonthsFrom(tariff.rules["months_from"].value)
    reading = recomputed_columns(columns, tariff, own)
    other = _other(columns, tariff, reading, own)
    first_bills = _first_bills(reading, own)
    started = recomputed_columns(columns.take(first_bills), with_started_months(tariff), own)
    refused = other.refused | reading.refused
    refused |= {int(first_bills[row]): error for row, error in started.refused.items()}
    by_use, by_registration = (reading, other) if own is MonthsFrom.USE else (other, reading)
    return AssessedColumns(reading, by_use, by_registration, first_bills, started, refused)


def _other(
    columns: Columns, tariff: Tariff, reading: RecomputedColumns, own: MonthsFrom
) -> RecomputedColumns:
    """By the other official reading; only where an account was registered late is it another."""
    other_from = MonthsFrom.USE if own is MonthsFrom.REGISTRATION else MonthsFrom.REGISTRATION
    late = np.array([one.registered_on != one.in_use_since() for one in columns.standings])
    rows = np.flatnonzero(late[columns.standing])
    if not len(rows):
        return reading._replace()
    found = recomputed_columns(columns.take(rows), tariff, other_from)
    bills, other_bills = reading.bills.copy(), reading.other_bills.copy()
    bills[:, rows], other_bills[:, rows] = found.bills, found.other_bills
    later = {reason: amounts.copy() for reason, amounts in reading.later.items()}
    for reason, amounts in found.later.items():
        later[reason][rows] = amounts
    refused = {int(rows[row]): error for row, error in found.refused.items()}
    return RecomputedColumns(
        columns, bills, other_bills, reading.alone, later, reading.one_holder, refused
    )


def _first_bills(reading: RecomputedColumns, months_from: MonthsFrom) -> Whole:
    """Rows of the accounts with an owner's first bill whose months could be counted otherwise."""
    columns = reading.columns
    free = np.array([bool(one.low_income) for one in columns.standings])[columns.standing]
    found = np.zeros(len(columns), np.bool_)
    for starts in _starts(columns, months_from):
        start = starts[columns.standing]
        mine = (columns.first <= start) & (start < columns.last) & (reading.alone | free)
        found |= mine.any(axis=0)
    return np.flatnonzero(found)


def _starts(columns: Columns, months_from: MonthsFrom) -> Days:
    """For each standing the days on which an owner begins, filled up with no day."""
    late = months_from is MonthsFrom.REGISTRATION
    found = [
        [one.registered_on if late else one.in_use_since(), *(t.first for t in one.transfers)]
        for one in columns.standings
    ]
    table = np.full((max(map(len, found), default=0), len(found)), NO_DAY)
    for standing, days in enumerate(found):
        table[: len(days), standing] = days
    return table
