"""What became of a message once it left: whoever wrote it hears that it arrived, or why not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from bot.cases.acting import Acting
from bot.cases.handing import must_call
from bot.cases.reports import heads, responsible
from bot.contract.channel import Refusal
from bot.contract.messages import Chat, Reply
from bot.counter.ahead import not_arrived
from bot.records.case import Case, Party
from bot.records.staff import Role, Staff
from bot.staff.to_customer import writer_of
from bot.staff.turn import DeskSettings, button
from bot.store.outbox import Delivered, Outgoing
from bot.store.port import Store
from bot.wording import cases as names
from bot.wording.catalogue import words

DELIVERED, UNDELIVERED, UNSURE = "delivered", "undelivered", "unsure"  # events of a case


def left(store: Store, one: Delivered, now: datetime) -> None:
    """A letter of staff left for the customer: only now is it said to be sent."""
    writer = writer_of(store, one.key)
    if writer is None:
        return
    say = words()
    what, text = DELIVERED, say("Sent to the customer (case {number}).", number=one.case_number)
    if not one.sure:
        what = UNSURE
        text = say(
            "Case {number}: the messenger did not say whether it took your message. Please call "
            "the customer to be sure.",
            number=one.case_number,
        )
    # A customer may have several chats; the writer hears it once.
    key = f"{what}:{one.key.removesuffix(one.chat.name)}"
    if store.outbox.put(key, writer.chat, Reply(text), now):
        store.cases.add_event(one.case_number, now, what, "", Party.SYSTEM)


def in_doubt(store: Store, desk: DeskSettings, one: Delivered, now: datetime) -> None:
    """Nobody knows whether a message of the bot arrived: whoever can ask hears of it.

    Of a letter its writer hears, see `left`.
    """
    number = one.case_number
    case = store.cases.get(number) if number else store.cases.unfinished(one.chat)
    if case is None or writer_of(store, one.key) is not None:
        return
    say, name = words(), _name_inside(store, desk, one.chat)
    if name and not number:  # an answer to what they have just written: they see that none came
        return
    if name:
        text = say(
            "❗ Case {number}: it is not known whether a message reached {name}. Please ask "
            "{name}.",
            number=case.number,
            name=name,
        )
        told = [who for who in heads(store, case) if who.chat != one.chat]
    else:
        text = say(
            "❗ Case {number}: it is not known whether a message reached the customer. Please "
            "call to be sure.",
            number=case.number,
        )
        told = list(responsible(store, case))
    # One call or question clears up all of a day.
    key = f"{UNSURE}:{case.number}:{one.chat.name}:{now.date()}"
    if _tell(store, desk, told, case, text, key, now) and not name:
        store.cases.add_event(case.number, now, UNSURE, "", Party.SYSTEM)


def _name_inside(store: Store, desk: DeskSettings, chat: Chat) -> str:
    """Who reads that chat, of the office; empty where it is a customer's."""
    colleague = store.staff.member(chat)
    if colleague is not None:
        return colleague.name
    return words()("the admin") if chat == desk.admin else ""


def refused(
    store: Store, desk: DeskSettings, message: Outgoing, why: Refusal, now: datetime
) -> None:
    """The messenger refuses a message for good: whom that concerns hears of it at once."""
    store.outbox.failed(message.id, why)
    not_arrived(store, message, why, now)
    case = store.cases.get(message.case_number)
    colleague = store.staff.member(message.chat)
    if colleague is not None and why is not Refusal.NOT_TAKEN:
        _deaf(store, desk, colleague, why, now)
    if case is None:
        return
    if colleague is not None:
        _colleague_unreached(store, desk, case, colleague, why, now)
    elif message.chat == desk.admin:
        _admin_unreached(store, desk, case, why, now)
    else:
        _customer_unreached(store, desk, case, message, why, now)
        if desk.can(message.chat).counted:
            must_call(Acting(store, Party.SYSTEM, now, desk.office), case)


def waits_for_word(store: Store, message: Outgoing, late: datetime, now: datetime) -> None:
    """A letter of staff cannot go before the customer writes: whoever wrote it hears so."""
    writer = writer_of(store, message.key)
    if writer is None:
        return
    say = words()
    text = say(
        "Case {number}: your message waits. WeChat takes no more until the customer writes; then "
        "it goes by itself. If nothing comes by {moment}, please call.",
        number=message.case_number,
        moment=say.moment(late),
    )
    key = f"waits:{message.key.removesuffix(message.chat.name)}"
    store.outbox.put(key, writer.chat, Reply(text), now)


def undelivered(store: Store, key: str, case_number: str, why: Refusal, now: datetime) -> None:
    """A letter of staff was taken back before it left: whoever wrote it hears so."""
    writer = writer_of(store, key)
    if writer is None:
        return
    store.cases.add_event(case_number, now, UNDELIVERED, why, Party.SYSTEM)
    say = words()
    shown = (button(say("Show the case"), "show", case_number),)
    reply = Reply(_not_reached(case_number, why), "", shown)
    store.outbox.put(f"{UNDELIVERED}:{key}:{writer.chat.name}", writer.chat, reply, now)


def _not_reached(number: str, why: Refusal) -> str:
    say = words()
    return say(
        "❗ Case {number}: this did not reach the customer: {why}. Please call instead.",
        number=number,
        why=say(names.UNDELIVERED[why]),
    )


def _customer_unreached(
    store: Store, desk: DeskSettings, case: Case, message: Outgoing, why: Refusal, now: datetime
) -> None:
    writer = writer_of(store, message.key)
    store.cases.add_event(case.number, now, UNDELIVERED, why, Party.SYSTEM)
    text = _not_reached(case.number, why)
    told = [writer] if writer else responsible(store, case)
    # Of notices that do not arrive one is enough; each letter counts.
    cause = message.key if writer else f"{case.number}:{message.chat.name}"
    _tell(store, desk, told, case, text, f"{UNDELIVERED}:{cause}", now)


def _deaf(store: Store, desk: DeskSettings, colleague: Staff, why: Refusal, now: datetime) -> None:
    """Nothing reaches a colleague any more: the heads, or the admin, hear so once a day."""
    say = words()
    text = say(
        "❗ {name} gets nothing from the bot: {why}. Ask {name} to open the bot again; their "
        "cases stand in /find {name}.",
        name=colleague.name,
        why=say(names.UNDELIVERED[why]),
    )
    told = [one.chat for one in store.staff.members(Role.HEAD) if one != colleague]
    for chat in told or ([desk.admin] if desk.admin else []):
        if desk.can(chat).pushes:
            key = f"deaf:{colleague.id}:{now.date()}:{chat.name}"
            store.outbox.put(key, chat, Reply(text), now)


def _colleague_unreached(
    store: Store, desk: DeskSettings, case: Case, colleague: Staff, why: Refusal, now: datetime
) -> None:
    """Nobody talks into the void: the head hears of it, and the bot answers the customer again."""
    say = words()
    text = say(
        "❗ Case {number}: a message did not reach {name}: {why}. Please give the case to "
        "somebody else.",
        number=case.number,
        name=colleague.name,
        why=say(names.UNDELIVERED[why]),
    )
    told = [one for one in heads(store, case) if one != colleague]
    key = f"unreached:{case.number}:{colleague.id}:{now.date()}"
    _tell(store, desk, told, case, text, key, now)
    if case.taken_over == colleague.id:
        store.cases.change(case, replace(case, taken_over=None), now, Party.SYSTEM)


def _admin_unreached(
    store: Store, desk: DeskSettings, case: Case, why: Refusal, now: datetime
) -> None:
    """Somebody outside the office was to know of the case, and does not."""
    say = words()
    text = say(
        "❗ Case {number}: a message did not reach the admin: {why}. Please tell them.",
        number=case.number,
        why=say(names.UNDELIVERED[why]),
    )
    told = heads(store, case)
    _tell(store, desk, told, case, text, f"unreached:{case.number}:admin:{now.date()}", now)


def _tell(
    store: Store,
    desk: DeskSettings,
    staff: Iterable[Staff],
    case: Case,
    text: str,
    key: str,
    now: datetime,
) -> bool:
    """To each of these, or else to the admin, who sees no case; False if they were told before."""
    shown = (button(words()("Show the case"), "show", case.number),)
    replies: dict[Chat, Reply] = {one.chat: Reply(text, "", shown) for one in staff}
    if not replies and desk.admin:
        replies = {desk.admin: Reply(text)}
    new = [
        store.outbox.put(f"{key}:{chat.name}", chat, reply, now)
        for chat, reply in replies.items()
        if desk.can(chat).pushes
    ]
    return any(new) or not new
