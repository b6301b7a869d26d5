"""A customer's chat: the bot answers, or a colleague who writes there; and ratings."""

from __future__ import annotations

from datetime import datetime

from bot.cases import joining as case_joining
from bot.cases.acting import Acting, RefusedError
from bot.cases.moving import rate
from bot.cases.people import customers_of
from bot.contract.clean import quoted
from bot.contract.messages import Attachment, Chat, Incoming, MessageKind, Outcome, Post, Reply
from bot.contract.office import Office
from bot.contract.said import Claim
from bot.counter import bindings
from bot.counter.door import as_agreed
from bot.customer import grave, lives
from bot.customer.conversation import reply_to
from bot.customer.language import locale_of_chat
from bot.hearing.heard import Heard
from bot.records.case import Case, Material, Party, Rating, State
from bot.staff.turn import DeskSettings, button
from bot.store.port import Store
from bot.wording import cases as names
from bot.wording.catalogue import words


def name_of(message: Incoming) -> str:
    """How who wrote stands in the audit trail."""
    return f"{message.chat.channel}:{message.sender}"


def customer(
    store: Store, desk: DeskSettings, message: Incoming, heard: Heard, now: datetime
) -> tuple[Outcome, ...]:
    """The bot answers, or the colleague who has taken over the chat hears it."""
    case = store.cases.taken_over(message.chat)
    # What proves an account is the bot's to read; of a report the colleague may be the subject.
    commanded = message.kind in (MessageKind.COMMAND, MessageKind.BUTTON)
    if (
        case is None
        or commanded
        or heard.report
        or grave.is_threat_by_staff(store, heard)
        or message.chat not in customers_of(store, case)
        or _proves(store, message, heard)
    ):
        return _by_bot(store, desk, message, heard, now)
    acting = Acting(store, Party.CUSTOMER, now, desk.office)
    safety = _safety(acting, desk, case, message.chat, heard)
    return (*safety, *_to_colleague(store, desk.office, case, message, now))


def _by_bot(
    store: Store, desk: DeskSettings, message: Incoming, heard: Heard, now: datetime
) -> tuple[Outcome, ...]:
    may_bind = message.kind is MessageKind.CONTACT or heard.claim != Claim()
    if not may_bind:
        return _answered(store, desk, message, heard, now)
    before = store.chats.bound_accounts(message.chat)
    replies = _answered(store, desk, message, heard, now)
    return (*replies, *bindings.told(store, desk, message.chat, before, now))


def _answered(
    store: Store, desk: DeskSettings, message: Incoming, heard: Heard, now: datetime
) -> tuple[Reply, ...]:
    """The bot's replies, with figures as far as the customer agrees to them here."""
    replies = reply_to(store, desk.office, message, heard, now)
    if not any(reply.figures for reply in replies):
        return replies
    chat, language = message.chat, message.language or ""
    return tuple(as_agreed(store, desk, chat, reply, now, language) for reply in replies)


def _proves(store: Store, message: Incoming, heard: Heard) -> bool:
    """Whether a chat that was asked whose account it is answers just that."""
    asked = store.chats.get_memory(message.chat).claim is not None
    return asked and (message.kind is MessageKind.CONTACT or heard.claim != Claim())


def _safety(
    acting: Acting, desk: DeskSettings, case: Case, chat: Chat, heard: Heard
) -> tuple[Reply, ...]:
    """Danger and despair are answered and raised at once, whoever has taken over the chat."""
    case_joining.escalate(acting, case, heard.said)
    say = words(locale_of_chat(acting.store, chat))
    return lives.safety(say, heard.alarm, desk.office.phone, case.number)


def _to_colleague(
    store: Store, office: Office, case: Case, message: Incoming, now: datetime
) -> tuple[Outcome, ...]:
    """A person has taken over the chat: the words go there, and the bot is silent."""
    colleague = store.staff.get(case.taken_over)
    say = words()
    text = names.shown(say, message)
    item = Material(
        message.chat, message.message_id, message.sender, "", message.kind,
        message.text or message.shown, message.file_id, message.sent_at or now, now,
    )  # fmt: skip
    case_joining.message_came(Acting(store, Party.CUSTOMER, now, office), case, item, text)
    if colleague is None:
        return ()
    reply = Reply(
        say("Case {number}, the customer changed a message:", number=case.number)
        if message.edited
        else say("Case {number}, the customer writes:", number=case.number),
        quoted(text),
        (button(say("Hand back to the bot"), "takeover", case.number),),
        attachment=Attachment(message.kind, message.file_id) if message.file_id else None,
    )
    key = f"said:{case.number}:{message.message_id}"
    if message.edited:
        key += f":{now.isoformat()}"
    return (Post(colleague.chat, reply, key, case_number=case.number),)


def rated(store: Store, office: Office, message: Incoming, now: datetime) -> tuple[Outcome, ...]:
    """A customer's rating, from a chat that has a right to the case, once."""
    say = words(locale_of_chat(store, message.chat))
    _, _, rest = message.action.partition(":")
    number, _, word = rest.partition(":")
    case = store.cases.get(number)
    if case is None or word not in set(Rating) or message.chat not in customers_of(store, case):
        store.audit.add(now, name_of(message), "refused", "", "rate")
        return ()
    try:
        after = rate(Acting(store, Party.CUSTOMER, now, office), case, Rating(word))
    except RefusedError:
        return (Reply(say("Thank you, your word on that case is noted already.")),)
    if after.state is State.OPEN:
        return (
            Reply(
                say(
                    "We are sorry. Your case {number} is open again, and the head of the office "
                    "is told.",
                    number=number,
                )
            ),
        )
    return (Reply(say("Thank you.")),)
