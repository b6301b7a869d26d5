"""What each cause cost each account of columns, by the experiments of `tariff_rules.causes`."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from tariff_rules.account import ServiceAccount
from tariff_rules.assessment import Verdict, assess
from tariff_rules.causes import EXPERIMENTS, find_causes, late_registration
from tariff_rules.columns.accounts import Whole, columns_of
from tariff_rules.columns.assessed import OTHER, STARTED, AssessedColumns
from tariff_rules.columns.recomputed import Each, RecomputedColumns, recomputed_columns
from tariff_rules.owners import MonthsFrom
from tariff_rules.tariff import Tariff


def causes_in_columns(assessed: AssessedColumns, tariff: Tariff) -> dict[str, Whole]:
    """Cause -> fen that it cost each account, as `find_causes` gives them for one.

    Whether a figure of the rule is too weak to judge by is asked of one account: `assess` it
    before anybody is told.
    """
    reading, by_use = assessed.reading, assessed.by_use
    fits, rows = assessed.fits(), assessed.first_bills
    other = fits == OTHER
    settled = np.where(
        other, assessed.other.settled_in_last_bill(), reading.settled_in_last_bill()
    )
    before = np.where(other, _to_explain(assessed.other), _to_explain(reading))
    started = fits[rows] == STARTED
    settled[rows[started]] = assessed.started.settled_in_last_bill()[started]
    before[rows[started]] = _to_explain(assessed.started)[started]
    found = {try_out.__name__: np.zeros(len(before), np.int64) for try_out in EXPERIMENTS}
    # Registered on time is the other reading of the months rule, which is known already.
    total = by_use.total - np.where(settled, 0, by_use.found_later)
    standings = reading.columns.standings
    late = np.array([late_registration(one) is not None for one in standings], np.bool_)
    better = late[reading.columns.standing] & (total < before)
    found["late_registration"] = np.where(better, before - total, 0)
    before = np.where(better, total, before)
    office_by_use = reading is by_use
    use = np.where(other, not office_by_use, office_by_use) | better
    for months_from, some in ((MonthsFrom.USE, use), (MonthsFrom.REGISTRATION, ~use)):
        chosen = np.flatnonzero(some & _with_more_to_try(assessed))
        _try_each(assessed, tariff, months_from, chosen, settled, before, found)
    _one_by_one(assessed, tariff, found)
    return found


def _one_by_one(assessed: AssessedColumns, tariff: Tariff, found: dict[str, Whole]) -> None:
    """Those with kWh put back: which of them a bill carries is seen bill by bill; they are few."""
    columns, own = assessed.reading.columns, assessed.own
    corrected = np.array([bool(one.corrections) for one in columns.standings], np.bool_)
    for row in map(int, np.flatnonzero(corrected[columns.standing])):
        if row in assessed.refused:
            continue
        alone = assess(columns.account(row), tariff, own)
        causes = find_causes(replace(alone, verdict=Verdict.NOT_COMPARED), tariff)
        fen = {one.cause: int(one.difference * 100) for one in causes}
        for name, table in found.items():
            table[row] = fen.get(name, 0)


def _to_explain(reading: RecomputedColumns) -> Whole:
    """The total; corrections and real readings are causes themselves unless they are billed."""
    later = np.where(reading.settled_in_last_bill(), 0, reading.found_later)
    found: Whole = reading.total - later
    return found


def _with_more_to_try(assessed: AssessedColumns) -> Each:
    """Where an experiment beside registration on time changes something."""
    columns = assessed.reading.columns
    standings = np.array([_has_unapplied(one) for one in columns.standings], np.bool_)
    found: Each = standings[columns.standing] | columns.estimated.any(axis=0)
    found[[*assessed.refused]] = False
    return found


def _has_unapplied(account: ServiceAccount) -> bool:
    grants = (
        *account.households, *account.low_income, *account.transfers, *account.time_of_use,
    )  # fmt: skip
    return not all(grant.applied for grant in grants)


def _try_each(
    assessed: AssessedColumns,
    tariff: Tariff,
    months_from: MonthsFrom,
    rows: Whole,
    settled: Each,
    before: Whole,
    found: dict[str, Whole],
) -> None:
    """Each experiment on top of those before it that lowered the total."""
    accounts = {int(row): assessed.reading.columns.account(int(row)) for row in rows}
    for try_out in EXPERIMENTS:
        if try_out is late_registration:
            continue
        changed = {row: e.account for row, one in accounts.items() if (e := try_out(one))}
        if not changed:
            continue
        again = recomputed_columns(columns_of([*changed.values()]), tariff, months_from)
        where = np.array([*changed])
        total = again.total - np.where(settled[where], 0, again.found_later)
        better = total < before[where]
        better[[*again.refused]] = False
        found[try_out.__name__][where[better]] = (before[where] - total)[better]
        before[where[better]] = total[better]
        accounts |= {int(row): changed[int(row)] for row in where[better]}
