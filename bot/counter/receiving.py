"""What a messenger delivered goes over the counter; what fails is tried again, then set aside."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot import metrics
from bot.contract.messages import Chat, Incoming
from bot.counter.handle import give_up, handle, tell_admin
from bot.staff.turn import DeskSettings
from bot.store.inbox import Waiting
from bot.store.port import Store


@dataclass(frozen=True, slots=True)
class Delivery:
    """A delivery that waits in the inbox, and what it says.

    Attributes:
        chat: where it comes from, if that can be told.
        message: what somebody sent; None where nobody did.
        error: why it could not be read; empty where it could.
    """

    waiting: Waiting
    chat: Chat | None
    message: Incoming | None
    error: str = ""


def receive_all(
    store: Store, desk: DeskSettings, channel: str, deliveries: Iterable[Delivery], now: datetime
) -> None:
    """Handle each in turn and mark what became of it, all in the caller's transaction.

    One that cannot be handled stays for another try; after the last it is set aside, its words
    become a case, and the admin is told.

    Raises:
        UnusableError: the store is in trouble; try again.
    """
    for one in deliveries:
        key = f"{channel}:{one.waiting.delivery}"
        error = one.error
        if one.message and not error:
            error = handle(store, desk, one.message, now, key)
        if error:
            _failed(store, desk, one, error, now, key)
        else:
            store.inbox.done(one.waiting, one.chat.chat_id if one.chat else "")
            metrics.UPDATES.labels("handled").inc()


def _failed(
    store: Store, desk: DeskSettings, one: Delivery, error: str, now: datetime, key: str
) -> None:
    metrics.UPDATES.labels("failed").inc()
    if not store.inbox.failed(one.waiting, error):
        return
    metrics.UPDATES.labels("set_aside").inc()
    if one.message is not None:
        give_up(store, desk, one.message, now, key)
    tell_admin(store, desk, one.waiting.delivery, error, now)
