"""The PTB application: wiring only."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any

from telegram import BotCommand, Update
from telegram.constants import ParseMode
from telegram.error import InvalidToken, TelegramError
from telegram.ext import (
    AIORateLimiter,
    Application,
    ApplicationBuilder,
    CallbackContext,
    CallbackQueryHandler,
    Defaults,
    ExtBot,
    MessageHandler,
    filters,
)

from bot.channels.telegram.incoming import message_of
from bot.channels.telegram.order import SIDE_BY_SIDE, ChatOrder
from bot.channels.telegram.outgoing import markup_of, texts_of
from bot.dialogue.messages import Action, Reply
from bot.dialogue.phrases import label
from bot.dialogue.talk import answer
from bot.settings import Settings, SettingsError
from bot.store.database import Database
from bot.wording.catalogue import DEFAULT, words

App = Application[Any, Any, Any, Any, Any, Any]
Context = CallbackContext[ExtBot[Any], Any, Any, Any]
COMMANDS = (
    Action.WHY, Action.BILL, Action.LEFT, Action.RULE, Action.REFUND, Action.COMPLAIN,
    Action.CASE, Action.HUMAN, Action.BIND, Action.UNBIND, Action.FORGET, Action.HELP,
)  # fmt: skip
UPDATES = (Update.MESSAGE, Update.EDITED_MESSAGE, Update.CALLBACK_QUERY)
LANGUAGES = {"": DEFAULT, "zh": DEFAULT, "en": "en"}

log = logging.getLogger(__name__)


def build(settings: Settings, database: Database, clock: Callable[[], datetime]) -> App:
    """The application, ready to be initialised.

    Raises:
        SettingsError: there is no token.
    """
    if not settings.token:
        raise SettingsError(
            "JIETI_TOKEN is not set: get a token from @BotFather and put it there, or its path "
            "into JIETI_TOKEN_FILE"
        )
    builder = (
        ApplicationBuilder()
        .token(settings.token)
        .defaults(Defaults(parse_mode=ParseMode.HTML))
        .rate_limiter(AIORateLimiter(max_retries=3))
        .concurrent_updates(ChatOrder())
        .connection_pool_size(2 * SIDE_BY_SIDE)
    )
    if settings.api_url:
        builder = builder.base_url(settings.api_url)
    app: App = builder.build()

    async def on_update(update: Update, context: Context) -> None:
        await _answer(update, context, settings, database, clock())

    app.add_handler(CallbackQueryHandler(on_update))
    app.add_handler(MessageHandler(filters.ALL, on_update))
    app.add_error_handler(_on_error)
    return app


async def prepare(app: App) -> None:
    """Command menus in each language.

    Raises:
        SettingsError: Telegram refuses the token or cannot be reached.
    """
    try:
        await app.initialize()
        for code, locale in LANGUAGES.items():
            say = words(locale)
            menu = [BotCommand(action, label(say, action)) for action in COMMANDS]
            await app.bot.set_my_commands(menu, language_code=code or None)
    except InvalidToken:
        # Not chained: the text of the cause holds the token.
        raise SettingsError(
            "JIETI_TOKEN: Telegram does not know this token; copy it again from @BotFather"
        ) from None
    except TelegramError as error:
        raise SettingsError(f"Telegram cannot be reached: {error}") from error


async def _answer(
    update: Update, context: Context, settings: Settings, database: Database, now: datetime
) -> None:
    if update.callback_query:
        await update.callback_query.answer()
    message = message_of(update)
    if message is None or update.effective_chat is None:
        return
    for reply in await answer(database, settings.office, message, now):
        await send(context.bot, update.effective_chat.id, reply)


async def send(bot: ExtBot[Any], chat_id: int, reply: Reply) -> None:
    """Send one reply, as several messages where it is long."""
    *first, last = texts_of(reply)
    for text in first:
        await bot.send_message(chat_id, text)
    await bot.send_message(chat_id, last, reply_markup=markup_of(reply))


async def _on_error(update: object, context: Context) -> None:
    # The update itself stays out of the log: it holds personal data.
    kind = type(context.error).__name__
    log.error("an update could not be answered: %s", kind, exc_info=context.error)
    if isinstance(update, Update) and update.effective_chat:
        say = words()
        await context.bot.send_message(
            update.effective_chat.id,
            say(
                "Something went wrong on our side. Please send it again in a minute, or call "
                "95598."
            ),
        )
