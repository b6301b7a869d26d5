"""A chat's binding to an account ends though nobody asked for it there; all concerned hear of it.

Nobody has used it for long, the account has another holder or telephone, or the desk ends it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from bot.accounts.binding import holder_mark, mark_of
from bot.accounts.masking import mask_account_no, mask_name
from bot.accounts.transfers import given_to, has_left, transfers_in
from bot.cases.roles import May, may
from bot.cases.who_left import names_who_left
from bot.contract.channel import Refusal
from bot.contract.messages import Button, Chat, Outcome, Post, Reply
from bot.counter.delivery import undelivered
from bot.customer.language import locale_of_chat
from bot.records.account import AccountRecord
from bot.records.fact import FactRecord, FactSource
from bot.staff import facts
from bot.staff.turn import StaffTurn, not_allowed
from bot.store.chats import Binding
from bot.store.once import Opens
from bot.store.port import Store
from bot.wording import bindings as wording

END = "cut"  # of a button
NEW = "new"  # in place of a chat's mark: the records name the new holder already
LAPSED, CHANGED = "lapsed", "changed"
RECENT = timedelta(days=365)


def bound(seat: StaffTurn) -> tuple[Outcome, ...]:
    """Answer to /bound: the chats that see an account's bills, and a button to end each."""
    if not may(seat.staff.role, May.ASSIGN):
        return (not_allowed(seat, "bound"),)
    say = seat.say
    if seat.message.group:
        return (Reply(say("Not in a group: ask that where you write to the bot alone.")),)
    number = seat.message.text.strip()
    account = seat.store.accounts.get(number)
    if account is None:
        return (
            Reply(
                say("Write /bound and the number of the account."),
            ),
        )
    left = (_of_whom(seat, account),) if names_who_left(seat.store, account) else ()
    found = seat.store.chats.bindings_of(number)
    if not found:
        return (Reply(say("No chat is bound to this account.")), *left)
    seat.note("bindings_shown", number)
    lines = [
        wording.line(say, n, one.chat.channel, one.bound_at, one.used_at)
        for n, one in enumerate(found, 1)
    ]
    buttons = tuple(
        Button(say("End number {n}", n=n), f"{END}:{number}:{mark_of(one.chat)}")
        for n, one in enumerate(found, 1)
    )
    return (Reply(say("Chats bound to account {account}:", account=number), "\n".join(lines),
                  buttons), *left)  # fmt: skip


def pressed(seat: StaffTurn) -> tuple[Outcome, ...]:
    """End one, once it is said why; that chat and the others of the account hear of it."""
    if not may(seat.staff.role, May.ASSIGN) or seat.message.group:
        return (not_allowed(seat, END),)
    _, number, mark, why = (*seat.message.action.split(":"), "", "", "")[:4]
    say, store = seat.say, seat.store
    if mark == NEW:
        _note_new(store, number, seat.now)
        seat.note("holder_is_new", number)
        return (Reply(say("Noted: the particulars in the records are the new holder's.")),)
    bindings = store.chats.bindings_of(number)
    meant = next((one for one in bindings if mark_of(one.chat) == mark), None)
    if meant is None:
        return (Reply(say("That chat is not bound any more.")),)
    if why not in wording.WHY:
        ways = tuple(
            Button(say(text), f"{END}:{number}:{mark}:{key}") for key, text in wording.WHY.items()
        )
        return (Reply(say("Why does it end?"), say("What you press is noted under your name."),
                      ways),)  # fmt: skip
    others = [one.chat for one in bindings if one != meant]
    return (
        *ended(store, (meant,), why, seat.staff.actor, seat.now),
        *_told(store, others, number, seat.now),
        Reply(say("Done: that chat sees nothing of account {account} any more.", account=number)),
    )


def _note_new(store: Store, number: str, now: datetime) -> None:
    """The record's particulars are the new holder's, whenever it first named them."""
    store.accounts.note_left(number, "")
    account = store.accounts.get(number)
    if account is not None:
        store.accounts.put_account(replace(account, named_on=now.date()))
        for last in _transfers(store, number)[-1:]:
            told = replace(given_to(last, account.holder_name), source=FactSource.STAFF)
            store.accounts.put_fact(told)


def ended(
    store: Store, bindings: Iterable[Binding], why: str, actor: str, now: datetime
) -> Iterator[Post]:
    """End them; what each chat is told."""
    for one in bindings:
        cut(store, one.chat, one.account_no, now)
        store.audit.add(now, actor, "binding_ended", one.account_no, f"{one.chat.name}: {why}")
        reply = wording.ended(locale_of_chat(store, one.chat), one.account_no, why)
        yield Post(one.chat, reply, f"ended:{one.account_no}:{one.chat.name}:{now.isoformat()}")


def cut(store: Store, chat: Chat, account_no: str, now: datetime) -> None:
    """End one. What was on its way with figures goes back, and whoever wrote it hears so."""
    store.chats.end_binding(chat, account_no)
    for key, case_number in store.outbox.take_back(chat, account_no):
        undelivered(store, key, case_number, Refusal.UNPROVED, now)


def handed_on(store: Store, account_no: str, actor: str, now: datetime) -> Iterator[Post]:
    """A change of holder (过户) is noted just now: what was proved before it ends.

    Of one within a year all ends: whoever proved the account since may have done so with what the
    records still said of the holder of before. Where a chat proved it before that day the
    particulars in the records are theirs who left, and prove nothing any more.
    """
    last = _noted_now(store, account_no, now)
    bindings = store.chats.bindings_of(account_no) if last else ()
    old = [one for one in bindings if f"{one.bound_at:%Y-%m-%d}" <= last]
    if _is_recent(last, now):
        account = store.accounts.get(account_no)
        names = account and has_left(account.holder_name, _transfers(store, account_no))
        if old and account is not None and names is None:
            store.accounts.note_left(account_no, holder_mark(account))
        return new_holder(store, account_no, actor, now)
    return ended(store, old, CHANGED, actor, now)


def new_holder(store: Store, account_no: str, actor: str, now: datetime) -> Iterator[Post]:
    """End what the holder of before has proved, and the codes that were printed for them."""
    store.once.withdraw(Opens.ACCOUNT, account_no)
    return ended(store, store.chats.bindings_of(account_no), CHANGED, actor, now)


def _noted_now(store: Store, account_no: str, now: datetime) -> str:
    """The day of the last change of holder that was noted just now; empty if none was."""
    found = _transfers(store, account_no)
    return max((one.since for one in found if one.noted_at == now), default="")


def _is_recent(day: str, now: datetime) -> bool:
    return day >= f"{now - RECENT:%Y-%m-%d}"


def fact(seat: StaffTurn) -> tuple[Outcome, ...]:
    """Answer to /fact; a transfer that is entered ends what the holder of before has proved.

    The record may name them still: then their particulars prove nothing any more either.
    """
    account = facts.account_of(seat)
    if account is None:
        return facts.fact(seat)
    number, store, now = account.account_no, seat.store, seat.now
    before, told = _transfers(store, number), facts.fact(seat)
    gone = (*handed_on(store, number, seat.staff.actor, now), *told)
    if _is_recent(_noted_now(store, number, now), now):
        store.accounts.note_left(number, holder_mark(account))
        return (*gone, _of_whom(seat, account))
    stands = _transfers(store, number)
    if len(stands) < len(before) and not any(_is_recent(one.since, now) for one in stands):
        store.accounts.note_left(number, "")
    return gone


def _transfers(store: Store, account_no: str) -> list[FactRecord]:
    return transfers_in(store.accounts.facts_of(account_no))


def _of_whom(seat: StaffTurn, account: AccountRecord) -> Reply:
    say = seat.say
    return Reply(
        say("The records name {holder} as the holder.", holder=mask_name(account.holder_name)),
        say(
            "If that is who left: until a file of accounts brings the new holder, nobody can bind "
            "with these particulars. If it is the new holder, press below."
        ),
        (Button(say("It is the new holder"), f"{END}:{account.account_no}:{NEW}"),),
    )


def _told(store: Store, chats: Iterable[Chat], number: str, now: datetime) -> Iterator[Post]:
    for chat in chats:
        reply = wording.other_ended(locale_of_chat(store, chat), mask_account_no(number))
        yield Post(chat, reply, f"other-ended:{number}:{chat.name}:{now.isoformat()}")
