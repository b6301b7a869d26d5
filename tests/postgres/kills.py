"""Two machines, pushed to at random, and what befalls them at random.

`python -m tests.postgres.kills [KILLS [OF_DATABASE [PARTITIONS]]]`: so many times one of them is
killed, the database ends at once, or one of them hears nothing of the database for a while. What
has ended is begun again, as systemd does it. The last line has the figures; 1 if a message was
lost, handled twice or out of its order, or the audit trail does not hold. An answer that was not
noted as sent may come a second time, one a fault.
"""

from __future__ import annotations

import asyncio
import os
import random
import signal
import sys
import tempfile
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack, suppress
from pathlib import Path

from tornado.httpclient import HTTPError

from bot.postgres.database import open_database
from bot.store.port import Store
from tests.postgres.line import Wire, wire
from tests.postgres.office import new_url
from tests.postgres.server import URL, Server, running
from tests.postgres.test_standby import answered, machine, pushed_to
from tests.standin import BotApi

PEOPLE, BETWEEN = 5, 8  # who writes; messages between two faults
SILENT = 20.0  # seconds of a partition: by then the server has let the other one serve


async def posted(api: BotApi, addresses: list[str], update: dict[str, object]) -> None:
    """Push it to one or the other until it is taken, as Telegram does."""
    while True:
        api.webhook["url"] = random.choice(addresses)
        try:
            answer = await api.post_webhook(update, api.webhook["secret_token"])
        except (OSError, HTTPError):
            answer = None
        if answer is not None and answer.code == 200:
            return
        await asyncio.sleep(0.05)


class Machines:
    """Two machines that serve or stand by; what has ended is begun again."""

    def __init__(self, begin: Callable[[int], Awaitable[asyncio.subprocess.Process]]) -> None:
        self._begin, self._are = begin, list[asyncio.subprocess.Process]()

    async def watch(self) -> None:
        """Begin them, and each again whenever it has ended."""
        self._are = [await self._begin(0), await self._begin(1)]
        while True:
            for place, one in enumerate(self._are):
                if one.returncode is not None:
                    self._are[place] = await self._begin(place)
            await asyncio.sleep(0.1)

    def kill(self, place: int) -> None:
        with suppress(ProcessLookupError):
            self._are[place].send_signal(signal.SIGKILL)


async def trial(server: Server, kills: int, of_database: int, cuts: int) -> tuple[str, bool]:
    """Figures, and whether all is well."""
    rng = random.Random(kills)
    settings = [pushed_to(), pushed_to()]
    addresses = [one["JIETI_WEBHOOK_URL"] for one in settings]
    url, count = new_url(), 0
    faults = ["kill"] * kills + ["database"] * of_database + ["partition"] * cuts
    rng.shuffle(faults)
    with tempfile.TemporaryDirectory() as name:
        async with BotApi() as api, AsyncExitStack() as stack:
            async with open_database(url):
                pass  # its tables are made
            wires = [await stack.enter_async_context(wire(server.port)) for _ in range(2)]
            people = [api.person(f"第{n}家") for n in range(PEOPLE)]

            async def begun(place: int) -> asyncio.subprocess.Process:
                folder, own = Path(name, str(place)), wires[place].of(url)
                return await stack.enter_async_context(
                    machine(folder, api, own, **settings[place])
                )

            machines = Machines(begun)
            watching = asyncio.create_task(machines.watch())
            await api.bell.until(lambda: bool(api.webhook), 60)
            for fault in (*faults, ""):
                for _ in range(BETWEEN):
                    person = rng.choice(people)
                    with api.holding() as held:
                        await person.says(f"几点上班 {count}")
                    await posted(api, addresses, held[0])
                    count += 1
                await _befalls(fault, server, machines, wires[rng.randrange(2)], rng.randrange(2))
            async with open_database(url) as database:
                await answered(database, count)
                done = await database.read(lambda store: store.inbox.count("done"))
                trail = await database.read(lambda store: store.audit.verify())
                in_order = await database.read(_in_order)
            watching.cancel()
        received = sum(len(person.received) for person in people)
    sound = (trail.broken_at, trail.altered, trail.records) == (None, (), ())
    line = (
        f"{kills} kills of two machines, {of_database} of the database, {cuts} partitions, "
        f"{count} messages: {count - done} lost, {received - count} answers twice, "
        f"order {'kept' if in_order else 'broken'}, trail {'whole' if sound else 'broken'}"
    )
    return line, done == count and 0 <= received - count <= len(faults) and in_order and sound


async def _befalls(fault: str, server: Server, machines: Machines, cut: Wire, place: int) -> None:
    if fault == "kill":
        machines.kill(place)
    elif fault == "database":
        await asyncio.to_thread(server.stop, "immediate")
        await asyncio.to_thread(server.start)
    elif fault == "partition":
        cut.hears = False
        asyncio.get_running_loop().call_later(SILENT, cut.heal)


def _in_order(store: Store) -> bool:
    """Whether answers went out to each chat in the order in which what they answer came."""
    db = store.connection  # type: ignore[attr-defined]
    rows = db.execute("SELECT chat_id, key FROM outbox ORDER BY chat_id, id").fetchall()
    last: dict[str, int] = {}
    for chat, key in rows:
        number = int(key.split(":")[2].split("-")[0]) if key.count(":") > 1 else 0
        if number < last.get(chat, 0):
            return False
        last[chat] = number
    return True


if __name__ == "__main__":
    times = [int(one) for one in sys.argv[1:]] or [20]
    with running() as began:
        os.environ[URL] = began.url
        told, well = asyncio.run(trial(began, *times, *[0] * (3 - len(times))))
    print(told)
    sys.exit(not well)
