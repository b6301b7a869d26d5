"""Notices that a customer allows once (订阅通知), where no words may be sent after a while."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.contract.channel import Counted
from bot.contract.messages import Chat, Reply
from bot.customer.language import locale_of_chat
from bot.records.case import UNFINISHED
from bot.store.port import Store
from bot.store.windows import Window
from bot.wording.catalogue import words


def allowed(store: Store, chat: Chat, now: datetime, *, more: bool) -> None:
    """The customer has allowed one notice more, to be sent at any time; or wants none."""
    window = store.windows.of(chat)
    there = window.forms if window else 0
    store.windows.put_forms(chat, there + 1 if more else 0, now)


def asking(store: Store, counted: Counted, chat: Chat, reply: Reply, now: datetime) -> Reply:
    """The reply; once, where a case is open, with where to allow that its end is told.

    What cannot be sent now asks for nothing: it may never be read.
    """
    window = store.windows.of(chat) if counted.asks else None
    if window is None or window.asked or window.forms or not window.is_open(now):
        return reply
    if not any(case.state in UNFINISHED for case in store.cases.of_chat(chat)):
        return reply
    store.windows.put_asked(chat)
    say = words(locale_of_chat(store, chat))
    told = say("To be told here when it is settled, allow one notice: {link}", link=counted.asks)
    return replace(reply, body="\n\n".join(filter(None, (reply.body, told))))


def may_by_form(counted: Counted, window: Window | None) -> bool:
    """Whether a notice may go by its fields: at any time, or because the customer allowed one."""
    return counted.forms or (window is not None and window.forms > 0)


def spend_form(
    store: Store, counted: Counted, chat: Chat, window: Window | None, now: datetime
) -> None:
    """One that was allowed is used."""
    if not counted.forms and window is not None:
        store.windows.put_forms(chat, window.forms - 1, now)
