"""The terms of many settlements: each found once, equal ones with one number."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from tariff_rules.account import Settlement
from tariff_rules.columns.accounts import Columns, Whole, hundredths
from tariff_rules.columns.whole import whole
from tariff_rules.cycles import Cycle
from tariff_rules.errors import TariffRulesError
from tariff_rules.numbers import ZERO
from tariff_rules.owners import MonthsFrom, owners_of
from tariff_rules.tariff import Tariff
from tariff_rules.terms import Pool, Terms, TermsFinder

NONE = -1  # no settlement
REFUSED = -2  # that and below: the number of an error
ALONE = -1  # no pool: a settlement that counts by itself


class Book:
    """The terms of one pass over accounts of a region, by the arguments of `as_billed`.

    Attributes:
        terms: by number, with rates in whole numbers.
        pools: the number of the pool of each, or `ALONE`.
        flat: the kWh of a tier year above which other terms hold instead, and the number of those.
        errors: why some settlements have no terms.
    """

    def __init__(
        self,
        tariff: Tariff,
        months_from: MonthsFrom,
        *,
        years: date | None = None,
        closing: bool = False,
    ) -> None:
        self.tariff, self.months_from = tariff, months_from
        self.years, self.closing = years, closing
        self.terms: list[Terms] = []
        self.pools: list[int] = []
        self.flat: list[tuple[int, int] | None] = []
        self.errors: list[TariffRulesError] = []
        self._numbers: dict[object, int] = {}
        self._pool_numbers: dict[Pool, int] = {}

    def numbers_of(self, columns: Columns) -> Whole:
        """The number of the terms of each settlement, in the shape of its tables."""
        finders: dict[int, TermsFinder] = {}
        found = np.full(columns.first.shape, NONE, np.int64)
        held: dict[int, _Held] = {}
        for step, present in enumerate(columns.present):
            rows = np.flatnonzero(present)
            first, inverse = combinations(
                columns.standing[rows],
                columns.first[step, rows].astype(np.int64),
                columns.last[step, rows].astype(np.int64),
                columns.normal_days[step, rows],
            )
            numbers = [self._number(columns, step, rows[i], finders, held) for i in first]
            found[step, rows] = np.array(numbers, np.int64)[inverse]
        return found

    def _number(
        self,
        columns: Columns,
        step: int,
        row: int,
        finders: dict[int, TermsFinder],
        held: dict[int, _Held],
    ) -> int:
        standing = int(columns.standing[row])
        span = Settlement(
            columns.first[step, row].item(),
            columns.last[step, row].item(),
            ZERO,
            normal_days=int(columns.normal_days[step, row]) or None,
        )
        if standing in held and held[standing].holds(span):
            return held[standing].number
        if standing not in finders:
            finders[standing] = self._finder(columns, standing)
        try:
            terms = finders[standing].terms(span)
        except TariffRulesError as error:
            self.errors.append(error)
            return REFUSED - len(self.errors) + 1
        number = self._numbered(terms)
        held[standing] = _Held(number, span.first, span.last, terms.until)
        return number

    def _finder(self, columns: Columns, standing: int) -> TermsFinder:
        account = columns.standings[standing]
        owners = owners_of(account, self.tariff, self.months_from)
        return TermsFinder(account, self.tariff, owners, years=self.years, closing=self.closing)

    def _numbered(self, terms: Terms) -> int:
        flat = terms.flat
        above = (hundredths(flat.kwh), self._numbered(flat.terms)) if flat else None
        key = (
            id(terms.schedule),
            self._pool(terms.pool),
            terms.rates[:4],
            tuple(terms.rates.differences.items()),
            terms.year,
            above,
        )
        if key not in self._numbers:
            self._numbers[key] = len(self.terms)
            self.terms.append(terms._replace(rates=whole(terms.rates)))
            self.pools.append(self._pool(terms.pool))
            self.flat.append(above)
        return self._numbers[key]

    def _pool(self, pool: Pool) -> int:
        if not isinstance(pool[1], Cycle):
            return ALONE
        return self._pool_numbers.setdefault(pool, len(self._pool_numbers))


class _Held(NamedTuple):
    """Terms found for a span hold for the later ones of the standing, up to a reading day."""

    number: int
    first: date
    last: date
    until: date

    def holds(self, span: Settlement) -> bool:
        """Whether they hold for that span too."""
        return self.first <= span.first and self.last <= span.last <= self.until


def combinations(*columns: Whole) -> tuple[Whole, Whole]:
    """One row of each combination of values, and for each row which combination it has."""
    rows = len(columns[0])
    code, size = np.zeros(rows, np.int64), 1
    for column in columns:
        low, high = (int(column.min()), int(column.max())) if rows else (0, 0)
        if size * (high - low + 1) > _TABLE * max(rows, 1):
            code = np.unique(code, return_inverse=True)[1]
            size = int(code.max()) + 1 if rows else 1
        code, size = code * (high - low + 1) + (column - low), size * (high - low + 1)
    return _first_of(code, size)


_TABLE = 16  # entries of a table for each row, above which sorting is cheaper


def _first_of(code: Whole, size: int) -> tuple[Whole, Whole]:
    if size > _TABLE * max(len(code), 1):
        _, first, inverse = np.unique(code, return_index=True, return_inverse=True)
        return first, inverse
    table = np.full(size, -1, np.int64)
    table[code[::-1]] = np.arange(len(code))[::-1]
    first = table[table >= 0]
    table[code[first]] = np.arange(len(first))
    return first, table[code]


def groups_of(numbers: Whole) -> Iterator[tuple[int, Any]]:
    """Each number with its rows; all rows as a slice where they are alike."""
    if not len(numbers):
        return
    low, high = int(numbers.min()), int(numbers.max())
    if low == high:
        yield low, slice(None)
        return
    order: NDArray[np.intp] = np.argsort(numbers, kind="stable")
    ends = np.flatnonzero(np.diff(numbers[order])) + 1
    for rows in np.split(order, ends):
        yield int(numbers[rows[0]]), rows
