"""Each bill of columns by itself: whether a reading of the rule gives it, and what is due."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from tariff_rules.account import ServiceAccount
from tariff_rules.causes import EXPERIMENTS, late_registration
from tariff_rules.columns.accounts import Columns, Whole
from tariff_rules.columns.assessed import AssessedColumns
from tariff_rules.columns.recomputed import Each, RecomputedColumns, recomputed_columns
from tariff_rules.errors import TariffRulesError
from tariff_rules.owners import MonthsFrom
from tariff_rules.tariff import Tariff


class EachBill(NamedTuple):
    """What is said of every bill; tables have the shape of the columns' own.

    Attributes:
        fits: bills that the office's or the other reading of the rule gives; not those of the
            other where what it would cost with another fact is not worked out here.
        due: fen that each would have been, had every fact been entered in time and applied.
        causes: cause -> bills that it made dearer.
        refused: row of an account -> why it cannot be counted; its figures mean nothing.
    """

    fits: Each
    due: Whole
    causes: Mapping[str, Each]
    refused: Mapping[int, TariffRulesError]


def each_bill(assessed: AssessedColumns, tariff: Tariff, months_from: MonthsFrom) -> EachBill:
    """Every bill by the experiments of `tariff_rules.causes`, as far as they change facts alone.

    Corrected kWh and estimates change settlements: accounts with such are for `find_causes`.
    """
    reading, columns = assessed.reading, assessed.reading.columns
    by_office = _gives(reading)
    base = np.where(by_office, reading.bills, assessed.other.bills)
    late = np.array([late_registration(one) is not None for one in columns.standings], np.bool_)
    late = late[columns.standing]
    dearer = late & (assessed.by_use.bills < base)
    causes = {late_registration.__name__: dearer}
    due = np.where(dearer, assessed.by_use.bills, base)
    refused = dict(assessed.refused)
    unapplied = np.array([_changes(one) for one in columns.standings], np.bool_)
    for counted, rows in ((MonthsFrom.USE, late), (months_from, ~late)):
        some = np.flatnonzero(rows & unapplied[columns.standing])
        if len(some):
            _try_each(columns.take(some), tariff, counted, some, due, causes, refused)
    plain = ~unapplied[columns.standing] | late
    return EachBill(by_office | (_gives(assessed.other) & plain), due, causes, refused)


def _gives(reading: RecomputedColumns) -> Each:
    charged = reading.columns.charged
    found: Each = (charged == reading.bills) | (charged == reading.other_bills)
    return found


def _changes(account: ServiceAccount) -> bool:
    """Whether an experiment beside registration on time changes one of its facts."""
    return any(one(account) for one in EXPERIMENTS if one is not late_registration)


def _try_each(
    columns: Columns,
    tariff: Tariff,
    months_from: MonthsFrom,
    rows: Whole,
    due: Whole,
    causes: dict[str, Each],
    refused: dict[int, TariffRulesError],
) -> None:
    """Each experiment on top of those before it."""
    standings: Sequence[ServiceAccount] = columns.standings
    for try_out in EXPERIMENTS:
        if try_out is late_registration:
            continue
        tried = [try_out(one) for one in standings]
        if not any(tried):
            continue
        standings = [
            new.account if new else old for new, old in zip(tried, standings, strict=True)
        ]
        again = recomputed_columns(replace(columns, standings=standings), tariff, months_from)
        refused.update({int(rows[row]): error for row, error in again.refused.items()})
        dearer = again.bills < due[:, rows]
        table = causes.setdefault(try_out.__name__, np.zeros(due.shape, np.bool_))
        table[:, rows] = dearer
        due[:, rows] = np.where(dearer, again.bills, due[:, rows])
