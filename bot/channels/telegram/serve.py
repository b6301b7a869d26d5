"""Runs the Telegram channel by polling or webhook until it is asked to stop."""

from __future__ import annotations

import asyncio
import gc
import logging
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from datetime import datetime

from telegram import Bot, BotCommand
from telegram.error import InvalidToken, TelegramError

from bot.channels.telegram.budget import Budget
from bot.channels.telegram.http import Http
from bot.channels.telegram.incoming import UPDATES
from bot.channels.telegram.journal import Journal
from bot.channels.telegram.photos import Photos
from bot.channels.telegram.polling import poll
from bot.channels.telegram.sender import Sender
from bot.channels.telegram.settings import TelegramSettings
from bot.channels.telegram.webhook import listen
from bot.channels.telegram.worker import Worker
from bot.contract.errors import SettingsError
from bot.contract.messages import Action
from bot.customer.intent_to_action import PROPOSABLE
from bot.hearing.helper import Helper
from bot.hearing.ocr import TextReader, is_installed
from bot.staff.turn import DeskSettings
from bot.store.port import Database, UnusableError
from bot.wording.catalogue import DEFAULT, words
from bot.wording.labels import label

COMMANDS = (
    Action.WHY, Action.BILL, Action.LEFT, Action.RULE, Action.REFUND, Action.COMPLAIN,
    Action.CASE, Action.HUMAN, Action.BIND, Action.UNBIND, Action.FORGET, Action.LANG,
    Action.HELP,
)  # fmt: skip
DAY = 24 * 60 * 60  # seconds
log = logging.getLogger(__name__)
LANGUAGES = {"": DEFAULT, "zh": DEFAULT, "en": "en"}


async def serve(
    settings: TelegramSettings,
    desk: DeskSettings,
    database: Database,
    clock: Callable[[], datetime],
) -> None:
    """Serve until SIGINT or SIGTERM; what is being handled or sent is finished first.

    Raises:
        SettingsError: the token is missing or refused, or the port is taken.
    """
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for sign in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(sign, stop.set)
    async with _connected(settings) as bot, AsyncExitStack() as stack:
        journal = stack.enter_context(Journal(settings.database))
        helper = Helper(settings.helper, PROPOSABLE, loop.time) if settings.helper else None
        desk = replace(desk, link=f"https://t.me/{bot.username}?start=")
        sender = Sender(bot, database, desk, Budget(settings.limits), clock, journal)
        photos = Photos(bot, stack.enter_context(TextReader())) if is_installed() else None
        worker = Worker(database, desk, clock, sender.wake, helper, photos)
        async with (
            _listening(settings, bot, database, clock, worker.wake),
            asyncio.TaskGroup() as tasks,
        ):
            running = [
                tasks.create_task(worker.run()),
                tasks.create_task(_keep_house(settings, database, clock)),
            ]
            if settings.webhook is None:
                running.append(tasks.create_task(poll(bot, database, clock, worker.wake)))
            tasks.create_task(sender.run())
            # What is loaded stays: the garbage collector need not look through it ever again.
            gc.freeze()
            await stop.wait()
            # The database runs whole transactions in its own thread: none is cut by this.
            for task in running:
                task.cancel()
            sender.stop()


async def _keep_house(
    settings: TelegramSettings, database: Database, clock: Callable[[], datetime]
) -> None:
    """Once at the start and then every day, remove what is no longer to be kept."""
    while True:
        try:
            await database.write(lambda store: store.retention.remove_old(settings.keep, clock()))
        except UnusableError:
            log.exception("what is old could not be removed")
        await asyncio.sleep(DAY)


@asynccontextmanager
async def _connected(settings: TelegramSettings) -> AsyncIterator[Bot]:
    """The bot with its command menus in each language."""
    if not settings.token:
        raise SettingsError(
            "JIETI_TOKEN is not set: get a token from @BotFather and put it there, or its path "
            "into JIETI_TOKEN_FILE"
        )
    request = Http()
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
        async with bot:
            for code, locale in LANGUAGES.items():
                say = words(locale)
                menu = [BotCommand(action, label(say, action)) for action in COMMANDS]
                await bot.set_my_commands(menu, language_code=code or None)
            yield bot
    except InvalidToken:
        # Not chained: the text of the cause holds the token.
        raise SettingsError(
            "JIETI_TOKEN: Telegram does not know this token; copy it again from @BotFather"
        ) from None
    except TelegramError as error:
        raise SettingsError(f"Telegram cannot be reached: {error}") from error


@asynccontextmanager
async def _listening(
    settings: TelegramSettings,
    bot: Bot,
    database: Database,
    clock: Callable[[], datetime],
    on_new: Callable[[], None],
) -> AsyncIterator[None]:
    """With a webhook: the open port, and Telegram told of it; without one: no webhook left."""
    webhook = settings.webhook
    if webhook is None:
        await bot.delete_webhook(drop_pending_updates=False)
        yield
        return
    try:
        server = listen(webhook, database, clock, on_new)
    except OSError as error:
        raise SettingsError(
            f"JIETI_WEBHOOK_PORT: {webhook.port} cannot be used: {error.strerror}"
        ) from None
    try:
        await bot.set_webhook(webhook.url, secret_token=webhook.secret, allowed_updates=UPDATES)
        yield
    finally:
        server.stop()
        await server.close_all_connections()
