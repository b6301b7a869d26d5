"""What an audit with all its rules costs beside a bare pass in Polars, in one run: `make bench`.
Other folders (a million of `jieti sample`): `python -m tests.bench_audit FOLDER…`.

Both read the same offices of 10,000 households and twelve bills each, office by office. The bare
pass reads three lists as they are, makes numbers of their cells, joins readings and bills, and
works out each bill by whole-year tiers.
"""

from __future__ import annotations

import io
import resource
import sys
import tempfile
import time
from contextlib import redirect_stdout, suppress
from pathlib import Path

import polars as pl

from bot.cli import main as jieti

SIZES = (10_000, 30_000)
LISTS = ("01_用户档案.csv", "02_抄表数据.csv", "03_应收电费.csv")


def bare(office: Path) -> int:
    """Fen that an office's bills come to."""
    accounts, readings, bills = (pl.scan_csv(office / name, infer_schema=False) for name in LISTS)
    read = readings.select(
        "户号", "电费年月", kwh=pl.col("抄见电量").cast(pl.Float64).cast(pl.Int64) * 100,
        last=pl.col("抄表日期").str.to_date(), first=pl.col("上次抄表日期").str.to_date(),
    )  # fmt: skip
    charged = bills.select(
        "户号", "电费年月", fen=(pl.col("应收电费").cast(pl.Float64) * 100).round().cast(pl.Int64)
    )
    homes = accounts.select("户号", opened=pl.col("立户日期").str.to_date())
    rows = read.join(charged, on=["户号", "电费年月"]).join(homes, on="户号").sort("户号", "last")
    used = pl.col("kwh").cum_sum().over("户号")
    before = used - pl.col("kwh")
    first = pl.min_horizontal(used, 216_000) - pl.min_horizontal(before, 216_000)
    third = pl.max_horizontal(used, 312_000) - pl.max_horizontal(before, 312_000)
    parts = zip((first, pl.col("kwh") - first - third, third), (5600, 6100, 8600), strict=True)
    money = pl.sum_horizontal([(kwh * price + 5000) // 10_000 for kwh, price in parts])
    return int(rows.select((money - pl.col("fen")).abs().sum()).collect().item())


def command(*words: str) -> None:
    """A command of ours, to its end; nothing is printed."""
    sys.argv = ["jieti", *words]
    with redirect_stdout(io.StringIO()), suppress(SystemExit):
        jieti()


def compare(folder: Path) -> str:
    """One line about the offices of a folder; seconds are of the processor."""
    lists = sorted(folder.rglob(LISTS[0]))
    started = time.process_time()
    for path in lists:
        bare(path.parent)
    least = time.process_time() - started
    command("audit", str(folder), "--json")
    whole = time.process_time() - started - least
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return (
        f"audit, all rules, {len(lists)} offices x 12  {whole / least:9.1f} x a bare Polars pass "
        f"({whole:.1f} s, {least:.1f} s here; {most} MB at most)"
    )


def main() -> None:
    """Print one line for each folder that is named, or for made-up offices of each size."""
    for name in sys.argv[1:]:
        print(compare(Path(name)))
    for size in () if sys.argv[1:] else SIZES:
        with tempfile.TemporaryDirectory() as folder:
            command("sample", "--accounts", str(size), "--seed", "1", "--out", folder)
            print(compare(Path(folder)))


if __name__ == "__main__":
    main()
