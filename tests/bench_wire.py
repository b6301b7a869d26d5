"""A full explanation over the wire, as ratios to a bare echo bot on one stand-in: `make bench`.

Both are processes of their own. Throughput: many chats ask at once, counted until all are
answered; the processor time of it is the bot's own, and hardly depends on who else is at work on
the machine. Latency: one question at a time, by its slowest in a hundred. Memory: resident size
after ever more updates (`python -m tests.bench_wire memory`, some minutes).
"""

from __future__ import annotations

import asyncio
import os
import signal
import sqlite3
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from statistics import median

from bot import clock
from bot.contract.messages import Chat
from bot.sqlite.database import migrate
from bot.sqlite.store import SqliteStore
from tests.dialogue.conversation import put_account, put_bill
from tests.faults.office import PATIENCE, Process
from tests.standin import BotApi, Person

ECHO = """
import sys
from telegram.ext import ApplicationBuilder, MessageHandler, filters

async def echo(update, context):
    await update.message.reply_text(update.message.text)

app = ApplicationBuilder().token(sys.argv[1]).base_url(sys.argv[2]).build()
app.add_handler(MessageHandler(filters.TEXT, echo))
app.run_polling(timeout=10)
"""
QUESTION = "为什么超过0.56?"
PEOPLE, ROUNDS, SINGLES, TURNS = 200, 2, 200, 5  # no chat writes faster than it is answered


@asynccontextmanager
async def echo_bot(_: Path) -> AsyncIterator[tuple[BotApi, int]]:
    """The bare bot, and the number of its process."""
    async with BotApi() as api:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-c", ECHO, api.token, api.base_url
        )
        await api.bell.until(lambda: any(n == "getUpdates" for n, _ in api.calls), PATIENCE)
        yield api, process.pid
        process.send_signal(signal.SIGTERM)
        await process.wait()
        api.expect_refusals(len(api.refusals))


@asynccontextmanager
async def our_bot(folder: Path) -> AsyncIterator[tuple[BotApi, Process]]:
    """Ours, with inbox and outbox, and a bound account for each chat."""
    async with BotApi() as api:
        process = Process(api, folder, JIETI_SENDS="100000,100000,100000")
        await process.start(typed=True)
        yield api, process
        await process.stop(signal.SIGTERM)
        process.log.close()
        api.expect_refusals(len(api.refusals))


def bind_all(path: Path, people: list[Person]) -> None:
    """An account with the seed's bill for each of them."""
    with sqlite3.connect(path, timeout=30, isolation_level=None) as db:
        db.row_factory = sqlite3.Row
        migrate(db, clock.now())
        db.execute("BEGIN IMMEDIATE")
        store = SqliteStore(db)
        for n, person in enumerate(people):
            number = str(4100000000 + n)
            put_account(store, number, "张建国", "13800005678", "2018-12-05", "2018-10-08")
            put_bill(store, number, "2018-10-08", "2018-12-20", "420", "287.20")
            chat = Chat("telegram", str(person.id))
            store.chats.put_agrees(chat, clock.now(), agrees=True)
            store.chats.bind(chat, number, clock.now())
        db.execute("COMMIT")
    db.close()


async def measured(api: BotApi, people: list[Person], pid: int) -> tuple[float, float, float]:
    """Answers a second, seconds of the processor for each, and the slowest one by one."""
    await throughput(api, people[:5])
    before = processor(pid)
    rate = await throughput(api, people)
    each = (processor(pid) - before) / (ROUNDS * len(people))
    return rate, each, await slowest(api, people)


def processor(pid: int) -> float:
    """Seconds of the processor that a process has had."""
    _, _, rest = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")
    ticks = rest.split()
    return (int(ticks[11]) + int(ticks[12])) / os.sysconf("SC_CLK_TCK")


async def throughput(api: BotApi, people: list[Person]) -> float:
    """Answers a second, all chats asking at once."""
    before = len(api.sent)
    start = time.perf_counter()
    for _ in range(ROUNDS):
        for person in people:
            await person.says(QUESTION)
    wanted = before + ROUNDS * len(people)
    await api.bell.until(lambda: len(api.sent) >= wanted, 120)
    return ROUNDS * len(people) / (time.perf_counter() - start)


async def slowest(api: BotApi, people: list[Person]) -> float:
    """Seconds that 99 of 100 answers take at most, asked one after the other."""
    found = []
    for n in range(SINGLES):
        wanted = len(api.sent) + 1
        start = time.perf_counter()
        await people[n % len(people)].says(QUESTION)
        await api.bell.until(lambda w=wanted: len(api.sent) >= w, 20)  # type: ignore[misc]
        found.append(time.perf_counter() - start)
    return sorted(found)[int(SINGLES * 0.99) - 1]


def people_of(api: BotApi) -> list[Person]:
    """Those who ask."""
    return [api.person(f"客户{n}") for n in range(PEOPLE)]


async def compare() -> None:
    """Both bots in turn, several times; the medians, for the machine is noisy."""
    bare, ours = [], []
    for _ in range(TURNS):
        with tempfile.TemporaryDirectory() as folder:
            async with echo_bot(Path(folder)) as (api, pid):
                bare.append(await measured(api, people_of(api), pid))
        with tempfile.TemporaryDirectory() as folder:
            async with our_bot(Path(folder)) as (api, process):
                people = people_of(api)
                bind_all(process.database, people)
                ours.append(await measured(api, people, process.pid))
    for place, what in enumerate(("throughput", "processor", "p99 latency")):
        ratio = median(one[place] for one in ours) / median(one[place] for one in bare)
        print(f"explanations over the wire, {what:11}  {ratio:.2f} x a bare echo bot's")


async def memory(updates: int) -> None:
    """Resident size of the process after ever more updates."""
    with tempfile.TemporaryDirectory() as folder:
        async with our_bot(Path(folder)) as (api, process):
            people = people_of(api)
            bind_all(process.database, people)
            done = 0
            first = None
            while done < updates:
                await throughput(api, people)
                done += ROUNDS * len(people)
                api.calls.clear()
                api.sent.clear()
                api.messages.clear()
                for person in people:
                    person.received.clear()
                if done % 20_000 < 800:
                    size = resident(process.pid)
                    first = first or size
                    print(
                        f"{done:7d} updates  {size / first:.2f} x the memory at first", flush=True
                    )


def resident(pid: int) -> int:
    """Bytes in memory."""
    pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


if __name__ == "__main__":
    asyncio.run(memory(200_000) if sys.argv[1:] == ["memory"] else compare())
