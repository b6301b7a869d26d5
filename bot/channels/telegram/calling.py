"""Calls of the Bot API, and what their failures mean."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

from telegram import Bot
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, TelegramError

from bot.channels.telegram.http import NotObeyedError
from bot.contract.channel import Refusal
from bot.contract.messages import Call, Chat


async def begin(bot: Bot) -> None:
    """Open the connections and ask the server who the bot is, again after a failure.

    `bot.shutdown` undoes it, whether or not it succeeded.

    Raises:
        NoBotApiError: what answers is no Bot API.
        TelegramError: the token is not known, or nobody answers.
    """
    try:
        await bot.initialize()
    except (TypeError, KeyError, AttributeError) as error:
        raise NoBotApiError from error
    if not bot.bot.username:  # invitations and commands of a group need it
        raise NoBotApiError


async def call(bot: Bot, chat: Chat, what: Call, topic: str = "") -> Any:
    """What Telegram answers to a call.

    Telegram reads method names in any case; capitals keep the library from warning.

    Raises:
        Exception: TelegramError, or whatever an odd answer leads to in the library.
    """
    params = dict(what.params)
    if what.method.startswith(("send", "edit")):
        params["chat_id"] = chat.chat_id
    if what.method.startswith("send") and topic:
        params["message_thread_id"] = int(topic)
    method = what.method[0].upper() + what.method[1:]
    return await bot.do_api_request(method, api_kwargs=params)


class NoBotApiError(Exception):
    """The answer to getMe lacks what every Bot API tells, as `is_bot`."""


def is_certain(error: Exception) -> bool:
    """Whether the call was surely not obeyed."""
    return isinstance(error, (NotObeyedError, InvalidToken, Conflict))


def why_refused(error: TelegramError) -> Refusal:
    """Why Telegram refuses a message for good."""
    told = str(error).lower()
    if "not found" in told or "deactivated" in told:
        return Refusal.GONE
    return Refusal.BLOCKED if isinstance(error, Forbidden) else Refusal.NOT_TAKEN


def is_unchanged(what: Call, error: TelegramError) -> bool:
    """Whether the message says already what it was to be changed into."""
    return what.method == "editMessageText" and "not modified" in str(error).lower()


def cannot_change(what: Call, error: TelegramError) -> bool:
    """Whether the message that was to be changed is gone, or is changed no more."""
    return what.method == "editMessageText" and isinstance(error, BadRequest)


def has_no_topic(error: TelegramError) -> bool:
    """Whether the topic of a group is not there any more."""
    return "thread not found" in str(error).lower()


def as_plain_text(what: Call, error: TelegramError) -> Call | None:
    """The call without marks, where Telegram could not read those."""
    if not isinstance(error, BadRequest) or "parse entities" not in str(error):
        return None
    if "parse_mode" not in what.params:
        return None
    plain = unescape(re.sub(r"</?\w+[^<>]*>", "", what.params["text"]))
    rest = {name: value for name, value in what.params.items() if name != "parse_mode"}
    return Call(what.method, rest | {"text": plain})


def wire_id(answer: Any) -> str:
    """The number of the message that was sent; empty for calls that send none."""
    return str(answer["message_id"]) if isinstance(answer, dict) and "message_id" in answer else ""
