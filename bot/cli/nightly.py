"""What the service does at night, and whom it tells of it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, time, timedelta

from bot.channels.pulse import REST, Pulse
from bot.channels.running import Loop, turning
from bot.contract.messages import Chat, Post, Reply
from bot.counter.door import put_all
from bot.counter.notices import notices
from bot.records.staff import Role
from bot.staff.turn import DeskSettings
from bot.store.port import Store


def every_night(
    name: str,
    at: time,
    clock: Callable[[], datetime],
    work: Callable[[datetime], Awaitable[object]],
) -> Callable[[Pulse, object, Callable[[], None]], Loop]:
    """The loop that does that work each night at that time."""

    def with_pulse(pulse: Pulse, _: object, on_outgoing: Callable[[], None]) -> Loop:
        async def turn() -> None:
            await pulse.rest(name, seconds_until(at, clock()))
            await beating(name, pulse, work(clock()))
            on_outgoing()

        return lambda: turning(name, pulse, turn)

    return with_pulse


def seconds_until(at: time, now: datetime) -> float:
    """How long it is until it is that time again."""
    night = datetime.combine(now.date(), at, now.tzinfo)
    if night <= now:
        night += timedelta(days=1)
    return (night - now).total_seconds()


async def beating(name: str, pulse: Pulse, work: Awaitable[object]) -> None:
    """Wait for the work; however long it takes, that is no silence."""
    task = asyncio.ensure_future(work)
    try:
        while not task.done():
            pulse.beat(name)
            await asyncio.wait({task}, timeout=REST)
        task.result()
    finally:
        task.cancel()


def tell_of_cases(store: Store, desk: DeskSettings, now: datetime) -> None:
    """Who works on the cases that were opened hears of them, once the office is open."""
    opens = desk.office.hours.next_open(now)
    for post in notices(store, desk, now):
        due = opens if post.not_before is None else max(opens, post.not_before)
        put_all(store, desk, post.to, post.key, [replace(post, not_before=due)], now)


def tell_heads(store: Store, desk: DeskSettings, name: str, reply: Reply, now: datetime) -> None:
    """Tell each head; where there is none, the admin."""
    chats = [one.chat for one in store.staff.members(Role.HEAD)]
    told: list[Chat] = chats or ([desk.admin] if desk.admin else [])
    for chat in told:
        key = f"{name}:{now.isoformat()}:{chat.name}"
        put_all(store, desk, chat, key, [Post(chat, reply, key)], now)
