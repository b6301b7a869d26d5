"""Faults on purpose. A scenario is a function named here; a new part joins by adding its own."""

from __future__ import annotations

import asyncio
import functools
import random
import signal
import socket
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from aiohttp import ClientSession

from bot.cli.serving import serve_office
from bot.cli.settings import read_settings
from bot.clock import CHINA
from tests.faults.office import PATIENCE, Count, Customers, count, office, put_reminders
from tests.standin import BotApi

EVERY = 0.02  # seconds between questions
DANGER = "电线掉下来冒火花了,孩子在旁边"
HELP = "有人受伤"  # in the answer to a danger
# So many that none writes more in a minute than one chat is answered (bot/counter/flood.py).
CROWD = 240
Scenario = Callable[[Path, int], Awaitable[Count]]
SCENARIOS: dict[str, tuple[Scenario, bool]] = {}  # name -> run, and whether it may duplicate


def scenario(*, may_duplicate: bool) -> Callable[[Scenario], Scenario]:
    """Names a scenario; `may_duplicate`: at most one answer for each fault may come twice."""

    def add(run: Scenario) -> Scenario:
        SCENARIOS[run.__name__] = (run, may_duplicate)
        return run

    return add


def _more(api: BotApi, before: int) -> bool:
    """Whether more messages came than so many."""
    return len(api.sent) > before


async def _ended(folder: Path, times: int, sign: signal.Signals, code: int) -> Count:
    """The process is ended at random moments under load and started again."""
    moments = random.Random(7)
    async with office(folder) as (api, process):
        customers = Customers(api, CROWD)
        asking = asyncio.create_task(customers.keep_asking(EVERY))
        for n in range(times):
            before = len(api.sent)
            await process.start(typed=n == 0)  # killed while it loads, and ended as Python ends
            if n % 2:  # in the midst of work, however long a slow machine takes to begin
                await api.bell.until(functools.partial(_more, api, before), PATIENCE)
            await asyncio.sleep(moments.uniform(0, 0.5))
            assert await process.stop(sign) == code
        asking.cancel()
        await process.start()
        await customers.wait_for_answers()
        await process.stop(signal.SIGTERM)
        found = count(sign.name, times, customers, process.ground)
        if sign is signal.SIGKILL:
            return replace(found, duplicates=customers.third_copies())
        return found


@scenario(may_duplicate=True)
async def kill(folder: Path, times: int) -> Count:
    """`kill -9`: what was sent and not marked yet is sent again, one message a chat at most."""
    return await _ended(folder, times, signal.SIGKILL, -signal.SIGKILL)


@scenario(may_duplicate=False)
async def terminate(folder: Path, times: int) -> Count:
    """SIGTERM: what is being done is finished, so nothing comes twice."""
    return await _ended(folder, times, signal.SIGTERM, 0)


async def _with_answers(
    folder: Path, times: int, name: str, spoil: Callable[[BotApi, int], None]
) -> Count:
    """Questions go on while the stand-in's answers are spoilt now and then."""
    async with office(folder) as (api, process):
        customers = Customers(api, CROWD)
        await process.start()
        for n in range(times):
            spoil(api, n)
            for _ in range(5):
                await customers.ask()
            await customers.wait_for_answers()
        await process.stop(signal.SIGTERM)
        return count(name, times, customers, process.ground)


@scenario(may_duplicate=False)
async def reset_before(folder: Path, times: int) -> Count:
    """The connection breaks before the server took the request."""

    def spoil(api: BotApi, n: int) -> None:
        api.break_next(("sendMessage", "getUpdates")[n % 2], "before")

    return await _with_answers(folder, times, "reset before", spoil)


@scenario(may_duplicate=True)
async def reset_after(folder: Path, times: int) -> Count:
    """The connection breaks after the server took it: nobody can know, so it is sent again."""

    def spoil(api: BotApi, n: int) -> None:
        api.break_next(("sendMessage", "getUpdates")[n % 2], "after")

    return await _with_answers(folder, times, "reset after", spoil)


@scenario(may_duplicate=False)
async def too_many_requests(folder: Path, times: int) -> Count:
    """429 with retry_after."""

    def spoil(api: BotApi, n: int) -> None:
        method = ("sendMessage", "getUpdates")[n % 2]
        api.fail_next(method, 429, "Too Many Requests: retry after 1", 1)

    return await _with_answers(folder, times, "429", spoil)


@scenario(may_duplicate=False)
async def server_errors(folder: Path, times: int) -> Count:
    """500 and 502."""

    def spoil(api: BotApi, n: int) -> None:
        method = ("sendMessage", "getUpdates")[n % 2]
        api.fail_next(method, (500, 502)[n % 2], "Internal Server Error")

    return await _with_answers(folder, times, "500", spoil)


@scenario(may_duplicate=True)
async def time_outs(folder: Path, _: int) -> Count:
    """The server takes a message and never answers; once, for it takes the client's patience."""

    def spoil(api: BotApi, _: int) -> None:
        api.break_next("sendMessage", "hangs")

    return await _with_answers(folder, 1, "time-out", spoil)


@scenario(may_duplicate=False)
async def repeated_updates(folder: Path, times: int) -> Count:
    """By webhook, every update twice and chats in any order."""
    async with office(folder, **webhook_settings()) as (api, process):
        customers = Customers(api, CROWD)
        await process.start()
        for _ in range(times):
            with api.holding() as held:
                for _ in range(8):
                    await customers.ask()
            again = [update for update in held for _ in range(2)]
            random.Random(9).shuffle(again)
            await api.post_all(again)
        await customers.wait_for_answers()
        await process.stop(signal.SIGTERM)
        # Shuffled on the way, so the order of asking cannot be known.
        return count("updates twice", times, customers, process.ground, in_order=False)


@scenario(may_duplicate=False)
async def full_disk(folder: Path, times: int) -> Count:
    """No file may grow any more, then there is room again.

    Whoever is in danger meanwhile has the words for it, and later a case; the admin hears at once.
    """
    health = f"127.0.0.1:{_free_port()}"
    async with office(folder, JIETI_HEALTH=health) as (api, process):
        customers = Customers(api, CROWD)
        victim, admin = api.person("在旁边的"), api.person("管理员")
        process.environment["JIETI_ADMIN"] = str(admin.id)
        await process.start()
        for _ in range(10):
            await customers.ask()
        await customers.wait_for_answers()
        process.may_write(4096)
        # The Bot API shows no more than a hundred that nobody could acknowledge: a danger behind
        # those is not seen before there is room again.
        for _ in range(min(5 * times, 90)):
            await customers.ask()
        await victim.says(DANGER)
        await api.bell.until(lambda: bool(victim.received and admin.received), PATIENCE)
        told = HELP in victim.received[0].plain and "磁盘" in admin.received[0].plain
        told = told and await _status(health) == 503
        await asyncio.sleep(1.5)
        process.may_write(-1)
        await customers.wait_for_answers()
        await api.bell.until(lambda: len(victim.received) == 2, PATIENCE)
        told = told and HELP in victim.received[1].plain and await _status(health) == 200
        await process.stop(signal.SIGTERM)
        found = count("full disk", 1, customers, process.ground)
        return replace(found, unanswered=found.unanswered + (not told))


async def _status(address: str) -> int:
    async with ClientSession() as session, session.get(f"http://{address}/health") as response:
        return response.status


@scenario(may_duplicate=False)
async def locked_database(folder: Path, times: int) -> Count:
    """Another process holds the database longer than anyone waits for it."""
    async with office(folder) as (api, process):
        customers = Customers(api, CROWD)
        await process.start()
        await customers.ask()
        await customers.wait_for_answers()
        with process.ground.held():
            for _ in range(5 * times):
                await customers.ask()
            await asyncio.sleep(6)
        await customers.wait_for_answers()
        await process.stop(signal.SIGTERM)
        return count("locked database", 1, customers, process.ground)


@scenario(may_duplicate=False)
async def clock_jumps(folder: Path, times: int) -> Count:
    """The wall clock goes back a day, and forward a year, in the middle of the work."""
    now = datetime(2024, 3, 1, 9, 0, tzinfo=CHINA)
    async with office(folder) as (api, process):
        customers = Customers(api, CROWD)
        settings = read_settings(process.environment)
        serving = asyncio.create_task(serve_office(settings, lambda: now))
        for n in range(times):
            for _ in range(5):
                await customers.ask()
            await asyncio.sleep(EVERY)
            now += timedelta(days=365 if n % 2 else -1)
        await customers.wait_for_answers()
        serving.cancel()
        with suppress(asyncio.CancelledError):
            await serving
        return count("clock jumps", times, customers, process.ground)


@scenario(may_duplicate=True)
async def reminders(folder: Path, times: int) -> Count:
    """`kill -9` while the reminders of ten cases fall due: each must come."""
    moments = random.Random(11)
    async with office(folder) as (api, process):
        head, clerk = api.person("周明"), api.person("王芳")
        wanted = put_reminders(process.ground, head.id, clerk.id, seconds=0.2 * times)

        def come() -> Counter[tuple[int, str]]:
            return Counter((message.chat_id, message.plain) for message in api.sent)

        for _ in range(times):
            await process.start()
            await asyncio.sleep(moments.uniform(0, 0.3))
            await process.stop(signal.SIGKILL)
        await process.start()
        with suppress(TimeoutError):
            await api.bell.until(lambda: not wanted - come(), PATIENCE)
        await asyncio.sleep(0.3)
        await process.stop(signal.SIGTERM)
        missed, again = (wanted - come()).total(), Counter[int]()
        for (chat, _), copies in (come() - wanted).items():
            again[chat] += copies
        # Two chats are sent to side by side: a kill may repeat one message in each.
        twice = max(again.values(), default=0)
        whole = count("reminders", times, Customers(api, 0), process.ground)
        return replace(whole, updates=wanted.total(), unanswered=missed, duplicates=twice)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def webhook_settings() -> dict[str, str]:
    """Settings for a webhook on a free port."""
    port, health = _free_port(), _free_port()
    return {
        "JIETI_HEALTH": f"127.0.0.1:{health}",
        "JIETI_WEBHOOK_URL": f"http://127.0.0.1:{port}/telegram",
        "JIETI_WEBHOOK_SECRET": "sixteen-and-more_0",
        "JIETI_WEBHOOK_PORT": str(port),
    }
