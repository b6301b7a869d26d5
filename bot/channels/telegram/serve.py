"""Runs the Telegram channel by polling or webhook until it is asked to stop."""

from __future__ import annotations

import asyncio
import gc
import signal
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import (
    AbstractAsyncContextManager,
    AsyncExitStack,
    asynccontextmanager,
    nullcontext,
)
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property, partial

from aiohttp import web
from telegram import Bot
from telegram.error import BadRequest

from bot.channels import ears, health
from bot.channels.listening import Shared, bare, open_port
from bot.channels.pulse import Pulse, Watch
from bot.channels.running import Loop, until_stopped
from bot.channels.storing import Intake
from bot.channels.telegram import line, polling, sender, webhook, worker
from bot.channels.telegram.budget import Budget
from bot.channels.telegram.buttons import Buttons
from bot.channels.telegram.house import HOUSE, House
from bot.channels.telegram.http import Http
from bot.channels.telegram.incoming import UPDATES
from bot.channels.telegram.journal import Journal
from bot.channels.telegram.line import Line
from bot.channels.telegram.photos import Photos, content_of
from bot.channels.telegram.polling import Poller
from bot.channels.telegram.sender import Sender
from bot.channels.telegram.settings import CHANNEL, OWN_PORT, TelegramSettings, Webhook
from bot.channels.telegram.turns import turn_of
from bot.channels.telegram.unstored import saying
from bot.channels.telegram.witness import Witness
from bot.channels.telegram.worker import Worker
from bot.channels.unstored import Unstored
from bot.contract.errors import SettingsError
from bot.contract.hours import Hours
from bot.customer.intent_to_action import PROPOSABLE
from bot.hearing.helper import Helper
from bot.hearing.ocr import TextReader, is_installed
from bot.staff.turn import DeskSettings
from bot.store.port import Database

ACKNOWLEDGED = 2.0  # seconds for taps that were acknowledged when the process is to end
# A loop beside the others: it is given its pulse, what fetches a file, and what to ring when
# something was put into the outbox.
More = Callable[[Pulse, Callable[[str], Awaitable[bytes | None]], Callable[[], None]], Loop]


async def serve(
    settings: TelegramSettings, desk: DeskSettings, database: Database,
    clock: Callable[[], datetime], unstored: Unstored, more: Mapping[str, More],
    shared: Shared | None = None, rings: Callable[[], None] = lambda: None,
) -> None:  # fmt: skip
    """Serve until SIGINT or SIGTERM; what is being handled or sent is finished first.

    Without a line to Telegram everything else goes on, and the line is tried again and again.
    `more` are other loops of the service, by name; what they are given, see `More`. `shared` is
    the port of the pages, where a webhook listens that has no port of its own. `rings` tells
    another channel's sender that something was put into the outbox.

    Raises:
        SettingsError: the token is missing or refused, or the port is taken.
    """
    stop, witness = asked_to_stop(), Witness(clock)
    async with _connections(settings, witness) as bot, AsyncExitStack() as stack:
        journal = stack.enter_context(Journal(settings.database))
        hears = webhook.NAME if settings.webhook else polling.NAME
        pulse = Pulse([line.NAME, sender.NAME, worker.NAME, HOUSE, ears.NAME, hears, *more])
        wire = Line(bot, pulse)
        sends = Sender(bot, database, desk, Budget(settings.limits), clock, journal, pulse)
        fetch, wake = partial(content_of, bot), _both(sends.wake, rings)
        beside = (stack, shared, unstored)
        talk = _Talk(settings, desk, database, clock, bot, wire, pulse, wake, *beside)
        loops: dict[str, Loop] = {
            line.NAME: wire.run,
            HOUSE: House(settings.keep, desk, database, clock, witness, pulse, wake).run,
            sender.NAME: sends.run,
            ears.NAME: ears.ears(database, pulse, _both(wake, talk.wake)),
            worker.NAME: wire.then(worker.NAME, lambda: talk.works.run),
            hears: wire.then(hears, lambda: talk.hears),
            **{name: loop(pulse, fetch, wake) for name, loop in more.items()},
        }
        async with health_port(settings, database, pulse, clock, *talk.health):
            # What is loaded stays: the garbage collector need not look through it ever again.
            gc.freeze()
            with Watch(pulse):
                # The database runs whole transactions in its own thread: none is cut by the end.
                await until_stopped(stop, loops, sends.stop, sender.NAME)


def _both(first: Callable[[], None], second: Callable[[], None]) -> Callable[[], None]:
    def wake() -> None:
        first()
        second()

    return wake


def asked_to_stop() -> asyncio.Event:
    """It is set by SIGINT and SIGTERM."""
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    for sign in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(sign, stop.set)
    return stop


@dataclass(frozen=True)
class _Talk:
    """What hears and answers; used once Telegram has said who the bot is."""

    settings: TelegramSettings
    desk: DeskSettings
    database: Database
    clock: Callable[[], datetime]
    bot: Bot
    wire: Line
    pulse: Pulse
    on_outgoing: Callable[[], None]
    stack: AsyncExitStack
    shared: Shared | None
    unstored: Unstored

    def __post_init__(self) -> None:
        self.unstored.speaks(CHANNEL, saying(self.bot))

    @property
    def health(self) -> tuple[Hours, Callable[[], bool], Unstored]:
        """What the health port must know: hours, whether Telegram is reached, and we can store."""
        return self.desk.office.hours, lambda: self.wire.is_up, self.unstored

    @cached_property
    def works(self) -> Worker:
        """The worker with what it may ask: a language model, a reader of pictures, Telegram."""
        monotonic, endpoint, bot = asyncio.get_running_loop().time, self.settings.helper, self.bot
        helper = Helper(endpoint, PROPOSABLE, monotonic) if endpoint else None
        photos = Photos(bot, self.stack.enter_context(TextReader())) if is_installed() else None
        buttons = Buttons(bot)
        self.stack.push_async_callback(buttons.finish, ACKNOWLEDGED)
        return Worker(
            self.database, replace(self.desk, link=f"https://t.me/{bot.username}?start="),
            self.clock, self.on_outgoing, self.pulse, self.unstored, helper, photos, bot.username,
            buttons.pressed,
        )  # fmt: skip

    def wake(self) -> None:
        """Something was put into the inbox."""
        if self.wire.is_up:
            self.works.wake()

    async def hears(self) -> None:
        """By webhook where one is set, else by polling, until cancelled."""
        bot, database, hook, works = self.bot, self.database, self.settings.webhook, self.works
        await database.write(lambda store: store.inbox.adopt(CHANNEL, str(bot.id)))
        if hook is None:
            await self.wire.insist(polling.NAME, bot.delete_webhook)
            poller = Poller(bot, database, self.desk, self.clock, self.pulse, works.wake,
                            self.on_outgoing, self.unstored)  # fmt: skip
            await poller.run()
            return
        intake = Intake(database, self.clock, works.wake, CHANNEL, turn_of)
        routes = webhook.Receiver(hook, intake, bot.id, self.unstored).routes()
        told = partial(
            bot.set_webhook, hook.url, secret_token=hook.secret, allowed_updates=UPDATES
        )
        async with self._listening(hook, routes):
            try:
                await self.wire.insist(webhook.NAME, told)
            except BadRequest as error:
                raise SettingsError(
                    "JIETI_WEBHOOK_URL: Telegram does not take it: {message}",
                    message=error.message,
                ) from None
            while True:
                await self.pulse.rest(webhook.NAME, line.DAY)

    def _listening(
        self, hook: Webhook, routes: list[web.RouteDef]
    ) -> AbstractAsyncContextManager[None]:
        """At the port of the pages, or at its own."""
        if hook.port is None and self.shared:
            return self.shared.answering(routes)
        port = hook.port or OWN_PORT
        return open_port("JIETI_WEBHOOK_PORT", hook.listen, port, bare(routes))


@asynccontextmanager
async def _connections(settings: TelegramSettings, witness: Witness) -> AsyncIterator[Bot]:
    """The bot, whose calls go over connections of ours; nobody has asked Telegram yet."""
    if not settings.token:
        raise SettingsError(
            "JIETI_TOKEN is not set: get a token from @BotFather and put it there, or its path "
            "into JIETI_TOKEN_FILE"
        )
    request = Http(witness)
    bot = (
        Bot(
            settings.token,
            settings.api_url,
            base_file_url=f"{settings.api_url.removesuffix('bot')}file/bot",
            request=request,
        )
        if settings.api_url
        else Bot(settings.token, request=request)
    )
    await request.initialize()
    try:
        yield bot
    finally:
        await bot.shutdown()
        await request.shutdown()


def health_port(
    settings: TelegramSettings, database: Database, pulse: Pulse, clock: Callable[[], datetime],
    hours: Hours, is_up: Callable[[], bool], unstored: Unstored,
) -> AbstractAsyncContextManager[None]:  # fmt: skip
    """The port that tells how the process is, where one is asked for."""
    if settings.health is None:
        return nullcontext()

    async def stores() -> bool:
        return await unstored.is_over_by_now(database, clock())

    routes = bare(health.routes(database, pulse, clock, hours, is_up, stores))
    return open_port("JIETI_HEALTH", *settings.health, routes)
