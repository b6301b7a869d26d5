"""Two machines, one office: the one that serves is killed again and again, the other goes on."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from pathlib import Path

from bot.postgres.database import open_database
from bot.store.port import Store
from tests.standin import BotApi

RUN = "import sys; from bot.cli import main; sys.argv[0] = 'jieti'; main()"
KILLS = 3


def handled(store: Store) -> int:
    return store.inbox.count("done") if not store.outbox.count("waiting") else 0


async def test_who_stands_by_answers_when_the_other_is_killed(tmp_path: Path, url: str) -> None:
    async with BotApi() as api, open_database(url) as database:
        given = {**os.environ, "JIETI_TOKEN": api.token, "JIETI_API_URL": api.base_url,
                 "JIETI_DATABASE": url, "JIETI_SENDS": "1000,1000,1000"}  # fmt: skip
        folders = [tmp_path / "one", tmp_path / "other"]
        for folder in folders:
            folder.mkdir()

        async def begun(folder: Path) -> asyncio.subprocess.Process:
            return await asyncio.create_subprocess_exec(
                sys.executable, "-c", RUN, "run", "--wait", cwd=folder, env=given
            )

        person = api.person("建国")
        serves = await begun(folders[0])
        await person.says("你好")
        await api.bell.until(lambda: bool(person.received), 60)
        stands_by = await begun(folders[1])
        try:
            for kill in range(KILLS):
                # Killed while it may be reading, handling or sending that.
                await person.says(f"几点\0上班 {kill}")
                serves.send_signal(signal.SIGKILL)
                await serves.wait()
                async with asyncio.timeout(60):
                    while await database.read(handled) < 2 + kill:  # noqa: ASYNC110 - it is another process
                        await asyncio.sleep(0.1)
                serves, stands_by = stands_by, await begun(folders[kill % 2])
        finally:
            for process in (stands_by, serves):
                process.send_signal(signal.SIGKILL)
                await process.wait()
        waiting = await database.read(lambda store: store.inbox.count("waiting"))
        done = await database.read(handled)
        trail = await database.read(lambda store: store.audit.verify())
    assert (waiting, done) == (0, 1 + KILLS)
    assert 1 + KILLS <= len(person.received) <= 1 + 2 * KILLS
    assert (trail.broken_at, trail.altered, trail.records) == (None, (), ())
