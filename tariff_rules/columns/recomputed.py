"""Columns of accounts recomputed under one reading of the months rule, with what comes later."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from tariff_rules.account import ServiceAccount, Settlement
from tariff_rules.allowance import gets_limits_by_itself
from tariff_rules.columns.accounts import NOT_CHARGED, Columns, Whole, columns_of
from tariff_rules.columns.book import Book, combinations
from tariff_rules.columns.counting import Counted, count
from tariff_rules.errors import TariffRulesError
from tariff_rules.numbers import ZERO
from tariff_rules.owners import MonthsFrom
from tariff_rules.settled_later import (
    Reason,
    put_back,
    reasons_of,
    with_estimates_settled,
    years_over,
)
from tariff_rules.tariff import Tariff
from tariff_rules.terms import Terms

Refused = dict[int, TariffRulesError]
Each = NDArray[np.bool_]


class RecomputedColumns(NamedTuple):
    """What `Recomputed` says of one account, for many; yuan are whole fen.

    Attributes:
        columns: the accounts.
        bills: of each settlement.
        other_bills: the same in the form of a bill that is not the region's.
        alone: which settlements get limits by themselves.
        later: reason -> what is settled again, of each account.
        one_holder: whether the last settlement is of the holder of the first one.
        refused: row of an account -> why it cannot be counted; its figures mean nothing.
    """

    columns: Columns
    bills: Whole
    other_bills: Whole
    alone: Each
    later: Mapping[Reason, Whole]
    one_holder: Each
    refused: Refused

    @property
    def total(self) -> Whole:
        """Fen over all settlements, with what is settled again."""
        return sum(self.later.values(), self.bills.sum(axis=0))

    @property
    def found_later(self) -> Whole:
        """Fen that corrections and real readings change after the bills were made."""
        return self.later[Reason.CORRECTION] + self.later[Reason.ESTIMATE]

    def agrees(self) -> Each:
        """Whether every charge given is what this reading gives."""
        charged = self.columns.charged
        fits = (charged == self.bills) | (charged == self.other_bills)
        fits |= charged == NOT_CHARGED
        ends = np.arange(len(charged))[:, None] >= self.columns.count - 1
        found: Each = (fits | ends).all(axis=0) & (fits.all(axis=0) | self.settled_in_last_bill())
        return found

    def settled_in_last_bill(self) -> Each:
        """Whether the last charge carries all that is settled again; of two holders it is not."""
        more = self.total - self.bills.sum(axis=0)
        charged, bill, other = (
            last_of(self.columns, table)
            for table in (self.columns.charged, self.bills, self.other_bills)
        )
        fits = (charged == bill + more) | (charged == other + more)
        found: Each = (more != 0) & fits & self.one_holder
        return found


def recomputed_columns(
    columns: Columns, tariff: Tariff, months_from: MonthsFrom
) -> RecomputedColumns:
    """The accounts recomputed under one reading of the months rule."""
    counted = count(columns, Book(tariff, months_from))
    later = {reason: np.zeros(len(columns), np.int64) for reason in Reason}
    refused = dict(counted.refused)
    for (reasons, years), rows in _by_reasons(columns, tariff, counted).items():
        if reasons:
            _settle_later(columns, rows, reasons, years, counted, later, refused)
    alone = _where(counted, lambda terms: gets_limits_by_itself(terms.schedule, terms.allowance))
    known = np.array([*(terms.owner for terms in counted.book.terms), 0])
    holders = known[np.maximum(counted.terms, -1)]
    one_holder = holders[:1].reshape(-1) == last_of(columns, holders)  # there may be no account
    bills = counted.bills, counted.other_bills
    return RecomputedColumns(columns, *bills, alone, later, one_holder, refused)


def last_of(columns: Columns, table: Any) -> Any:
    """What a table says of each account's last settlement."""
    return np.take_along_axis(table, columns.count[None] - 1, axis=0)[0]


def _where(counted: Counted, holds: Callable[[Terms], bool]) -> Each:
    """For which settlements something holds by their terms."""
    known = np.array([*map(holds, counted.book.terms), False])
    return known[np.maximum(counted.terms, -1)]


def _by_reasons(
    columns: Columns, tariff: Tariff, counted: Counted
) -> dict[tuple[tuple[Reason, ...], date | None], Whole]:
    """The accounts, as rows, by why they are settled again, and for which tier years."""
    earlier = np.arange(len(columns.first))[:, None] < columns.count - 1
    guessed: Each = np.any(columns.estimated & earlier, axis=0)
    if guessed.any():
        alone = _where(counted, lambda terms: terms.schedule.cycle.months == 1)
        guessed = np.logical_and(guessed, np.any(alone, axis=0))
    counts = np.ones(len(columns), np.bool_)
    counts[[*counted.refused]] = False
    rows = np.flatnonzero(counts)
    if not len(rows):
        return {}
    first, last = (last_of(columns, table)[rows] for table in (columns.first, columns.last))
    days = first.astype(np.int64), last.astype(np.int64)
    one_of, which = combinations(columns.standing[rows], *days, guessed[rows] * 1)
    found: dict[tuple[tuple[Reason, ...], date | None], list[int]] = {}
    for combination, row in enumerate(one_of):
        account = columns.standings[columns.standing[rows[row]]]
        newest = Settlement(first[row].item(), last[row].item(), ZERO)
        reasons = reasons_of(account, tariff, newest, guessed=bool(guessed[rows[row]]))
        years = years_over(account, tariff, newest)
        found.setdefault((tuple(reasons), years), []).append(combination)
    return {why: rows[np.isin(which, some)] for why, some in found.items()}


def _settle_later(
    columns: Columns,
    rows: Whole,
    reasons: tuple[Reason, ...],
    years: date | None,
    counted: Counted,
    later: Mapping[Reason, Whole],
    refused: Refused,
) -> None:
    some, before = columns.take(rows), counted.total[rows]
    tariff, months_from = counted.book.tariff, counted.book.months_from
    for reason in reasons:
        if reason is Reason.CORRECTION:
            some = _each(some, put_back, rows, refused)
        elif reason is Reason.ESTIMATE:
            some = _each(some, with_estimates_settled, rows, refused)
        if reason is Reason.FREE_KWH:
            now = before - counted.refund[rows]
        else:
            done = reasons[: reasons.index(reason) + 1]
            book = Book(
                tariff,
                months_from,
                years=years if Reason.YEAR_END in done else None,
                closing=Reason.CLOSING in done,
            )
            again = count(some, book)
            refused.update({int(rows[row]): error for row, error in again.refused.items()})
            now = again.total
        later[reason][rows] = now - before
        before = now


def _each(
    columns: Columns,
    change: Callable[[ServiceAccount], ServiceAccount],
    rows: Whole,
    refused: Refused,
) -> Columns:
    """The accounts changed one by one; those that cannot be are refused."""
    changed = []
    for row in range(len(columns)):
        account = columns.account(row)
        try:
            account = change(account)
        except TariffRulesError as error:
            refused[int(rows[row])] = error
        changed.append(account)
    return columns_of(changed)
