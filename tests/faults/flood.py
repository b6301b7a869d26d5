"""A flood over the webhook with a kill in its midst, and in it one customer in danger."""

from __future__ import annotations

import asyncio
import signal
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from tests.faults.office import PATIENCE, Count, Customers, count, office
from tests.faults.scenarios import DANGER, HELP, scenario, webhook_settings
from tests.standin import BotApi
from tests.standin.people import Person

REPORT = "我要举报收电费的,收了我{n}条烟"
LETTER = "我家这个月的电费多得很,问了几回都说不清楚,"
# Answers to others that may come between: a batch that was begun, and those sent side by side.
BETWEEN = 60


@asynccontextmanager
async def half_sent(url: str, number: int) -> AsyncIterator[None]:
    """So many callers who begin a request and say no more."""
    host, port = urlsplit(url).hostname, urlsplit(url).port
    line = b"POST /telegram HTTP/1.1\r\n"
    wrong = b"X-Telegram-Bot-Api-Secret-Token: wrong\r\nContent-Length: 900000\r\n\r\n"
    begun = [line, line + wrong, b""]
    callers = []
    for n in range(number):
        _, writer = await asyncio.open_connection(host, port)
        writer.write(begun[n % len(begun)])
        callers.append(writer)
    try:
        yield
    finally:
        for writer in callers:
            writer.close()


async def _flood(api: BotApi, people: list[Person], times: int) -> None:
    """By chat: reports and, from others, letters as long as Telegram takes."""
    with api.holding() as held:
        for n in range(50 * times):
            await people[n % (5 * times)].says(REPORT.format(n=n))
        for n in range(15 * times):
            await people[-1 - n % (5 * times)].says(f"{n}{LETTER * 300}"[:4000])
    await api.post_all(held)


@scenario(may_duplicate=True)
async def flood(folder: Path, times: int) -> Count:
    """At 20 times: 1,000 reports, 300 letters, 300 half-sent requests; a kill; then a danger."""
    settings = webhook_settings()
    async with office(folder, **settings) as (api, process):
        people = [api.person(f"客户{n}") for n in range(10 * times)]
        await process.start()
        await _flood(api, people, times)
        await process.stop(signal.SIGKILL)
        await process.start()
        async with half_sent(settings["JIETI_WEBHOOK_URL"], 15 * times):
            victim = api.person("在旁边的")
            before, asked = len(api.sent), time.perf_counter()
            used = process.seconds_of_processor
            await victim.says(DANGER)
            await api.bell.until(lambda: bool(victim.received), PATIENCE)
            used = process.seconds_of_processor - used
            seconds, between = time.perf_counter() - asked, len(api.sent) - before - 1
        told = HELP in victim.received[0].plain
        running = process.is_running
        await process.stop(signal.SIGTERM)
        found = count("", 1, Customers(api, 0), process.ground)
        return replace(
            found,
            name=f"flood: danger answered in {seconds:.1f} s ({used:.1f} s of the processor),"
            f" after {between} others",
            updates=65 * times + 1,
            unanswered=int(not told or between > BETWEEN),
            intact=found.intact and running,
            cases_twice=0,
        )
