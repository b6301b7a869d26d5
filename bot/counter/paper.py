"""Proof by paper: a code printed for the holder, or shown after the identity card was looked at.

Whoever shows it has it from the holder or from a clerk who saw the card. It opens once and for
30 days at most, and who made it stands in the trail beside who used it.
"""

from __future__ import annotations

from datetime import datetime

from bot.accounts.binding import LOCK, TRIES
from bot.accounts.masking import mask_account_no
from bot.cases import joining
from bot.cases.acting import Acting
from bot.cases.paper_proof import PREFIX
from bot.contract.messages import Incoming, Outcome, Reply
from bot.counter import bindings
from bot.customer.language import locale_of_chat
from bot.records.case import Party
from bot.staff.turn import DeskSettings
from bot.store.once import Opens
from bot.store.port import Store
from bot.wording.catalogue import words
from bot.wording.labels import menu
from bot.wording.phrases_binding import for_a_guardian


def shown(
    store: Store, desk: DeskSettings, message: Incoming, now: datetime
) -> tuple[Outcome, ...]:
    """Somebody came by such a code: bound to its account, or told what to do instead."""
    say, chat = words(locale_of_chat(store, message.chat)), message.chat
    if store.chats.get_memory(chat).child:
        return (for_a_guardian(say),)
    locked = store.chats.failures_since(chat, now - LOCK) >= TRIES
    found = None if locked else store.once.use(
        message.scene.removeprefix(PREFIX), Opens.ACCOUNT, now
    )  # fmt: skip
    if found is None or store.accounts.get(found.subject) is None:
        store.chats.add_failure(chat, "", now)
        store.audit.add(now, chat.name, "binding_refused", "", "paper")
        return (
            Reply(
                say("This code was used already, or is too old."),
                say("Ask the counter for a new one, or tell us here whose account it is."),
                menu(say),
            ),
        )
    before = store.chats.bound_accounts(chat)
    store.chats.bind(chat, found.subject, now)
    joining.proved(Acting(store, Party.CUSTOMER, now, desk.office), chat, found.subject)
    store.audit.add(now, chat.name, "bound_with_consent", found.subject, f"paper {found.made_by}")
    reply = Reply(
        say("Done. This chat now belongs to account {account}.",
            account=mask_account_no(found.subject)),
        say("Write your question: then we can answer. You can undo it at any time with /unbind."),
        menu(say),
    )  # fmt: skip
    return (reply, *bindings.told(store, desk, chat, before, now))
