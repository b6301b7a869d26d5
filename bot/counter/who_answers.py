"""Who comes in: staff to the desk, customers to the dialogue; a stranger is told nothing."""

from __future__ import annotations

from datetime import datetime

from bot.cases import joining as case_joining
from bot.cases.acting import Acting, RefusedError
from bot.cases.moving import rate
from bot.cases.people import customers_of
from bot.contract.messages import Action, Chat, Incoming, MessageKind, Outcome, Post, Reply
from bot.contract.office import Office
from bot.counter.at_desk import at_desk
from bot.customer import lives
from bot.customer.conversation import reply_to
from bot.customer.language import locale_of_chat
from bot.hearing.heard import Heard, hear_message
from bot.records.case import Case, Material, Party, Rating, State
from bot.staff import joining
from bot.staff.turn import DeskSettings, StaffTurn, button
from bot.store.port import Store
from bot.wording.catalogue import words

_STAFF_ONLY = set(joining.COMMANDS) - {"case"} | {"merge"}


def answer(
    store: Store, desk: DeskSettings, message: Incoming, now: datetime
) -> tuple[Outcome, ...]:
    """What one message causes, inside the caller's transaction."""
    heard = hear_message(message, now)
    who = store.staff.member(Chat(message.chat.channel, message.sender or message.chat.chat_id))
    if who is not None:
        return at_desk(StaffTurn(store, desk, who, message, heard, now))
    if _wants_desk(message):
        if not message.group and message.action == "invite" and message.chat == desk.admin:
            return joining.invite(store, desk, "admin", message.text, now)
        if message.action == Action.START and message.text.startswith(joining.PREFIX):
            joined = () if message.group else joining.join(store, desk, message, now)
            return joined or _customer(store, desk, message, heard, now)
        if message.action.startswith("rate:"):
            return _rated(store, desk.office, message, now)
        store.audit.add(now, _name(message), "refused", "", message.action.partition(":")[0])
    return () if message.group else _customer(store, desk, message, heard, now)


def _name(message: Incoming) -> str:
    return f"{message.chat.channel}:{message.sender}"


def _wants_desk(message: Incoming) -> bool:
    """Whether it is a command, button or link of the desk."""
    if message.kind is MessageKind.BUTTON:
        return ":" in message.action
    if message.kind is not MessageKind.COMMAND:
        return False
    link = message.action == Action.START and message.text.startswith(joining.PREFIX)
    return link or message.action in _STAFF_ONLY


def _customer(
    store: Store, desk: DeskSettings, message: Incoming, heard: Heard, now: datetime
) -> tuple[Outcome, ...]:
    case = store.cases.taken_over(message.chat)
    commanded = message.kind in (MessageKind.COMMAND, MessageKind.BUTTON)
    # The colleague may be the one who is reported.
    if case is None or commanded or heard.report:
        return reply_to(store, desk.office, message, heard, now)
    acting = Acting(store, Party.CUSTOMER, now, desk.office)
    safety = _safety(acting, desk, case, message.chat, heard)
    return (*safety, *_to_colleague(store, desk.office, case, message, now))


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
    text = message.text or f"[{message.kind}]"
    item = Material(
        message.chat, message.message_id, message.sender, "", message.kind, message.text,
        message.file_id, message.sent_at or now, now,
    )  # fmt: skip
    case_joining.message_came(Acting(store, Party.CUSTOMER, now, office), case, item, text)
    if colleague is None:
        return ()
    say = words()
    reply = Reply(
        say("Case {number}, the customer changed a message:", number=case.number)
        if message.edited
        else say("Case {number}, the customer writes:", number=case.number),
        text,
        (button(say("Hand back to the bot"), "takeover", case.number),),
    )
    key = f"said:{case.number}:{message.message_id}"
    if message.edited:
        key += f":{now.isoformat()}"
    return (Post(colleague.chat, reply, key, case_number=case.number),)


def _rated(store: Store, office: Office, message: Incoming, now: datetime) -> tuple[Outcome, ...]:
    """A customer's rating, from a chat that has a right to the case, once."""
    say = words(locale_of_chat(store, message.chat))
    _, _, rest = message.action.partition(":")
    number, _, word = rest.partition(":")
    case = store.cases.get(number)
    if case is None or word not in set(Rating) or message.chat not in customers_of(store, case):
        store.audit.add(now, _name(message), "refused", "", "rate")
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
