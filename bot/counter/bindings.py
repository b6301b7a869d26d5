"""A chat has proved an account: who has proved it before hears of it, and may object."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from bot.accounts.binding import (
    ACCOUNT_LOCK,
    ACCOUNT_TRIES,
    CHAT_ACCOUNTS,
    CHAT_LOCK,
    mark_of,
)
from bot.accounts.masking import mask_account_no
from bot.cases.acting import Acting
from bot.cases.opening import Matter, open_
from bot.cases.reports import responsible
from bot.contract.messages import Button, Chat, Incoming, Outcome, Post, Reply
from bot.contract.said import Said
from bot.counter import ending
from bot.customer.language import locale_of_chat
from bot.records.case import UNFINISHED, CaseKind, Party
from bot.staff.turn import DeskSettings, button
from bot.store.chats import Tried
from bot.store.port import Store
from bot.wording.catalogue import Words, words

OBJECT = "object"  # of a button: "that is nobody of ours"


def told(
    store: Store, desk: DeskSettings, chat: Chat, before: tuple[str, ...], now: datetime
) -> tuple[Post, ...]:
    """What follows from accounts that the chat has proved since `before`, or tried to."""
    new = [one for one in store.chats.bound_accounts(chat) if one not in before]
    if not new:
        return _guessing(store, desk, chat, now)
    return tuple(
        post
        for account_no in new
        for post in (*_others(store, chat, account_no, now), *_desk(store, chat, account_no, now))
    )


def _guessing(store: Store, desk: DeskSettings, chat: Chat, now: datetime) -> tuple[Post, ...]:
    """The admin hears of it at once, of each once a day.

    Of a chat that tries one account after another, and of an account that many chats try.
    """
    if not desk.admin:
        return ()
    admin = desk.admin
    closed = (one for one in store.chats.tried(now - ACCOUNT_LOCK) if one.tries >= ACCOUNT_TRIES)
    told = [Post(admin, _closed(one), f"guessed:{one.account_no}:{now.date()}") for one in closed]
    tried = store.chats.accounts_tried(chat, now - CHAT_LOCK)
    if tried < CHAT_ACCOUNTS:
        return tuple(told)
    say = words()
    reply = Reply(
        say("⚠ One chat tried the particulars of {count} accounts and failed.", count=tried),
        say(
            "Binding is closed there for a day. In the trail: {chat}, binding_refused.",
            chat=chat.name,
        ),
    )
    return (*told, Post(admin, reply, f"guessing:{chat.name}:{now.date()}"))


def _closed(one: Tried) -> Reply:
    say = words()
    return Reply(
        say(
            "⚠ The particulars of account {account} were tried {count} times within a day, by "
            "{chats} chats, and did not fit.",
            account=mask_account_no(one.account_no), count=one.tries, chats=one.chats,
        ),
        say(
            "For a day it is bound with the registered phone or at the counter alone. In the "
            "trail: binding_refused."
        ),
    )  # fmt: skip


def _others(store: Store, chat: Chat, account_no: str, now: datetime) -> Iterator[Post]:
    for other in store.chats.bound_to(account_no):
        if other == chat:
            continue
        say = words(locale_of_chat(store, other))
        reply = Reply(
            say(
                "One more chat was bound to account {account} just now and sees its bills.",
                account=mask_account_no(account_no),
            ),
            say("If it is nobody of your household, press the key: that chat is cut off at once."),
            (Button(say("Nobody of ours"), f"{OBJECT}:{account_no}:{mark_of(chat)}"),),
        )
        yield Post(other, reply, f"bound:{account_no}:{chat.name}:{now.isoformat()}:{other.name}")


def _desk(store: Store, chat: Chat, account_no: str, now: datetime) -> Iterator[Post]:
    """Who works on a case of the chat may write with figures from now on."""
    say = words()
    for case in store.cases.of_chat(chat):
        asked = case.state in UNFINISHED and store.cases.events(case.number, "asked_to_prove")
        if not asked or case.account_no != account_no:
            continue
        text = say("Case {number}: the chat has proved the account.", number=case.number)
        shown = (button(say("Show the case"), "show", case.number),)
        for one in responsible(store, case):
            key = f"proved:{case.number}:{now.isoformat()}:{one.id}"
            yield Post(one.chat, Reply(text, "", shown), key, case_number=case.number)


def objected(
    store: Store, desk: DeskSettings, message: Incoming, now: datetime
) -> tuple[Outcome, ...]:
    """Whoever has proved the account cuts off the chat that they were told of; a person looks."""
    _, account_no, mark = (*message.action.split(":"), "", "")[:3]
    say = words(locale_of_chat(store, message.chat))
    mine = account_no in store.chats.bound_accounts(message.chat)
    others = store.chats.bound_to(account_no) if mine else ()
    meant = next((c for c in others if c != message.chat and mark_of(c) == mark), None)
    if meant is None:
        store.audit.add(now, message.chat.name, "refused", "", OBJECT)
        return (Reply(say("That chat is not bound any more.")),)
    ending.cut(store, meant, account_no, now)
    store.audit.add(now, message.chat.name, "binding_objected", account_no, meant.name)
    customer = Acting(store, Party.CUSTOMER, now, desk.office)
    matter = Matter(message.chat, CaseKind.HUMAN, Said(_noted(words())), account_no)
    case = open_(customer, matter)
    ended = _ended(words(locale_of_chat(store, meant)), account_no)
    return (
        Post(meant, ended, f"objected:{account_no}:{meant.name}:{now.isoformat()}"),
        Reply(
            say("Done: that chat sees nothing of account {account} any more.",
                account=mask_account_no(account_no)),
            say("A colleague looks into it. Case {number}.", number=case.number),
        ),
    )  # fmt: skip


def _noted(say: Words) -> str:
    return say("A chat bound itself to this account; the household says it is none of theirs.")


def _ended(say: Words, account_no: str) -> Reply:
    return Reply(
        say(
            "This chat is no longer bound to account {account}: the household objected.",
            account=mask_account_no(account_no),
        ),
        say("If it is yours, please come to the counter with your papers, or call 95598."),
    )
