"""What columns cost beside a bare pass of the same arithmetic, in one run: `make bench`."""

from __future__ import annotations

import timeit
from datetime import date
from decimal import Decimal

import numpy as np
import polars as pl

from tariff_rules import ServiceAccount, Settlement, load_region
from tariff_rules.columns import NOT_CHARGED, Columns, assess_columns, plain_columns
from tariff_rules.columns.accounts import Whole

ACCOUNTS = 200_000
HENAN = load_region("henan")
LONG_AGO = date(2005, 1, 1)


def some_columns(kwh: Whole) -> Columns:
    """Accounts of 28 reading days; one in twenty was registered in the year, two months late."""
    chance = np.random.default_rng(7)
    months = np.arange("2023-12", "2025-01", dtype="datetime64[M]").astype("datetime64[D]")
    days = months[:, None] + chance.integers(0, 28, kwh.shape[1])
    anybody = (Settlement(LONG_AGO, LONG_AGO, Decimal(0)),)
    standings = [ServiceAccount("henan", LONG_AGO, LONG_AGO, anybody)]
    use = date(2023, 11, 20)
    standings += [
        ServiceAccount("henan", date(2024, month, 10), use, (Settlement(use, use, Decimal(0)),))
        for month in range(1, 13)
    ]
    late = chance.random(kwh.shape[1]) < 0.05
    standing = np.where(late, chance.integers(1, 13, kwh.shape[1]), 0)
    none = np.full(kwh.shape, NOT_CHARGED)
    return plain_columns(standings, standing, (days[:-1], days[1:]), kwh, none)


def bare(kwh: Whole) -> int:
    """Twelve months against whole-year limits, each tier's line to the fen, in plain Polars."""
    frame = pl.DataFrame({f"k{month}": row for month, row in enumerate(kwh)})
    used, sums = pl.lit(0, pl.Int64), []
    for month in range(len(kwh)):
        now = used + pl.col(f"k{month}")
        first = pl.min_horizontal(now, 216_000) - pl.min_horizontal(used, 216_000)
        third = pl.max_horizontal(now, 312_000) - pl.max_horizontal(used, 312_000)
        second = pl.col(f"k{month}") - first - third
        parts = zip((first, second, third), (5600, 6100, 8600), strict=True)
        sums.append(pl.sum_horizontal([(kwh * price + 5000) // 10_000 for kwh, price in parts]))
        used = now
    return int(frame.lazy().select(pl.sum_horizontal(sums).sum()).collect().item())


def main() -> None:
    """Print one line for each measure."""
    kwh = np.random.default_rng(1).integers(4_000, 42_000, (12, ACCOUNTS))
    columns = some_columns(kwh)
    least = min(timeit.repeat(lambda: bare(kwh), number=1, repeat=3))
    both = min(timeit.repeat(lambda: assess_columns(columns, HENAN), number=1, repeat=3))
    print(f"bare Polars pass, {ACCOUNTS} accounts x 12   1.0 x ({least:.2f} s here)")
    print(f"columns: both readings, both forms  {both / least:9.1f} x "
          f"({ACCOUNTS / both / 1e6:.2f} M accounts/s)")  # fmt: skip


if __name__ == "__main__":
    main()
