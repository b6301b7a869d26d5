"""Faults of a bad line, a broken server, a second process and a file that takes the memory."""

from __future__ import annotations

import asyncio
import itertools
import signal
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

from bot.channels.telegram import doubts, http
from bot.cli.serving import serve_office
from bot.cli.settings import read_settings
from bot.clock import now
from tests.faults.office import PATIENCE, Count, Customers, count, office, put_reminders
from tests.faults.scenarios import CROWD, scenario
from tests.intake.exports import with_stray

# What a broken server or a proxy may say in place of an answer.
ODD = [
    (500, '["bad"]'), (200, '{"status":"login required"}'), (200, "null"),
    (200, '{"ok":true,"result":null}'), (200, "[" * 100_000), (200, '{"ok":true,"result":{}}'),
    (502, "<html>Bad Gateway</html>"), (403, "<html>blocked</html>"), (200, ""), (404, "[]"),
    (200, '{"ok":true,"result":["x",7,null]}'), (200, "\xff\xfe"), (429, "[]"),
    (200, '{"ok":true,"result":"text"}'), (200, '{"ok":true,"result":true}'),
    (500, '{"ok":false,"error_code":"x","description":null}'),
    (429, '{"ok":false,"error_code":429,"description":"x","parameters":{"retry_after":"soon"}}'),
    (429, '{"ok":false,"error_code":429,"description":"x","parameters":{"retry_after":-7}}'),
    (429, '{"ok":false,"error_code":429,"description":"x","parameters":{"retry_after":1e999}}'),
    (429, '{"ok":false,"error_code":429,"description":"x","parameters":[]}'),
    (400, '{"ok":false,"error_code":400,"parameters":{"migrate_to_chat_id":{}}}'),
    (200, '{"ok":true,"result":{"message_id":[1]}}'), (200, '{"ok":true,"result":NaN}'),
]  # fmt: skip


@scenario(may_duplicate=True)
async def odd_bodies(folder: Path, times: int) -> Count:
    """Updates and sends get odd answers while replies are on the way; then it ends in order."""
    bodies = itertools.cycle(ODD)
    async with office(folder) as (api, process):
        customers = Customers(api, CROWD)
        await process.start()
        for n in range(times):
            for _ in range(12):
                await customers.ask()
            api.answer_next("getUpdates", *next(bodies))
            if n % 3 == 0:
                api.answer_next("sendMessage", *next(bodies))
            await customers.wait_for_answers()
        await asyncio.sleep(doubts.AFTER_BREAK + 1)  # for the second try of the last
        code = await process.stop(signal.SIGTERM)
        found = count("odd bodies", times, customers, process.ground)
        # What is no update stands in three of the bodies' one list; each is set aside once.
        return replace(
            found, intact=found.intact and code == 0, set_aside=max(0, found.set_aside - 3)
        )


@contextmanager
def short_patience() -> Iterator[None]:
    """Limits of time as short as a test can wait for."""
    with (
        patch.object(http, "CONNECT", 0.2),
        patch.object(http, "READ", 0.2),
        patch.object(doubts, "AFTER_SILENCE", 0.3),
    ):
        yield


@scenario(may_duplicate=True)
async def drip(folder: Path, times: int) -> Count:
    """Some chats' answers come a byte at a time: no other chat waits for them."""
    with short_patience():
        async with office(folder) as (api, process):
            slow = [api.person("慢") for _ in range(1 + times // 15)]
            customers = Customers(api, CROWD)
            serving = asyncio.create_task(serve_office(read_settings(process.environment), now))
            api.dripping.update(person.id for person in slow)
            for n in range(times):
                await slow[n % len(slow)].says("/help")
                for _ in range(5):
                    await customers.ask()
                await customers.wait_for_answers()
            still_slow = len(api.dripping) == len(slow) and customers.answered()
            api.dripping.clear()
            for person in slow:
                await person.says("/rule")
            await api.bell.until(
                lambda: all(p.received[-1].plain.startswith("阶梯电价") for p in slow), PATIENCE
            )
            serving.cancel()
            with suppress(asyncio.CancelledError):
                await serving
            found = count("drip", times, customers, process.ground)
            copies = sum(m.plain.startswith("您好") for p in slow for m in p.received)
            return replace(
                found,
                unanswered=found.unanswered + (not still_slow),
                duplicates=max(0, copies - 2 * times),
            )


@scenario(may_duplicate=True)
async def late_obedience(folder: Path, times: int) -> Count:
    """The server obeys and says so only when nobody listens any more: one more copy at most."""
    with short_patience():
        async with office(folder) as (api, process):
            customers = Customers(api, times)
            serving = asyncio.create_task(serve_office(read_settings(process.environment), now))
            api.late = 0.8
            for person in customers.people:
                customers.asked[person.id].append("/help")
                await person.says("/help")
            await asyncio.sleep(4)
            api.late = 0.0
            for person in customers.people:
                customers.asked[person.id].append("/rule")
                await person.says("/rule")
            await api.bell.until(
                lambda: all(p.received[-1:] and p.received[-1].plain.startswith("阶梯电价")
                            for p in customers.people),
                PATIENCE,
            )  # fmt: skip
            serving.cancel()
            with suppress(asyncio.CancelledError):
                await serving
            return count("late obedience", times, customers, process.ground)


@scenario(may_duplicate=False)
async def two_processes(folder: Path, times: int) -> Count:
    """A second service is refused; one that waits takes over; reminders come once."""
    async with office(folder) as (api, process):
        head, clerk = api.person("周明"), api.person("王芳")
        wanted = put_reminders(process.ground, head.id, clerk.id, seconds=0.3 * times)
        await process.start()
        refused = 0
        for _ in range(times):
            refused += process.ground.refuses_for(process.pid) in await process.start_second()
        follower = await process.start_follower()
        await asyncio.sleep(0.1 * times)
        await process.stop(signal.SIGTERM)

        def come() -> Counter[tuple[int, str]]:
            return Counter((message.chat_id, message.plain) for message in api.sent)

        with suppress(TimeoutError):
            await api.bell.until(lambda: not wanted - come(), PATIENCE)
        await asyncio.sleep(0.3)
        follower.send_signal(signal.SIGTERM)
        await follower.wait()
        missed, twice = (wanted - come()).total(), (come() - wanted).total()
        found = count("two processes", times, Customers(api, 0), process.ground)
        return replace(
            found,
            updates=wanted.total(),
            unanswered=missed + times - refused,
            duplicates=twice,
            faults=times + 1,
        )


POISON = [
    {"message": {"text": "x"}}, {"update_id": None}, {"update_id": "abc"}, {"update_id": 2**70},
    "an update", None, 7, ["x"], {"update_id": -1}, {"update_id": True}, {"update_id": 1.5},
    {"update_id": []}, {"update_id": float("inf")}, {"update_id": 2**62}, {"update_id": {}},
    {"message": {"message_id": 1, "date": 1, "text": "坏\ud83d", "chat": {"id": 5, "type": "x"}}},
]  # fmt: skip


@scenario(may_duplicate=False)
async def poisoned_batch(folder: Path, times: int) -> Count:
    """Updates without a number, with an odd one, and what is no update, among the good ones."""
    async with office(folder) as (api, process):
        customers = Customers(api, CROWD)
        await process.start()
        for _ in range(times):
            api.poison += POISON
            for _ in range(8):
                await customers.ask()
            half = customers.random.choice(customers.people)
            customers.asked[half.id].append(
                "/help" if customers.asked[half.id][-1:] != ["/help"] else "/rule"
            )
            await half.says(customers.asked[half.id][-1] + " 坏\ud83d字")
            await customers.wait_for_answers()
        running = process.is_running
        await process.stop(signal.SIGTERM)
        found = count("poisoned batch", times, customers, process.ground)
        # What is no update at all is set aside, once.
        return replace(
            found, intact=found.intact and running, set_aside=max(0, found.set_aside - len(POISON))
        )


def too_large(folder: Path) -> list[tuple[Path, str]]:
    """Files that would take the memory, and what is said of each."""
    page = folder / "page.xls"
    page.write_text("<table>" + "<tr><td rowspan=65000 colspan=1000>1</td>" * 3000 + "</table>")
    return [
        (with_stray(folder / "a.xlsx", "XFD1048576"), "XFD1048576"),
        (with_stray(folder / "b.xlsx", "CW1048576"), "CW1048576"),
        (page, ".csv"),
    ]


@scenario(may_duplicate=False)
async def stray_cell(folder: Path, times: int) -> Count:
    """Files that would take the memory are imported while the service runs."""
    files = itertools.cycle(too_large(folder))
    async with office(folder) as (api, process):
        customers = Customers(api, CROWD)
        await process.start()
        told = 0
        for _ in range(times):
            for _ in range(5):
                await customers.ask()
            path, says = next(files)
            told += says in await process.imports(path)
            await customers.wait_for_answers()
        running = process.is_running
        await process.stop(signal.SIGTERM)
        found = count("stray cell", times, customers, process.ground)
        return replace(found, intact=found.intact and running and told == times)
