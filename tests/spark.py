"""The audit on Spark (extra `spark`), in its local mode, beside one machine: `make test-spark`.

1,000 households in four offices, as Parquet partitioned by office and month, the way a province
keeps them. Both must find the same, finding by finding; the last line has the figures.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

import polars as pl

from bot.sample_office.large import offices
from bot.sample_office.writing import FILES, write_office

HOUSEHOLDS, OFFICES = 1_000, 4
MONTHLY = {"readings": "电费年月", "bills": "电费年月"}
NUMBERS = ("抄见电量", "应收电费", "结算电量", "上次示数", "本次示数")
DAYS = ("抄表日期", "上次抄表日期", "立户日期", "送电日期")
Data = dict[str, Any]


def write_parquet(folder: Path) -> None:
    """Made-up offices as Parquet: office=0001/readings/month=201801/part.parquet."""
    for office in range(1, OFFICES + 1):
        with tempfile.TemporaryDirectory() as made:
            ((_, lists, truth),) = offices(HOUSEHOLDS // OFFICES, office)
            write_office(Path(made), lists, truth, mess=False, seed=office)
            for kind, name in FILES.items():
                path = Path(made, f"{name}.csv")
                if path.exists():
                    _partitioned(folder / f"office={office:04d}" / kind, kind, _typed(path))


def _typed(path: Path) -> pl.DataFrame:
    table = pl.read_csv(path, infer_schema=False)
    numbers = [pl.col(name).cast(pl.Float64) for name in NUMBERS if name in table.columns]
    days = [pl.col(name).str.to_date() for name in DAYS if name in table.columns]
    return table.with_columns(*numbers, *days)


def _partitioned(folder: Path, kind: str, table: pl.DataFrame) -> None:
    months = MONTHLY.get(kind)
    parts = table.partition_by(months, as_dict=True) if months else {(): table}
    for month, part in parts.items():
        place = folder / f"month={month[0]}" if month else folder
        place.mkdir(parents=True)
        # The folder's name says the month; the file has no column of it, as Spark writes them.
        part.drop(months or [], strict=False).write_parquet(place / "part.parquet")


def audited(folder: Path, *more: str) -> tuple[list[Data], Data]:
    """What an audit of the folder prints."""
    words = ["audit", str(folder), "--as-of", "2018-12-31", "--json", *more]
    done = subprocess.run(
        [sys.executable, "-c", "from bot.cli import main; main()", *words],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        sys.exit(done.stderr)
    *findings, summary = map(json.loads, done.stdout.splitlines())
    return findings, summary


def main() -> None:
    """Print one line; end with 1 where the two differ."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        write_parquet(folder)
        times = [time.monotonic()]
        alone, of_alone = audited(folder)
        times.append(time.monotonic())
        shared, of_shared = audited(folder, "--spark", "local[2]")
        times.append(time.monotonic())
        files = len(list(folder.rglob("*.parquet")))
    here, there = (round(end - start, 1) for start, end in pairwise(times))
    same = alone == shared and {**of_alone, "seconds": 0} == {**of_shared, "seconds": 0}
    print(
        f"spark local[2]: {of_shared['accounts']} accounts, {OFFICES} offices, {files} files of "
        f"Parquet by office and month; {len(shared)} findings, on one machine {len(alone)}: "
        f"{'the same' if same else 'DIFFERENT'}; {there} s, on one machine {here} s"
    )
    sys.exit(not same)


if __name__ == "__main__":
    main()
