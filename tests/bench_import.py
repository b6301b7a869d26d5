"""What an import costs, as a ratio to a bare reader and executemany in one run: `make bench`.

By the processor's time, which hardly depends on who else is at work. And what a customer waits who
asks meanwhile: beside `jieti import`, and where the service itself imports, as at night.

`python -m tests.bench_import 100000` takes that many accounts with twelve readings and bills.
"""

from __future__ import annotations

import asyncio
import csv
import os
import resource
import sqlite3
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import asynccontextmanager, closing
from multiprocessing import get_context
from pathlib import Path
from statistics import median, quantiles

from bot import clock
from bot.cli.settings import read_settings
from bot.contract.messages import Chat, Incoming, MessageKind
from bot.counter.handle import handle
from bot.intake.importer import import_file
from bot.intake.undoing import undo
from bot.sqlite.database import open_database
from bot.sqlite.lock import only_service
from bot.store.port import Database, Store
from tests.desk import JIETI

ACCOUNTS = 2000
QUIET = 10  # seconds
LAST = "last.csv"
BEFORE = 2  # ways to the database before a message is handled: it is stored, then taken
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
    begun = time.process_time()
    with closing(sqlite3.connect(database)) as db, path.open(encoding="utf-8") as file:
        db.execute(
            "CREATE TABLE IF NOT EXISTS reading (a, m, p, l, t, k, x, d, PRIMARY KEY (a, p))"
        )
        db.execute("CREATE TABLE IF NOT EXISTS bill (a, p, k, c, PRIMARY KEY (a, p))")
        rows = list(csv.reader(file))[1:]
        db.executemany("INSERT INTO reading VALUES (?,?,?,?,?,?,?,?)", (row[:8] for row in rows))
        db.executemany("INSERT INTO bill VALUES (?,?,?,?)", ((r[0], r[2], *r[8:]) for r in rows))
        db.commit()
    return time.process_time() - begun


def nothing(store: Store) -> None:
    """One way to the database."""
    del store


async def chatting(database: Database, waits: list[float]) -> None:
    """A customer asks ten times a second; how long each answer takes, in seconds."""
    desk = read_settings({}).desk
    chat = Chat("telegram", "7")
    while True:
        question = Incoming(chat, MessageKind.TEXT, "为什么超过0.56?", sender="7")
        key, begun = f"bench:{time.monotonic_ns()}", time.perf_counter()
        for _ in range(BEFORE):
            await database.note(nothing)
        await database.note(lambda s, q=question, k=key: handle(s, desk, q, clock.now(), k))
        await database.read(nothing)
        waits.append(time.perf_counter() - begun)
        await asyncio.sleep(0.1)


@asynccontextmanager
async def beside_a_chat(database: Database, waits: list[float]) -> AsyncIterator[None]:
    """Somebody asks all the while."""
    task = asyncio.ensure_future(chatting(database, waits))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait({task})


def p99(waits: list[float]) -> float:
    """Of a hundred answers the slowest but one, in milliseconds."""
    return quantiles(waits, n=100)[-1] * 1000


async def by_command(folder: Path, file: Path) -> None:
    """`jieti import`, as a process of its own."""
    process = await asyncio.create_subprocess_exec(
        JIETI, "import", file,
        env={**os.environ, "JIETI_DATABASE": str(folder / "office.db")},
        stdout=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    await process.wait()


async def taken_back(database: Database) -> None:
    """The newest import is undone."""
    number = (await database.read(lambda store: store.imports.all()))[0].number
    await undo(database, number, clock.now(), "system")


async def rows_and_seconds(database: Database, folder: Path, accounts: int) -> tuple[int, ...]:
    """Rows, microseconds of ours and of the bare way, and the most memory of ours in MB.

    The bare way has a process to itself: neither carries what the other has in memory.
    """
    ours = plain = 0.0
    rows = 0
    with ProcessPoolExecutor(1, get_context("spawn")) as other:
        for path in year_files(folder, accounts):
            begun = time.process_time()
            rows += (await import_file(database, path, clock.now())).rows
            ours += time.process_time() - begun
            plain += other.submit(bare, path, folder / "bare.db").result()
            path.rename(folder / LAST)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000
    return rows, int(ours * 1e6), int(plain * 1e6), memory


async def waits(database: Database, folder: Path) -> str:
    """What an answer takes without an import, beside one and within one."""
    quiet: list[float] = []
    beside: list[float] = []
    within: list[float] = []
    await taken_back(database)
    async with beside_a_chat(database, quiet):
        await asyncio.sleep(2)
        quiet.clear()  # the first answer loads the model
        await asyncio.sleep(QUIET)
    async with beside_a_chat(database, beside):
        await by_command(folder, folder / LAST)
    await taken_back(database)
    async with beside_a_chat(database, within):
        await import_file(database, folder / LAST, clock.now())
    return ", ".join(
        f"{name} {median(found) * 1000:.1f} and {p99(found):.0f} ms"
        for name, found in (("alone", quiet), ("beside it", beside), ("within it", within))
    )


async def measure(folder: Path, accounts: int) -> str:
    """One line with the figures."""
    async with open_database(folder / "office.db") as database:
        file = accounts_file(folder / "accounts.csv", accounts)
        await import_file(database, file, clock.now())
        rows, ours, plain, memory = await rows_and_seconds(database, folder, accounts)
        with only_service(folder / "office.db"):
            answers = await waits(database, folder)
    size = (folder / "office.db").stat().st_size // 1_000_000
    return (
        f"import: {accounts} accounts, {rows} rows, {rows * 1_000_000 // ours} rows a second, "
        f"{plain / ours:.2f} of a bare reader and executemany; {memory} MB of memory, "
        f"database {size} MB; an answer takes (half, p99) {answers}"
    )


def main() -> None:
    """Print the line."""
    accounts = int(sys.argv[1]) if len(sys.argv) > 1 else ACCOUNTS
    with tempfile.TemporaryDirectory() as folder:
        print(asyncio.run(measure(Path(folder), accounts)))


if __name__ == "__main__":
    main()
