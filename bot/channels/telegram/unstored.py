"""What is done at Telegram while nothing can be stored: an update is read, something is said."""

from __future__ import annotations

from telegram import Bot

from bot.channels.telegram.calling import call
from bot.channels.telegram.incoming import message_of, update_in
from bot.channels.telegram.outgoing import calls_of
from bot.channels.telegram.salvage import salvaged
from bot.channels.unstored import Say
from bot.contract.messages import Chat, Incoming, Reply
from bot.hearing.total import total


@total(None)
def _read(payload: str) -> Incoming | None:
    return message_of(update_in(payload))


def message_in(payload: str) -> Incoming | None:
    """What an update says, as far as it can be read."""
    return _read(payload) or salvaged(payload)


def saying(bot: Bot) -> Say:
    """Says something at once."""

    async def say(chat: Chat, reply: Reply) -> None:
        for one in calls_of(reply):
            await call(bot, chat, one)

    return say
