"""Accounts side by side: one column for each fact of a settlement, one row for each account."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tariff_rules.account import ServiceAccount, Settlement
from tariff_rules.numbers import FEN, ZERO

Whole = NDArray[np.int64]
Days = NDArray[np.datetime64]
NOT_CHARGED = np.iinfo(np.int64).min
NO_DAY = np.datetime64("NaT", "D")


@dataclass(frozen=True, slots=True)
class Columns:
    """Accounts of one region; a table of settlements has the shape (settlements, accounts).

    Each account's settlements stand from the top down in order of time.

    Attributes:
        standings: accounts whose facts hold for many: their dates, price, grants, corrections. Of
            their settlements nothing is read, so `powered_on` must be given.
        standing: for each account, the number of its standing.
        first: day of the earlier reading; NaT below an account's last settlement.
        last: day of the later reading.
        kwh: hundredths of a kWh.
        charged: fen on the bill; `NOT_CHARGED` where there is none.
        estimated: whether the later reading was estimated.
        normal_days: days that the span would have had; 0 where the reading day was not moved.
        periods: hundredths of a kWh by time-of-use period, in the order of the tariff's.
    """

    standings: Sequence[ServiceAccount]
    standing: Whole
    first: Days
    last: Days
    kwh: Whole
    charged: Whole
    estimated: NDArray[np.bool_]
    normal_days: Whole
    periods: Mapping[str, Whole]

    def __len__(self) -> int:
        """How many accounts there are."""
        return len(self.standing)

    @property
    def present(self) -> NDArray[np.bool_]:
        """Where there is a settlement."""
        found: NDArray[np.bool_] = ~np.isnat(self.first)
        return found

    @property
    def count(self) -> Whole:
        """How many settlements each account has."""
        found: Whole = self.present.sum(axis=0)
        return found

    def take(self, rows: Any) -> Columns:
        """Some of the accounts."""
        return Columns(
            self.standings,
            self.standing[rows],
            self.first[:, rows],
            self.last[:, rows],
            self.kwh[:, rows],
            self.charged[:, rows],
            self.estimated[:, rows],
            self.normal_days[:, rows],
            {name: kwh[:, rows] for name, kwh in self.periods.items()},
        )

    def account(self, row: int) -> ServiceAccount:
        """One of them by itself, to assess and explain."""
        standing: ServiceAccount = self.standings[self.standing[row]]
        settlements = tuple(self._settlement(row, step) for step in range(self.count[row]))
        return replace(standing, settlements=settlements)

    def _settlement(self, row: int, step: int) -> Settlement:
        charged = int(self.charged[step, row])
        periods = {name: _decimal(kwh[step, row]) for name, kwh in self.periods.items()}
        return Settlement(
            self.first[step, row].item(),
            self.last[step, row].item(),
            _decimal(self.kwh[step, row]),
            None if charged == NOT_CHARGED else _decimal(charged),
            periods if any(periods.values()) else {},
            bool(self.estimated[step, row]),
            int(self.normal_days[step, row]) or None,
        )


def plain_columns(
    standings: Sequence[ServiceAccount],
    standing: Whole,
    days: tuple[Days, Days],
    kwh: Whole,
    charged: Whole,
) -> Columns:
    """Columns of accounts without time of use, estimates and moved reading days.

    Args:
        standings: see `Columns`.
        standing: see `Columns`.
        days: the first and the last day of each settlement.
        kwh: hundredths of a kWh.
        charged: fen, or `NOT_CHARGED`.
    """
    none = np.broadcast_to(np.int64(0), kwh.shape)
    first, last = days
    return Columns(standings, standing, first, last, kwh, charged, none != 0, none, {})


def columns_of(accounts: Sequence[ServiceAccount]) -> Columns:
    """Accounts of one region as columns; those with the same facts share a standing.

    kWh are taken to two decimals, as registers show them.
    """
    known: dict[str, int] = {}
    standings: list[ServiceAccount] = []
    standing = []
    for account in accounts:
        use = account.in_use_since()
        one = replace(account, powered_on=use, settlements=(Settlement(use, use, ZERO),))
        number = known.setdefault(repr(one), len(standings))
        if number == len(standings):
            standings.append(one)
        standing.append(number)
    names = dict.fromkeys(n for a in accounts for s in a.settlements for n in s.periods)
    rows = [account.settlements for account in accounts]

    def table(value: Any, none: Any, kind: str) -> Any:
        found = np.full((max(map(len, rows), default=0), len(rows)), none, kind)
        for row, settlements in enumerate(rows):
            found[: len(settlements), row] = [value(one) for one in settlements]
        return found

    return Columns(
        standings,
        np.array(standing, np.int64),
        table(lambda one: one.first, NO_DAY, "datetime64[D]"),
        table(lambda one: one.last, NO_DAY, "datetime64[D]"),
        table(lambda one: hundredths(one.kwh), 0, "int64"),
        table(_charged, NOT_CHARGED, "int64"),
        table(lambda one: one.estimated, False, "bool"),
        table(lambda one: one.normal_days or 0, 0, "int64"),
        {
            name: table(lambda one, name=name: hundredths(one.periods.get(name)), 0, "int64")
            for name in names
        },
    )


def hundredths(number: Decimal | None) -> int:
    """An exact number in hundredths."""
    return int((number or ZERO).quantize(FEN).scaleb(2))


def _charged(settlement: Settlement) -> int:
    return NOT_CHARGED if settlement.charged is None else hundredths(settlement.charged)


def _decimal(number: Any) -> Decimal:
    return Decimal(int(number)).scaleb(-2)
