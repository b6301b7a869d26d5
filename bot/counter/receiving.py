"""What a messenger delivered goes over the counter; what fails is tried again, then set aside."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot import metrics
from bot.cases.acting import Acting
from bot.cases.joining import file_came
from bot.contract.messages import Chat, Incoming
from bot.counter.door import put_all
from bot.counter.handle import give_up, handle, tell_admin
from bot.counter.notices import notices
from bot.hearing.photo import bill_in
from bot.records.case import Party
from bot.staff.turn import DeskSettings
from bot.store.inbox import CRASHES, Waiting
from bot.store.port import Store
from bot.wording import phrases_admin, phrases_photo
from bot.wording.catalogue import words


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

    @property
    def has_crashed(self) -> bool:
        """Whether the process ended so often over it that it is not handled any more."""
        return self.waiting.tries >= CRASHES


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
        error = one.error or ("crash" if one.has_crashed else "")
        if one.message and not error:
            error = handle(store, desk, one.message, now, key)
        if error:
            _failed(store, desk, one, error, now, key)
        else:
            store.inbox.done(one.waiting, one.chat.chat_id if one.chat else "")
            metrics.UPDATES.labels("handled").inc()


def receive_file(store: Store, desk: DeskSettings, message: Incoming, now: datetime) -> bool:
    """The file of a message could be had only after it was handled; whether a case takes it.

    Whoever works on the case is told as of anything else that the customer adds.
    """
    say = words()
    later = say("(fetched from the messenger later)")
    read = phrases_photo.in_a_line(say, bill_in(message.photo_lines))
    shown = " ".join(filter(None, (message.file_name, later, read)))
    acting = Acting(store, Party.CUSTOMER, now, desk.office)
    if not file_came(acting, message.chat, message.message_id, message.file_id, shown):
        return False
    put_all(store, desk, message.chat, message.file_id, notices(store, desk, now), now)
    return True


def _failed(
    store: Store, desk: DeskSettings, one: Delivery, error: str, now: datetime, key: str
) -> None:
    metrics.UPDATES.labels("failed").inc()
    if not store.inbox.failed(one.waiting, error):
        return
    metrics.UPDATES.labels("set_aside").inc()
    # What ended the process even as a case of its own is left as it is.
    if one.message is not None and one.waiting.tries <= CRASHES:
        give_up(store, desk, one.message, now, key)
    tell_admin(store, desk, one.waiting.delivery, error, now)


def tell_of_rival(store: Store, desk: DeskSettings, now: datetime) -> None:
    """The admin hears, once a day, that another process takes this one's messages away."""
    if desk.admin:
        key = f"rival:{desk.admin.channel}:{now:%Y-%m-%d}"
        put_all(store, desk, desk.admin, key, [phrases_admin.rival_notice(words())], now)
