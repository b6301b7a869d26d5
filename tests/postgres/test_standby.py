"""Two machines, one office: the one that serves is killed again and again, the other goes on."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from pathlib import Path

from tornado.httpclient import AsyncHTTPClient
from tornado.netutil import bind_sockets

from bot.postgres.database import open_database
from bot.store.port import Database, Store
from tests.standin import BotApi

RUN = "import sys; from bot.cli import main; sys.argv[0] = 'jieti'; main()"
KILLS = 3


def handled(store: Store) -> int:
    return store.inbox.count("done") if not store.outbox.count("waiting") else 0


async def answered(database: Database, count: int) -> None:
    """Wait until so many messages are handled, and all answers sent."""
    async with asyncio.timeout(60):
        while await database.read(handled) < count:  # noqa: ASYNC110 - it is another process
            await asyncio.sleep(0.1)


@asynccontextmanager
async def machine(
    folder: Path, api: BotApi, url: str, **more: str
) -> AsyncIterator[asyncio.subprocess.Process]:
    """One that serves the office, or stands by."""
    given = {**os.environ, "JIETI_TOKEN": api.token, "JIETI_API_URL": api.base_url,
             "JIETI_DATABASE": url, "JIETI_SENDS": "1000,1000,1000",
             "STATE_DIRECTORY": str(folder), **more}  # fmt: skip
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", RUN, "run", "--wait", cwd="/", env=given
    )
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            process.send_signal(signal.SIGKILL)
        await process.wait()


def pushed_to() -> dict[str, str]:
    """Two ports of a machine: Telegram pushes to one, the other tells how it is."""
    sockets = [bind_sockets(0, "127.0.0.1")[0] for _ in range(2)]
    hook, health = (one.getsockname()[1] for one in sockets)
    for one in sockets:
        one.close()
    return {
        "JIETI_WEBHOOK_URL": f"http://127.0.0.1:{hook}/telegram",
        "JIETI_WEBHOOK_SECRET": "a-secret-of-the-webhook",
        "JIETI_WEBHOOK_PORT": str(hook),
        "JIETI_HEALTH": f"127.0.0.1:{health}",
    }


async def tells(settings: dict[str, str], status: str) -> None:
    """Wait until that machine says of itself that it is so."""
    async with asyncio.timeout(60):
        while True:
            with suppress(OSError):
                address = f"http://{settings['JIETI_HEALTH']}/health"
                answer = await AsyncHTTPClient().fetch(address, raise_error=False)
                if json.loads(answer.body or "{}").get("status") == status:
                    return
            await asyncio.sleep(0.1)


async def test_who_stands_by_takes_in_what_is_pushed_and_who_serves_answers_it(
    tmp_path: Path, url: str
) -> None:
    first, second = pushed_to(), pushed_to()
    async with BotApi() as api, open_database(url) as database:
        person = api.person("建国")
        async with machine(tmp_path / "one", api, url, **first) as serves:
            await api.bell.until(lambda: bool(api.webhook), 60)
            async with machine(tmp_path / "other", api, url, **second):
                await tells(second, "stands by")
                # A balancer in front of both has chosen the other one.
                api.webhook["url"] = second["JIETI_WEBHOOK_URL"]
                await person.says("你好")
                await answered(database, 1)
                serves.send_signal(signal.SIGSTOP)  # stored, and nobody there to handle it
                await person.says("几点上班")
                serves.send_signal(signal.SIGKILL)
                await answered(database, 2)
                await tells(second, "ok")
                await person.says("电话多少")
                await answered(database, 3)
        assert await database.read(lambda store: store.inbox.count("waiting")) == 0
    assert 3 <= len(person.received) <= 4  # what was not noted as sent may come twice


async def test_who_stands_by_answers_when_the_other_is_killed(tmp_path: Path, url: str) -> None:
    async with BotApi() as api, open_database(url) as database:
        person = api.person("建国")
        async with AsyncExitStack() as machines:

            async def begun(folder: str) -> asyncio.subprocess.Process:
                return await machines.enter_async_context(machine(tmp_path / folder, api, url))

            serves = await begun("one")
            await person.says("你好")
            await api.bell.until(lambda: bool(person.received), 60)
            stands_by = await begun("other")
            for kill in range(KILLS):
                # Killed while it may be reading, handling or sending that.
                await person.says(f"几点\0上班 {kill}")
                serves.send_signal(signal.SIGKILL)
                await serves.wait()
                await answered(database, 2 + kill)
                serves, stands_by = stands_by, await begun(("one", "other")[kill % 2])
        waiting = await database.read(lambda store: store.inbox.count("waiting"))
        done = await database.read(handled)
        trail = await database.read(lambda store: store.audit.verify())
    assert (waiting, done) == (0, 1 + KILLS)
    assert 1 + KILLS <= len(person.received) <= 1 + 2 * KILLS
    assert (trail.broken_at, trail.altered, trail.records) == (None, (), ())
