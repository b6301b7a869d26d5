"""Runs the Telegram channel by polling or webhook until it is asked to stop."""

from __future__ import annotations

import asyncio
import gc
import logging
import signal
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import replace
from datetime import datetime
from functools import partial
from types import MappingProxyType

from telegram import Bot, BotCommand
from telegram.error import InvalidToken, TelegramError

from bot.channels.pulse import Pulse, Watch
from bot.channels.running import Loop, until_stopped
from bot.channels.telegram import health, polling, sender, worker
from bot.channels.telegram.budget import Budget
from bot.channels.telegram.buttons import Buttons
from bot.channels.telegram.calling import NoBotApiError, begin
from bot.channels.telegram.house import HOUSE, House
from bot.channels.telegram.http import Http
from bot.channels.telegram.incoming import UPDATES
from bot.channels.telegram.journal import Journal
from bot.channels.telegram.listening import Bounded
from bot.channels.telegram.photos import Photos, content_of
from bot.channels.telegram.polling import Poller
from bot.channels.telegram.sender import Sender
from bot.channels.telegram.settings import CHANNEL, TelegramSettings
from bot.channels.telegram.webhook import listen
from bot.channels.telegram.witness import Witness
from bot.channels.telegram.worker import Worker
from bot.contract.errors import SettingsError
from bot.contract.messages import Action
from bot.customer.intent_to_action import PROPOSABLE
from bot.hearing.helper import Helper
from bot.hearing.ocr import TextReader, is_installed
from bot.staff.turn import DeskSettings
from bot.store.port import Database
from bot.wording.catalogue import DEFAULT, words
from bot.wording.labels import label

COMMANDS = (
    Action.WHY, Action.BILL, Action.LEFT, Action.RULE, Action.REFUND, Action.COMPLAIN,
    Action.CASE, Action.HUMAN, Action.BIND, Action.UNBIND, Action.FORGET, Action.LANG,
    Action.HELP,
)  # fmt: skip
ACKNOWLEDGED = 2.0  # seconds for taps that were acknowledged when the process is to end
log = logging.getLogger(__name__)
# A loop beside the others: it is given its pulse, what fetches a file, and what to ring when
# something was put into the outbox.
More = Callable[[Pulse, Callable[[str], Awaitable[bytes | None]], Callable[[], None]], Loop]
LANGUAGES = {"": DEFAULT, "zh": DEFAULT, "en": "en"}


async def serve(
    settings: TelegramSettings,
    desk: DeskSettings,
    database: Database,
    clock: Callable[[], datetime],
    more: Mapping[str, More] = MappingProxyType({}),
) -> None:
    """Serve until SIGINT or SIGTERM; what is being handled or sent is finished first.

    `more` are other loops of the service, by name; what they are given, see `More`.

    Raises:
        SettingsError: the token is missing or refused, or the port is taken.
    """
    stop = _asked_to_stop()
    witness = Witness(clock)
    async with _connected(settings, witness) as bot, AsyncExitStack() as stack:
        await database.write(lambda store: store.inbox.adopt(CHANNEL, str(bot.id)))
        journal = stack.enter_context(Journal(settings.database))
        fetch = partial(content_of, bot)
        desk = replace(desk, link=f"https://t.me/{bot.username}?start=")
        names = [sender.NAME, worker.NAME, HOUSE, *more]
        pulse = Pulse(names if settings.webhook else [*names, polling.NAME])
        sends = Sender(bot, database, desk, Budget(settings.limits), clock, journal, pulse)
        works = _worker(settings, desk, database, clock, bot, sends.wake, pulse, stack)
        loops: dict[str, Loop] = {
            worker.NAME: works.run,
            HOUSE: House(settings.keep, desk, database, clock, witness, pulse, sends.wake).run,
            sender.NAME: sends.run,
            **{name: loop(pulse, fetch, sends.wake) for name, loop in more.items()},
        }
        if settings.webhook is None:
            poller = Poller(bot, database, desk, clock, pulse, works.wake, sends.wake)
            loops[polling.NAME] = poller.run
        async with _listening(settings, bot, database, clock, works.wake, pulse):
            # What is loaded stays: the garbage collector need not look through it ever again.
            gc.freeze()
            with Watch(pulse):
                # The database runs whole transactions in its own thread: none is cut by the end.
                await until_stopped(stop, loops, sends.stop, sender.NAME)


def _asked_to_stop() -> asyncio.Event:
    """It is set by SIGINT and SIGTERM."""
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    for sign in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(sign, stop.set)
    return stop


def _worker(
    settings: TelegramSettings, desk: DeskSettings, database: Database,
    clock: Callable[[], datetime], bot: Bot, on_outgoing: Callable[[], None], pulse: Pulse,
    stack: AsyncExitStack,
) -> Worker:  # fmt: skip
    """The worker with what it may ask: a language model, a reader of pictures, Telegram."""
    monotonic = asyncio.get_running_loop().time
    helper = Helper(settings.helper, PROPOSABLE, monotonic) if settings.helper else None
    photos = Photos(bot, stack.enter_context(TextReader())) if is_installed() else None
    buttons = Buttons(bot)
    stack.push_async_callback(buttons.finish, ACKNOWLEDGED)
    return Worker(
        database, desk, clock, on_outgoing, pulse, helper, photos, bot.username, buttons.pressed
    )


@asynccontextmanager
async def _connected(settings: TelegramSettings, witness: Witness) -> AsyncIterator[Bot]:
    """The bot with its command menus in each language."""
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
    try:
        await begin(bot)
        async with bot:
            await _introduce(bot)
            yield bot
    except NoBotApiError:
        raise SettingsError(
            "JIETI_API_URL: what answers there is no Bot API (getMe lacks what Telegram tells)"
        ) from None
    except InvalidToken:
        # Not chained: the text of the cause holds the token.
        raise SettingsError(
            "JIETI_TOKEN: Telegram does not know this token; copy it again from @BotFather"
        ) from None
    except TelegramError as error:
        raise SettingsError(f"Telegram cannot be reached: {error}") from error


async def _introduce(bot: Bot) -> None:
    """Set the command menus; what the bot cannot do in groups stands in the log."""
    if not bot.can_read_all_group_messages:
        log.warning(
            "privacy mode is on: in groups the bot gets commands and replies to it, no forwards; "
            "for a staff group turn it off (@BotFather, /setprivacy), then take the bot out of "
            "the group and in again"
        )
    for code, locale in LANGUAGES.items():
        say = words(locale)
        menu = [BotCommand(action, label(say, action)) for action in COMMANDS]
        await bot.set_my_commands(menu, language_code=code or None)


@asynccontextmanager
async def _listening(
    settings: TelegramSettings,
    bot: Bot,
    database: Database,
    clock: Callable[[], datetime],
    on_new: Callable[[], None],
    pulse: Pulse,
) -> AsyncIterator[None]:
    """The open ports, and Telegram told of its own; without a webhook none is left there."""
    webhook = settings.webhook
    async with AsyncExitStack() as stack:
        if settings.health is not None:
            address, port = settings.health
            with _port("JIETI_HEALTH", port):
                stack.push_async_callback(_close, health.listen(address, port, database, pulse))
        if webhook is None:
            await bot.delete_webhook(drop_pending_updates=False)
        else:
            with _port("JIETI_WEBHOOK_PORT", webhook.port):
                server = listen(webhook, database, clock, on_new, bot.id)
            stack.push_async_callback(_close, server)
            await bot.set_webhook(
                webhook.url, secret_token=webhook.secret, allowed_updates=UPDATES
            )
        yield


@contextmanager
def _port(name: str, port: int) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise SettingsError(f"{name}: {port} cannot be used: {error.strerror}") from None


async def _close(server: Bounded) -> None:
    server.stop()
    await server.close_all_connections()
