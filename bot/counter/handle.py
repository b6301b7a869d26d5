"""One message from whatever door: who is it, what is answered, who is told, what goes out."""

from __future__ import annotations

import logging
from datetime import datetime

from bot.contract.messages import Incoming, Outcome
from bot.counter import rights
from bot.counter.door import put_all
from bot.counter.notices import notices, shown_by
from bot.counter.unhandled import safety_words, unhandled
from bot.counter.who_answers import answer
from bot.hearing.gate import gate
from bot.staff.turn import DeskSettings
from bot.store.port import Store, UnusableError
from bot.wording import phrases, phrases_admin
from bot.wording.catalogue import words

log = logging.getLogger(__name__)


def handle(store: Store, desk: DeskSettings, message: Incoming, now: datetime, key: str) -> str:
    """Do all that a message causes, or nothing of it.

    Args:
        store: within a transaction.
        desk: the office, and what its channels can do.
        message: what somebody sent.
        now: the moment.
        key: tells this message apart from all others; what it causes is sent once.

    Returns:
        The kind of error where it could not be handled; nothing was written then.

    Raises:
        UnusableError: the store is in trouble; try again.
    """
    try:
        with store.attempt():
            message = rights.heard(store, desk, message, now)
            outcomes = answer(store, desk, message, now)
            told = notices(store, desk, now, shown_by(message, outcomes))
            put_all(
                store, desk, message.chat, key, (*outcomes, *told), now, message.topic,
                urgent=_cannot_wait(message), until=message.until,
            )  # fmt: skip
            rights.released(store, desk, message.chat, now)
    except UnusableError:
        raise
    except Exception as error:
        # Whatever it is, it must not stop the others.
        log.exception("a message could not be handled")
        return type(error).__name__
    return ""


def _cannot_wait(message: Incoming) -> bool:
    alarm = gate(message.text)
    return not message.group and (alarm.danger or alarm.despair)


def give_up(store: Store, desk: DeskSettings, message: Incoming, now: datetime, key: str) -> None:
    """What could not be handled for good becomes a case with its words; the chat is told.

    Where others read along nothing is said.
    """
    told = _last_resort(store, desk, message, now, f"{key}:unhandled")
    if not told and not message.group:
        put_all(store, desk, message.chat, f"{key}:sorry", [phrases.sorry(words())], now)


def _last_resort(
    store: Store, desk: DeskSettings, message: Incoming, now: datetime, key: str
) -> bool:
    """Words that cannot be handled become a case, and danger its answer; whether they did."""
    outcomes: tuple[Outcome, ...]
    try:
        with store.attempt():
            replies = unhandled(store, desk, message, now)
            outcomes = (*replies, *notices(store, desk, now))
    except UnusableError:
        raise
    except Exception:
        log.exception("no case could be made of a message")
        replies = outcomes = safety_words(desk, message)
    put_all(store, desk, message.chat, key, outcomes, now)
    return bool(replies)


def tell_admin(store: Store, desk: DeskSettings, name: str, error: str, now: datetime) -> None:
    """The admin hears that a delivery was set aside."""
    if desk.admin:
        notice = phrases_admin.set_aside_notice(words(), name, error)
        put_all(store, desk, desk.admin, f"aside:{desk.admin.channel}:{name}", [notice], now)
