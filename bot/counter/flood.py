"""A chat that writes faster than anybody reads: answered once, its words kept for a person.

Danger, despair and reports are heard whatever the pace, and no other chat waits for it.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.contract.messages import Incoming, Outcome, Reply
from bot.customer.language import locale_of_chat
from bot.hearing.gate import gate
from bot.records.case import UNFINISHED, CaseKind, Party
from bot.store.port import Store
from bot.wording.catalogue import words

SPAN = timedelta(minutes=1)
MOST = 30  # messages of one chat in that time


def is_flooding(store: Store, message: Incoming, now: datetime) -> bool:
    """Whether the chat has had its answers for this minute, and this is nothing grave."""
    if message.group or store.inbox.lately(message.chat, now - SPAN) < MOST:
        return False
    return not gate(message.text).is_grave


def hushed(store: Store, message: Incoming, now: datetime) -> tuple[Outcome, ...]:
    """The words go into the chat's open case, where there is one; once a minute that is said."""
    open_ = (c for c in store.cases.of_chat(message.chat) if c.state in UNFINISHED)
    case = next((c for c in open_ if c.kind is not CaseKind.REPORT), None)
    if case is not None and message.text:
        store.cases.add_event(case.number, now, "note", message.text, Party.CUSTOMER)
    if store.inbox.lately(message.chat, now - SPAN) > MOST:
        return ()
    say = words(locale_of_chat(store, message.chat))
    return (
        Reply(
            say("You write faster than we can answer. Please wait a minute."),
            say("Then ask once more, in one message. In danger call 95598 at once, or 120."),
        ),
    )
