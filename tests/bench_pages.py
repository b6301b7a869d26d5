"""What 200 open pages of the counter cost: memory, and how soon a change reaches all of them.

`python -m tests.bench_pages`; the first page is compared with a file of its size.
"""

from __future__ import annotations

import asyncio
import resource
import tempfile
import time
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from aiohttp import ClientSession, CookieJar, TCPConnector, web

from bot.channels.web import serve
from bot.channels.web.settings import WebSettings
from bot.records.staff import Role
from bot.sqlite.database import open_database
from bot.staff.signing_in import offered
from bot.store.port import Database, Store
from tests.dialogue.conversation import NOW, put_seed
from tests.web.conftest import DESK

PAGES, PEOPLE, TURNS, ROUNDS = 200, 20, 10, 300
KIB = 1024


async def main() -> None:
    """Print what was measured."""
    with tempfile.TemporaryDirectory() as folder:
        async with open_database(Path(folder) / "bench.db") as database:
            await database.write(put_seed)
            settings = WebSettings("127.0.0.1", 0, secure=False)
            app = serve.application(settings, database, DESK, lambda: NOW, lambda: None)
            plain = b"x" * 2600
            app.router.add_get("/plain", lambda _: _plain(plain))
            runner = web.AppRunner(app, access_log=None)
            await runner.setup()
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            address = f"http://127.0.0.1:{runner.addresses[0][1]}"
            await _streams(database, address)
            await _first_page(address)
            await runner.cleanup()


async def _plain(body: bytes) -> web.Response:
    return web.Response(body=body, content_type="text/html")


async def _streams(database: Database, address: str) -> None:
    people = [await _person(database, address, n) for n in range(PEOPLE)]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    streams = [await people[n % PEOPLE].get(f"{address}/desk/live") for n in range(PAGES)]
    await asyncio.sleep(2)
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    print(f"{PAGES} open pages: {grown / PAGES:.0f} KiB each, both ends in one process")
    heard: list[float] = []
    for turn in range(TURNS):
        begun = time.perf_counter()
        await database.write(lambda store, turn=turn: _happens(store, turn))  # type: ignore[misc]
        await asyncio.gather(*(_hears(stream, begun, heard) for stream in streams))
    print(
        f"a change reaches them after {median(heard):.2f} s (median), "
        f"{quantiles(heard, n=100)[-1]:.2f} s (p99); a look a second"
    )
    for stream in streams:
        stream.close()
    for one in people:
        await one.close()


async def _person(database: Database, address: str, number: int) -> ClientSession:
    def link(store: Store) -> str:
        who = store.staff.add(f"员工{number}", Role.CLERK, NOW)
        return offered(store, "", who, NOW, "bench")

    token = (await database.write(link)).rpartition("/")[2]
    session = ClientSession(cookie_jar=CookieJar(unsafe=True), connector=TCPConnector(limit=0))
    async with session.post(f"{address}/desk/in", data={"token": token}) as answer:
        assert answer.status == 200
    return session


def _happens(store: Store, turn: int) -> None:
    known = store.cases.newest_first()
    if not known:
        from tests.store.rows import add_case  # noqa: PLC0415

        known = (add_case(store, NOW),)
    store.cases.add_event(known[0].number, NOW, "note", str(turn), "staff:1")


async def _hears(stream: Any, begun: float, heard: list[float]) -> None:
    while await stream.content.readline() != b"event: queue\n":
        pass
    heard.append(time.perf_counter() - begun)


async def _first_page(address: str) -> None:
    async with ClientSession() as session:
        times = {path: await _time(session, f"{address}{path}") for path in ("/plain", "/chat")}
    ratio = times["/chat"] / times["/plain"]
    print(f"the first page of a customer: {ratio:.1f} times bytes of its size out of memory")


async def _time(session: ClientSession, address: str) -> float:
    begun = time.process_time()
    for _ in range(ROUNDS):
        async with session.get(address) as answer:
            await answer.read()
    return time.process_time() - begun


if __name__ == "__main__":
    asyncio.run(main())
