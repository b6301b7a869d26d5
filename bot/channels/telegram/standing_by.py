"""While another process serves the office: what Telegram pushes is taken in all the same.

Whichever process a balancer chooses stores the update before it answers; the one that serves hears
of it and handles it. Only what listens at a port of its own can be taken in so: pages are served
by the one process.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractAsyncContextManager, AsyncExitStack, contextmanager
from datetime import datetime

from bot.channels.listening import bare, open_port
from bot.channels.pulse import Pulse
from bot.channels.storing import Intake
from bot.channels.telegram import webhook
from bot.channels.telegram.serve import health_port
from bot.channels.telegram.settings import CHANNEL, OWN_PORT, TelegramSettings
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

    Where that cannot be (the ports are taken, the database is older) we stand by without it.

    Args:
        opened: the office's database, as it is.
        settings: of the channel.
        clock: says when it is.
        shared: whether pages are served, and updates come to their port.
    """
    over = threading.Event()

    def run() -> None:
        try:
            asyncio.run(_take_in(opened, settings, clock, over, shared=shared))
        except SentenceError as error:
            log.warning("standing by, nothing is taken in meanwhile: %s", error)

    thread = threading.Thread(target=run, name="standing by", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


async def _take_in(
    opened: Opened, settings: TelegramSettings, clock: Callable[[], datetime],
    over: threading.Event, *, shared: bool,
) -> None:  # fmt: skip
    hook, nobody = settings.webhook, Pulse([])
    async with opened as database, AsyncExitStack() as ports:
        await ports.enter_async_context(
            health_port(settings, database, nobody, clock, status="stands by")
        )
        number = settings.token.partition(":")[0]  # of the bot: its token begins with it
        if hook and number.isdecimal() and not (shared and hook.port is None):
            intake = Intake(database, clock, lambda: None, CHANNEL, turn_of)
            routes = bare(webhook.Receiver(hook, intake, int(number)).routes())
            port = hook.port or OWN_PORT
            await ports.enter_async_context(
                open_port("JIETI_WEBHOOK_PORT", hook.listen, port, routes)
            )
        await asyncio.to_thread(over.wait)
