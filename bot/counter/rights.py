"""What a messenger that counts still lets us send: taken when a message is written, not later.

Of the rights that the customer's word gives one is kept to say that more is to come. What does
not fit waits for the next word; what can wait no more is a call to be made.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from bot.contract.channel import Counted, Refusal
from bot.contract.messages import Chat, Incoming, MessageKind, Reply, Sendable
from bot.counter.ahead import not_arrived
from bot.counter.allowing import asking, may_by_form, spend_form
from bot.counter.delivery import refused, waits_for_word
from bot.counter.forms import form_of
from bot.customer.language import locale_of_chat
from bot.records.case import Case
from bot.staff.to_customer import writer_of
from bot.staff.turn import DeskSettings
from bot.store.once import Opens
from bot.store.outbox import Outgoing
from bot.store.pending import WHEN_THEY_WRITE
from bot.store.port import Store
from bot.store.windows import Window
from bot.wording.catalogue import words

_BYTES, _READ_WITHIN = 16, timedelta(days=2)  # of the secret in a link; how long it opens
FAILS_WITHIN = timedelta(days=3)  # that a message was not delivered is told by then


@dataclass(frozen=True, slots=True)
class Leaving:
    """A message as it is to be written into the outbox; what its fields say, see `Outbox.put`."""

    key: str
    chat: Chat
    what: Sendable
    not_before: datetime | None = None
    case_number: str = ""
    not_after: datetime | None = None
    topic: str = ""
    urgent: bool = False


def heard(store: Store, desk: DeskSettings, message: Incoming, now: datetime) -> Incoming:
    """The customer may have done something that gives rights; a button's label is that button.

    Rights run from when the messenger took it: what comes late may give none any more.
    """
    if message.gives is not None:
        since = min(now, message.sent_at or now)
        store.windows.open(message.chat, message.gives.most, since + message.gives.lasts)
    if message.kind is not MessageKind.TEXT or not desk.can(message.chat).counted:
        return message
    action = dict(store.chats.get_memory(message.chat).menu).get(message.text.strip())
    if action is None:
        return message
    return replace(message, kind=MessageKind.BUTTON, text="", action=action)


def is_too_late(store: Store, message: Incoming, now: datetime) -> bool:
    """Whether an answer cannot arrive any more: the messenger took those words so long ago.

    Of a follow, a scan or a press of the menu, which mean something for a while, none is missed.
    """
    of_words = message.gives is not None and message.until is None
    window = store.windows.of(message.chat) if of_words else None
    return window is not None and now >= window.until


def put(store: Store, desk: DeskSettings, one: Leaving, now: datetime) -> None:
    """Write a message: to be sent, to wait for the customer's word, or refused at once."""
    counted = desk.can(one.chat).counted
    if counted is None or not isinstance(one.what, Reply) or one.topic:
        _write(store, one, now)
        return
    asks = asking(store, counted, one.chat, one.what, now)
    one = replace(one, what=_short(store, desk, counted, one.chat, asks, now))
    assert isinstance(one.what, Reply)  # noqa: S101 - it is shorter, and no more
    window, cost = store.windows.of(one.chat), counted.costs(one.what)
    moment = max(now, one.not_before or now)
    promised = _promised_of(store, one, now)
    late = _late(window, promised, moment)
    if window is None or late is None or late <= moment or window.blocked or window.person:
        _where_closed(store, desk, one, window, now)
        return
    one = replace(one, not_after=min(late, one.not_after or late))
    if cost <= window.left - (0 if one.urgent else counted.kept) and not store.pending.held(
        one.chat
    ):
        if _write(store, one, now):
            store.windows.spend(one.chat, cost)
            _remember_buttons(store, one.chat, one.what, now)
    elif promised is not None and promised <= moment:
        # The day is there on which we call: nothing waits for a word any more.
        _where_closed(store, desk, one, window, now)
    elif _write(store, replace(one, not_before=WHEN_THEY_WRITE), now):
        waits_for_word(store, _written(store, one), late, now)
        _ask_for_a_word(store, one.chat, window, now)


def released(store: Store, desk: DeskSettings, chat: Chat, now: datetime) -> None:
    """The customer has written: what waited for that goes, as far as the new rights reach."""
    counted = desk.can(chat).counted
    window = store.windows.of(chat) if counted else None
    if counted is None or window is None or not window.is_open(now):
        return
    for one in store.pending.held(chat):
        assert isinstance(one.what, Reply)  # noqa: S101 - nothing else is held
        window = store.windows.of(chat) or window
        cost = counted.costs(one.what)
        if cost > window.left - counted.kept:
            _ask_for_a_word(store, chat, window, now)
            return
        store.windows.spend(chat, cost)
        store.pending.release(one.id)
        _remember_buttons(store, chat, one.what, now)


def give_up_late(store: Store, desk: DeskSettings, channel: str, now: datetime) -> int:
    """What could not be sent in time is told to whom it concerns; returns how many there were."""
    gone = store.pending.late(channel, now)
    for one in gone:
        if one.case_number:
            refused(store, desk, one, Refusal.LATE, now)
        else:
            store.outbox.expired(one.id)
            not_arrived(store, one, Refusal.LATE, now)
    return len(gone)


def not_taken(
    store: Store, desk: DeskSettings, message: Outgoing, why: Refusal, now: datetime,
    who: str = "", *, sent: bool = False,
) -> None:  # fmt: skip
    """The messenger has refused a message for good, at once or after it was `sent`.

    `who` is the colleague who talks with the customer there.
    """
    window = store.windows.of(message.chat)
    if why in (Refusal.CLOSED, Refusal.FULL, Refusal.BLOCKED):
        store.windows.close(message.chat, blocked=why is Refusal.BLOCKED)
    if why is Refusal.PERSON:
        store.windows.put_person(message.chat, who or "?")
    if why is Refusal.FULL and not sent and window is not None and now < window.until:
        store.pending.hold(message.id)
        waits_for_word(store, message, message.not_after or window.until, now)
        return
    refused(store, desk, message, why, now)


def tell_admin_daily(
    store: Store, desk: DeskSettings, what: str, notice: Reply, now: datetime
) -> None:
    """The admin hears once a day that something is wrong with an account of the office."""
    if desk.admin:
        key = f"account:{what}:{now:%Y-%m-%d}"
        store.outbox.put(key, desk.admin, notice, now)


def lost(store: Store, desk: DeskSettings, chat: Chat, now: datetime) -> None:
    """Nothing may be sent there until they come again: what waited for their word is given up."""
    store.windows.close(chat, blocked=True)
    for one in store.pending.held(chat):
        refused(store, desk, one, Refusal.BLOCKED, now)


def _remember_buttons(store: Store, chat: Chat, reply: Sendable, now: datetime) -> None:
    if isinstance(reply, Reply) and reply.buttons:
        menu = tuple((button.label, str(button.action)) for button in reply.buttons)
        memory = store.chats.get_memory(chat)
        store.chats.put_memory(chat, replace(memory, menu=menu), now)


def _short(
    store: Store, desk: DeskSettings, counted: Counted, chat: Chat, reply: Reply, now: datetime
) -> Reply:
    """The reply; of one that is too long the rest stands on the page, for whoever has its link."""
    alone = reply.document or reply.drawing or reply.attachment
    if alone or not desk.page or counted.costs(reply) <= counted.most:
        return reply
    secret, until = secrets.token_urlsafe(_BYTES), now + _READ_WITHIN
    store.once.offer(secret, Opens.TEXT, reply.text, chat.name, until)
    say = words(locale_of_chat(store, chat))
    more = say(
        "The whole answer, to be opened once until {moment}: {link}",
        moment=say.moment(until), link=f"{desk.page}/read/{secret}",
    )  # fmt: skip
    return counted.shortens(reply, more)


def _where_closed(
    store: Store, desk: DeskSettings, one: Leaving, window: Window | None, now: datetime
) -> None:
    """A notice goes by its fields where such go at any time; all else is refused at once.

    A letter of staff is more than a notice: it waits for the word that the notice may bring.
    """
    case, counted = store.cases.get(one.case_number), desk.can(one.chat).counted
    closed = _why(window) is Refusal.CLOSED
    by_form = counted is not None and closed and may_by_form(counted, window)
    if case is None or not by_form:
        if _write(store, one, now):
            refused(store, desk, _written(store, one), _why(window), now)
        return
    assert counted is not None  # noqa: S101 - else there are no forms
    letter = writer_of(store, one.key) is not None
    form = Leaving(one.key, one.chat, form_of(case, now), one.not_before, one.case_number)
    if not letter:
        if _write(store, form, now):
            spend_form(store, counted, one.chat, window, now)
        return
    late = _promised(case, now)
    held = replace(one, not_before=WHEN_THEY_WRITE, not_after=late)
    if late > now and _write(store, held, now):
        _write(store, replace(form, key=f"form:{one.key}"), now)
        spend_form(store, counted, one.chat, window, now)
        waits_for_word(store, _written(store, one), late, now)
    elif late <= now and _write(store, one, now):
        refused(store, desk, _written(store, one), Refusal.CLOSED, now)


def _promised(case: Case, now: datetime) -> datetime:
    """The morning of the promised day, which is left for the call."""
    return datetime.combine(case.due_by, time.min, now.tzinfo)


def _write(store: Store, one: Leaving, now: datetime) -> bool:
    return store.outbox.put(
        one.key, one.chat, one.what, now, one.not_before, one.case_number, one.not_after,
        one.topic, one.urgent,
    )  # fmt: skip


def _written(store: Store, one: Leaving) -> Outgoing:
    found = store.pending.find(one.key)
    assert found is not None  # noqa: S101 - it was just written
    return found


def _promised_of(store: Store, one: Leaving, now: datetime) -> datetime | None:
    case = store.cases.get(one.case_number)
    return _promised(case, now) if case else None


def _late(window: Window | None, promised: datetime | None, moment: datetime) -> datetime | None:
    """Until when it may be sent: the end of the rights, or the morning of the promised day.

    The day itself is left for the call.
    """
    if window is None:
        return None
    # From that day on the earlier end is no reason: late words are better than none.
    return min(window.until, promised) if promised and promised > moment else window.until


def _why(window: Window | None) -> Refusal:
    if window is not None and window.blocked:
        return Refusal.BLOCKED
    if window is not None and window.person:
        return Refusal.PERSON
    return Refusal.CLOSED


def _ask_for_a_word(store: Store, chat: Chat, window: Window, now: datetime) -> None:
    """The last message that may go says that there is more, and what to do for it; once."""
    if window.left < 1:
        return
    say = words(locale_of_chat(store, chat))
    reply = Reply(
        say("There is more for you, and WeChat takes no more until you write."),
        say("Please write any word, such as “go on”: then it comes. Or we call you."),
    )
    key = f"more-to-come:{chat.name}:{window.until.isoformat()}"
    if store.outbox.put(key, chat, reply, now, not_after=window.until):
        store.windows.spend(chat, 1)
