"""What an import costs, as a ratio to a bare reader and executemany in one run: `make bench`.

`python -m tests.bench_import 100000` takes that many accounts with twelve readings and bills.
"""

from __future__ import annotations

import asyncio
import csv
import resource
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from bot import clock
from bot.intake.importer import import_file
from bot.sqlite.database import open_database

ACCOUNTS = 2000
IN_ONE_FILE = 240_000  # rows
DAYS = ("2017-12-20", *(f"2018-{month:02}-20" for month in range(1, 13)))
HEAD = "户号,表号,电费年月,上次示数,本次示数,抄见电量,上次抄表日期,抄表日期,结算电量,应收电费\n"


def accounts_file(path: Path, accounts: int) -> Path:
    """The accounts."""
    rows = (
        f"41{n:08},户{n},138{n:08},某村{n % 97}组,2012-05-06,2012-05-06\n" for n in range(accounts)
    )
    head = "户号,户名,联系电话,用电地址,立户日期,送电日期\n"
    path.write_text(head + "".join(rows), encoding="utf-8")
    return path


def year_files(folder: Path, accounts: int) -> Iterator[Path]:
    """Twelve readings and bills of each account, as many files as they take."""
    step = IN_ONE_FILE // 12
    for first in range(0, accounts, step):
        path = folder / f"year{first}.csv"
        with path.open("w", encoding="utf-8") as file:
            file.write(HEAD)
            for n in range(first, min(first + step, accounts)):
                for month in range(1, 13):
                    last = 1000 + 150 * (month - 1)
                    file.write(
                        f"41{n:08},M{n:09},2018{month:02},{last},{last + 150},150,"
                        f"{DAYS[month - 1]},{DAYS[month]},150,84.00\n"
                    )
        yield path


def bare(path: Path, database: Path) -> float:
    """Seconds of a bare reader and two executemany."""
    begun = time.perf_counter()
    with closing(sqlite3.connect(database)) as db, path.open(encoding="utf-8") as file:
        db.execute(
            "CREATE TABLE IF NOT EXISTS reading (a, m, p, l, t, k, x, d, PRIMARY KEY (a, p))"
        )
        db.execute("CREATE TABLE IF NOT EXISTS bill (a, p, k, c, PRIMARY KEY (a, p))")
        rows = list(csv.reader(file))[1:]
        db.executemany("INSERT INTO reading VALUES (?,?,?,?,?,?,?,?)", (row[:8] for row in rows))
        db.executemany("INSERT INTO bill VALUES (?,?,?,?)", ((r[0], r[2], *r[8:]) for r in rows))
        db.commit()
    return time.perf_counter() - begun


async def measure(folder: Path, accounts: int) -> str:
    """One line with the figures."""
    ours = plain = 0.0
    rows = 0
    async with open_database(folder / "office.db") as database:
        await import_file(database, accounts_file(folder / "accounts.csv", accounts), clock.now())
        for path in year_files(folder, accounts):
            begun = time.perf_counter()
            report = await import_file(database, path, clock.now())
            ours += time.perf_counter() - begun
            plain += bare(path, folder / "bare.db")
            rows += report.rows
            path.unlink()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000
    size = (folder / "office.db").stat().st_size // 1_000_000
    return (
        f"import: {accounts} accounts, {rows} rows, {rows / ours:.0f} rows a second, "
        f"{plain / ours:.2f} of a bare reader and executemany; {memory} MB of memory, "
        f"database {size} MB"
    )


def main() -> None:
    """Print the line."""
    accounts = int(sys.argv[1]) if len(sys.argv) > 1 else ACCOUNTS
    with tempfile.TemporaryDirectory() as folder:
        print(asyncio.run(measure(Path(folder), accounts)))


if __name__ == "__main__":
    main()
