"""How soon a push of WeChat is acknowledged, at 200 a second: `python -m tests.bench_pushes`.

The pushes are sealed beforehand and sent by a process of its own; each is stored before it is
acknowledged. The goal is 50 ms for 99 of 100, on a machine that does nothing else.
"""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
import time
from pathlib import Path
from statistics import median, quantiles

import aiohttp

from tests.dialogue.conversation import NOW
from tests.wechat.office import served
from tests.wechat.standin import Mp

A_SECOND, SECONDS = 200, 10


async def main() -> None:
    """Serve, let them be pushed, and print what was measured."""
    with tempfile.TemporaryDirectory() as folder:
        async with Mp(NOW) as mp, served(Path(folder) / "jieti.db", mp) as office:
            pushes = [mp.sealed(
                ToUserName=mp.owner, FromUserName=f"o-{n % 500}", MsgType="text",
                CreateTime=int(NOW.timestamp()), Content="为什么这么贵", MsgId=str(n + 1),
            ) for n in range(A_SECOND * SECONDS)]  # fmt: skip
            told = Path(folder) / "pushes.json"
            told.write_text(json.dumps([mp.push_to, pushes]), encoding="utf-8")
            command = [sys.executable, "-m", __spec__.name, told]
            before = time.process_time()
            child = await asyncio.create_subprocess_exec(*command)
            await child.wait()
            cpu = time.process_time() - before
            stored = await office.read(lambda store: store.inbox.count("waiting"))
            print(f"stored {stored} of {len(pushes)}; {cpu / len(pushes) * 1000:.1f} ms CPU each")


async def push(url: str, pushes: list[tuple[dict[str, str], str]]) -> None:
    """All of them, each at its moment, however long the others take."""
    took: list[float] = []
    async with aiohttp.ClientSession() as session:

        async def one(number: int, query: dict[str, str], body: str) -> None:
            await asyncio.sleep(begun + number / A_SECOND - time.perf_counter())
            sent = time.perf_counter()
            async with session.post(url, params=query, data=body.encode()) as answer:
                await answer.read()
            if answer.status == 200:
                took.append((time.perf_counter() - sent) * 1000)

        begun = time.perf_counter() + 1
        await asyncio.gather(*(one(n, *sealed) for n, sealed in enumerate(pushes)))
    last = quantiles(took, n=100)[98]
    print(f"{A_SECOND} a second, {len(took)} taken: {median(took):.0f} ms, p99 {last:.0f} ms")


if __name__ == "__main__":
    asyncio.run(
        push(*json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
        if sys.argv[1:]
        else main()
    )
