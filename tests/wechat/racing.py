"""Four processes that use one account's token, which dies again and again: do they all go on?

`python -m tests.wechat.racing [DEATHS]`, ten by itself (half a minute). Each calls as fast as it
is answered; where the token has died it is fetched, and no call may be refused for good.
"""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
from pathlib import Path

import aiohttp

from bot.channels.wechat.client import Client, locks
from bot.channels.wechat.outcome import CallError
from bot.channels.wechat.settings import Account, Kind, Limits
from bot.sqlite.database import open_database
from tests.dialogue.conversation import NOW
from tests.wechat.standin import Kf
from tests.wechat.standin.server import KEY, SECRET, TOKEN

PROCESSES, BETWEEN = 4, 1.0  # seconds from death to death


async def calls(path: Path, url: str, seconds: float) -> None:
    """One of the processes: calls for so long, and prints how that went."""
    found = {"calls": 0, "refused": 0}
    async with open_database(path) as database, aiohttp.ClientSession() as session:
        account = Account(Kind.KF, "wk1", Kf.owner, SECRET, TOKEN, KEY, url)
        client = Client(account, session, database, lambda: NOW, Limits(), locks())
        loop = asyncio.get_running_loop()
        until = loop.time() + seconds
        while loop.time() < until:
            try:
                await client.call("cgi-bin/kf/account/list", {})
            except CallError:
                found["refused"] += 1
            found["calls"] += 1
    print(json.dumps(found))


async def race(deaths: int) -> tuple[dict[str, int], int]:
    """What all came to, and how often a token was fetched."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "jieti.db"
        async with Kf(NOW) as kf, open_database(path):
            command = [sys.executable, "-m", __spec__.name, path, kf.url, str(deaths * BETWEEN)]
            four = [
                await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
                for _ in range(PROCESSES)
            ]
            while not kf.calls["kf/account/list"]:  # noqa: ASYNC110 - they are other processes
                await asyncio.sleep(0.05)
            for _ in range(deaths):
                await asyncio.sleep(BETWEEN)
                kf.kills_token()
            told = [json.loads((await one.communicate())[0]) for one in four]
            total = {name: sum(one[name] for one in told) for name in told[0]}
            return total, kf.calls["gettoken"]


if __name__ == "__main__":
    if len(sys.argv) > 2:
        asyncio.run(calls(Path(sys.argv[1]), sys.argv[2], float(sys.argv[3])))
    else:
        deaths = int(sys.argv[1]) if sys.argv[1:] else 10
        total, fetched = asyncio.run(race(deaths))
        print(f"{deaths} deaths of a token, {PROCESSES} processes: {total}, fetched {fetched}")
