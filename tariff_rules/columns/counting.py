"""Columns of settlements counted in order, by the functions that count one account."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np

from tariff_rules.charge import other_total
from tariff_rules.columns.accounts import Columns, Whole
from tariff_rules.columns.book import ALONE, REFUSED, Book, groups_of
from tariff_rules.columns.whole import MOST_KWH, WHOLE
from tariff_rules.cycles import Cycle
from tariff_rules.errors import FactError, TariffRulesError
from tariff_rules.rates import Rates
from tariff_rules.settle import Held, nothing_held, refund_of, settle

TIERS = 5  # more than any schedule has


class Counted(NamedTuple):
    """What accounts come to in one pass, in fen.

    Attributes:
        bills: each settlement's money; 0 where there is none.
        other_bills: the same in the form of a bill that is not the region's.
        refund: what is returned later for free kWh, of each account.
        terms: number of the terms of each settlement in `book`.
        refused: row of an account -> why it cannot be counted; its figures mean nothing.
    """

    bills: Whole
    other_bills: Whole
    refund: Whole
    terms: Whole
    book: Book
    refused: Mapping[int, TariffRulesError]

    @property
    def total(self) -> Whole:
        """Of each account."""
        found: Whole = self.bills.sum(axis=0)
        return found


def count(columns: Columns, book: Book) -> Counted:
    """Count all settlements of the accounts, by the terms of the book."""
    terms = book.numbers_of(columns)
    _choose_flat(columns, book, terms)
    bills, others = np.zeros_like(terms), np.zeros_like(terms)
    refund = np.zeros(len(columns), np.int64)
    pools, refused = _Pools(len(columns)), _too_much(columns) | _without_terms(terms, book)
    for step, number, rows in _groups(terms):
        rates, pool = book.terms[number].rates, book.pools[number]
        kwh = columns.kwh[step, rows]
        periods: Any = {
            name: columns.periods[name][step, rows]
            for name in rates.differences
            if name in columns.periods
        }
        if rates.differences:
            refused.update(_without_periods(step, rows, kwh, periods))
        held = nothing_held(rates, WHOLE) if pool == ALONE else pools.take(rows, pool, rates)
        _, charge, after = settle(kwh, periods, rates, held, WHOLE)
        bills[step, rows] = charge.total
        others[step, rows] = other_total(charge, WHOLE)
        if pool != ALONE:
            pools.put(rows, pool, after)
        if rates.refund:
            refund[rows] += refund_of(kwh, rates.refund, WHOLE)
    return Counted(bills, others, refund, terms, book, refused)


def _groups(terms: Whole) -> Iterator[tuple[int, int, Any]]:
    """Step by step, each number of terms with its rows."""
    for step in range(len(terms)):
        for number, rows in groups_of(terms[step].copy()):
            if number >= 0:
                yield step, number, rows


def _without_terms(terms: Whole, book: Book) -> dict[int, TariffRulesError]:
    """Row of an account -> why the first of its settlements that has no terms has none."""
    steps, rows = np.nonzero(terms <= REFUSED)
    found: dict[int, TariffRulesError] = {}
    for step, row in zip(steps, rows, strict=True):
        found.setdefault(int(row), book.errors[REFUSED - terms[step, row]])
    return found


def _too_much(columns: Columns) -> dict[int, TariffRulesError]:
    """Row of an account -> a settlement whose money would leave 64 bits and come out wrong."""
    steps, rows = np.nonzero(np.abs(columns.kwh) > MOST_KWH * 100)
    return {
        int(row): FactError(
            f"settlements[{step}].kwh", "is above {most_kwh} kWh; check it", most_kwh=MOST_KWH
        )
        for step, row in zip(steps, rows, strict=True)
    }


def _choose_flat(columns: Columns, book: Book, terms: Whole) -> None:
    """The flat terms of a large household where the kWh of its tier year ask for them."""
    if not any(book.flat):
        return
    years: dict[Cycle | None, Whole] = {}
    for step, number, rows in _groups(terms):
        year = book.terms[number].year
        if year:
            kwh = years.setdefault(year, np.zeros(len(columns), np.int64))
            kwh[rows] += columns.kwh[step, rows]
    everybody = np.arange(len(columns))
    for step, number, rows in _groups(terms):
        flat = book.flat[number]
        if flat:
            some = everybody[rows]
            above = years[book.terms[number].year][some] > flat[0]
            terms[step, some[above]] = flat[1]


class _Pools:
    """What each account's present pool holds; those that count by themselves hold nothing."""

    def __init__(self, accounts: int) -> None:
        self.number = np.full(accounts, ALONE, np.int64)
        self.kwh = np.zeros((TIERS, accounts), np.int64)
        self.free = np.zeros(accounts, np.int64)

    def take(self, rows: Any, pool: int, rates: Rates) -> Held:
        """What that pool holds for each of the accounts."""
        other = self.number[rows] != pool
        kwh, free = self.kwh[: len(rates.limits) + 1, rows], self.free[rows]
        if other.any():
            kwh, free = np.where(other, 0, kwh), np.where(other, 0, free)
        return Held(tuple(kwh), free)

    def put(self, rows: Any, pool: int, held: Held) -> None:
        """Keep what it holds now."""
        self.number[rows] = pool
        self.free[rows] = held.free
        for tier, kwh in enumerate(held.kwh):
            self.kwh[tier, rows] = kwh


def _without_periods(
    step: int, rows: Any, kwh: Whole, periods: Mapping[str, Whole]
) -> dict[int, FactError]:
    """Where time of use holds and the kWh by period do not make up the settlement."""
    given = sum(periods.values(), np.zeros_like(kwh))
    numbers = np.arange(kwh.shape[0]) if isinstance(rows, slice) else rows
    names = ", ".join(periods)
    return {
        int(row): FactError(
            f"settlements[{step}].periods",
            "is missing: time of use holds; give the kWh of {names}",
            names=names,
        )
        for row in numbers[given != kwh]
    }
