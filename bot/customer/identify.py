"""Binding a chat to an account: asks for what is missing, checks it, locks after five failures.

A failure says the same thing whether the account exists or not.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from bot.accounts.binding import (
    ACCOUNT_LOCK,
    ACCOUNT_TRIES,
    LOCK,
    TRIES,
    plain_phone,
    proves_holder,
)
from bot.accounts.masking import mask_account_no
from bot.contract.messages import Action, Button, Chat, Contact, Reply
from bot.hearing.claim import Claim, claim_in
from bot.hearing.grammar import EntityKind, entities_in
from bot.store.port import Store
from bot.wording.catalogue import Words


def ask(store: Store, chat: Chat, say: Words, now: datetime, pending: str = "") -> Reply:
    """Ask who it is, and remember the question that waits for the answer."""
    if _locked(store, chat, now):
        return _locked_reply(say)
    claim = Claim(claim_in(pending).account_no)
    store.chats.put_state(chat, {"binding": asdict(claim), "pending": pending}, now)
    return _question(say, claim, pending, first=True)


def resume(
    store: Store, chat: Chat, say: Words, text: str, now: datetime
) -> tuple[Reply, str | None]:
    """Take the next part of the claim.

    Returns:
        The reply, and the pending question once the chat is bound (else None).
    """
    state = store.chats.get_state(chat)
    if _locked(store, chat, now):
        return _locked_reply(say), None
    known, new = Claim(**state["binding"]), claim_in(text)
    claim = Claim(
        new.account_no or known.account_no,
        new.name or known.name,
        new.last_four or known.last_four,
    )
    if claim == known:
        return remind(store, chat, say, now, text), None
    if not (claim.account_no and claim.name and claim.last_four):
        store.chats.put_state(chat, {**state, "binding": asdict(claim)}, now)
        return _question(say, claim, text, first=False), None
    account = store.accounts.get(claim.account_no)
    guessed = store.chats.failures_on_account(claim.account_no, now - ACCOUNT_LOCK)
    if guessed >= ACCOUNT_TRIES or not proves_holder(account, claim.name, claim.last_four):
        return _failed(store, chat, say, now, claim.account_no), None
    _bind(store, chat, claim.account_no, now, "particulars")
    store.chats.put_state(chat, {}, now)
    return _done(say, (claim.account_no,)), state.get("pending", "")


def remind(
    store: Store, chat: Chat, say: Words, now: datetime, text: str, pending: str = ""
) -> Reply:
    """The account was asked for and something else came: in short what is missing, and a way out.

    A new question takes the place of the one that waits.
    """
    if _locked(store, chat, now):
        return _locked_reply(say)
    state = store.chats.get_state(chat)
    if pending:
        store.chats.put_state(chat, {**state, "pending": pending}, now)
    claim = Claim(**state["binding"])
    body = [say("Please send: {missing}.", missing=_missing(say, claim))]
    if _spelled_out(text):
        body.append(_in_figures(say))
    body.append(say("We use this only to check that nobody else sees your bill."))
    if not claim.account_no:
        body.append(
            say(
                "If you do not know the account number, share your phone number, call 95598, or "
                "ask for a person."
            )
        )
    return Reply(
        say("We cannot look into your bill before we have checked whose account it is."),
        "\n".join(body),
        _ways_out(say),
        share_contact=say("Share my phone number"),
    )


def by_contact(
    store: Store, chat: Chat, say: Words, contact: Contact, now: datetime
) -> tuple[Reply, str | None]:
    """Bind by a shared contact: it must be the sender's own and equal the registered phone."""
    if _locked(store, chat, now):
        return _locked_reply(say), None
    state = store.chats.get_state(chat)
    wanted = state.get("binding", {}).get("account_no", "")
    held = store.accounts.with_phone(plain_phone(contact.phone)) if contact.own else ()
    fitting = [a for a in held if wanted in ("", a.account_no)]
    if not fitting:
        return _failed(store, chat, say, now, wanted), None
    for account in fitting:
        _bind(store, chat, account.account_no, now, "own contact")
    store.chats.put_state(chat, {}, now)
    return _done(say, tuple(account.account_no for account in fitting)), state.get("pending", "")


def waiting(store: Store, chat: Chat) -> bool:
    """Whether the chat is in the middle of binding."""
    return "binding" in store.chats.get_state(chat)


def _done(say: Words, bound: tuple[str, ...]) -> Reply:
    numbers = say(", ").join(mask_account_no(number) for number in bound)
    head = (
        say("Done. This chat now belongs to account {account}.", account=numbers)
        if len(bound) == 1
        else say(
            "Done. This chat now belongs to {count} accounts: {numbers}.",
            count=len(bound),
            numbers=numbers,
        )
    )
    return Reply(head, say("You can undo it at any time with /unbind."))


def _bind(store: Store, chat: Chat, account_no: str, now: datetime, proof: str) -> None:
    store.chats.bind(chat, account_no, now)
    # Whoever sends the particulars has read what they are used for, above the question.
    store.audit.add(now, chat.name, "bound_with_consent", account_no, proof)


def _failed(store: Store, chat: Chat, say: Words, now: datetime, account_no: str) -> Reply:
    state = store.chats.get_state(chat)
    store.chats.add_failure(chat, account_no, now)
    store.audit.add(now, chat.name, "binding_refused", account_no)
    store.chats.put_state(
        chat, {"binding": asdict(Claim()), "pending": state.get("pending", "")}, now
    )
    left = TRIES - store.chats.failures_since(chat, now - LOCK)
    if left <= 0:
        return _locked_reply(say)
    return Reply(
        say("These particulars do not fit together. Please check them against your bill."),
        say(
            "Send account number, holder's name and the last four digits of the phone number "
            "registered at the office once more. {left} tries are left. You can also call 95598.",
            left=left,
        ),
        buttons=_ways_out(say),
    )


def _question(say: Words, claim: Claim, text: str, *, first: bool) -> Reply:
    head = (
        say("So that nobody else sees your bill, please tell us first whose account it is.")
        if first
        else say("Thank you. Something is still missing.")
    )
    body = say("Please send: {missing}.", missing=_missing(say, claim))
    if not claim.account_no and _spelled_out(text):
        body += "\n" + _in_figures(say)
    if claim == Claim():
        body += "\n" + say("All in one line will do, for example: 4100000000 Wang Xiaoming 0000")
    if first:
        body += "\n\n" + say(
            "We use them only to check whose account it is and to look up its bills. They travel "
            "through the messenger you write with. By sending them you agree; you can undo it "
            "with /unbind or /forget. If you would rather not, call 95598 or come to the counter."
        )
    return Reply(
        head,
        body,
        buttons=_ways_out(say),
        share_contact=say("Share my phone number"),
    )


def _missing(say: Words, claim: Claim) -> str:
    parts = (
        (say("account number (on the bill, 10 or 13 digits)"), claim.account_no),
        (say("holder's name"), claim.name),
        (say("last four digits of the phone number registered at the office"), claim.last_four),
    )
    return say(", ").join(label for label, value in parts if not value)


def _ways_out(say: Words) -> tuple[Button, ...]:
    return Button(say("A person"), Action.HUMAN), Button(say("Cancel"), Action.CANCEL)


def _in_figures(say: Words) -> str:
    return say("Please write the account number in figures, so that none is misheard.")


def _spelled_out(text: str) -> bool:
    """Whether an account number stands in words (四一零零…), where one is easily misheard."""
    return any(e.kind is EntityKind.ACCOUNT_NO and e.value is None for e in entities_in(text))


def _locked(store: Store, chat: Chat, now: datetime) -> bool:
    return store.chats.failures_since(chat, now - LOCK) >= TRIES


def _locked_reply(say: Words) -> Reply:
    return Reply(
        say(
            "Too many tries did not fit. For your safety, binding is closed here for {minutes} "
            "minutes.",
            minutes=int(LOCK.total_seconds() // 60),
        ),
        say("You can come to the counter or call 95598 at any time."),
        buttons=(Button(say("A person"), Action.HUMAN),),
    )
