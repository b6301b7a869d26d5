"""While another process serves the office: what Telegram pushes is taken in all the same.

Whichever process a balancer chooses stores the update before it answers; the one that serves hears
of it and handles it. Only what listens at a port of its own can be taken in so: pages are served
by the one process.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import (
    AbstractAsyncContextManager,
    AsyncExitStack,
    asynccontextmanager,
    contextmanager,
)
from datetime import datetime

from aiohttp import web

from bot.channels.listening import bare, open_port
from bot.channels.storing import Intake
from bot.channels.telegram import webhook
from bot.channels.telegram.settings import CHANNEL, OWN_PORT, TelegramSettings, Webhook
from bot.channels.telegram.turns import turn_of
from bot.contract.errors import SentenceError
from bot.store.port import Database

log = logging.getLogger(__name__)
Opened = AbstractAsyncContextManager[Database]


@contextmanager
def standing_by(
    opened: Opened, settings: TelegramSettings, clock: Callable[[], datetime], *, shared: bool
) -> Iterator[None]:
    """Take in meanwhile, in a thread of its own, and tell at the health port that we stand by.

    Where that cannot be (a port is taken, the database is older) we stand by without it.

    Args:
        opened: the office's database, as it is.
        settings: of the channel.
        clock: says when it is.
        shared: whether pages are served, and updates come to their port.
    """
    over, hook = threading.Event(), settings.webhook
    bot = settings.token.partition(":")[0]  # a token begins with the number of its bot

    async def stand_by() -> None:
        async with AsyncExitStack() as ports:
            if hook and bot.isdecimal() and not (shared and hook.port is None):
                await _tried(ports, _taking_in(opened, int(bot), hook, clock))
            # Last: whoever reads there that we stand by may push at once.
            await _tried(ports, _telling(settings.health))
            await asyncio.to_thread(over.wait)

    thread = threading.Thread(target=lambda: asyncio.run(stand_by()), name="standby", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


async def _tried(ports: AsyncExitStack, port: AbstractAsyncContextManager[None]) -> None:
    try:
        await ports.enter_async_context(port)
    except SentenceError as error:
        log.warning("standing by without it: %s", error)


@asynccontextmanager
async def _telling(health: tuple[str, int] | None) -> AsyncIterator[None]:
    async def told(_: web.Request) -> web.Response:
        return web.json_response({"status": "stands by"})

    if health is None:
        yield
        return
    async with open_port("JIETI_HEALTH", *health, bare([web.get("/health", told)])):
        yield


@asynccontextmanager
async def _taking_in(
    opened: Opened, bot: int, hook: Webhook, clock: Callable[[], datetime]
) -> AsyncIterator[None]:
    async with opened as database:
        intake = Intake(database, clock, lambda: None, CHANNEL, turn_of)
        routes = bare(webhook.Receiver(hook, intake, bot).routes())
        async with open_port("JIETI_WEBHOOK_PORT", hook.listen, hook.port or OWN_PORT, routes):
            yield
