"""Who comes in: staff to the desk, customers to the dialogue; a stranger is told nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from bot.cases import joining as case_joining
from bot.cases.acting import Acting, RefusedError
from bot.cases.moving import rate
from bot.cases.people import customers_of
from bot.cases.roles import May, may, may_in
from bot.contract.messages import Action, Chat, Incoming, MessageKind, Outcome, Post, Reply
from bot.contract.office import Office
from bot.customer import lives
from bot.customer.conversation import reply_to
from bot.customer.language import locale_of_chat
from bot.hearing.heard import Heard, hear_message
from bot.hearing.marks import case_number_in
from bot.records.case import Case, CaseKind, Material, Party, Rating, State
from bot.records.memory import Awaited
from bot.staff import casebook, facts, forwards, joining, lists, looking, remarks, to_customer
from bot.staff.turn import DeskSettings, StaffTurn, button, no_such_case, not_allowed
from bot.store.port import Store
from bot.wording import canned
from bot.wording.catalogue import words

_STAFF_ONLY = set(joining.COMMANDS) - {"case"} | {"merge"}
_LISTS: dict[str, Callable[[StaffTurn], tuple[Outcome, ...]]] = {
    "my": lists.mine,
    "due": lists.due,
    "find": lists.find,
    "fact": facts.fact,
    "stats": lists.stats,
    "export": lists.export,
    "case": casebook.open_by_command,
    "remove": joining.remove,
}


def answer(
    store: Store, desk: DeskSettings, message: Incoming, now: datetime
) -> tuple[Outcome, ...]:
    """What one message causes, inside the caller's transaction."""
    heard = hear_message(message, now)
    who = store.staff.member(Chat(message.chat.channel, message.sender or message.chat.chat_id))
    if who is not None:
        return _at_desk(StaffTurn(store, desk, who, message, heard, now))
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


def _at_desk(seat: StaffTurn) -> tuple[Outcome, ...]:
    message = seat.message
    if message.edited:
        return _edited(seat)
    if message.kind is MessageKind.BUTTON:
        return _pressed(seat)
    if message.origin is not None:
        if may(seat.staff.role, May.WORK):
            return forwards.forwarded(seat)
        return (not_allowed(seat, "forward"),)
    if message.kind is MessageKind.COMMAND:
        return _commanded(seat)
    case = _answered_case(seat)
    if case is not None:
        return _added(seat, case)
    if awaited := seat.awaited:
        return _awaited(seat, awaited)
    remarks.remember(seat)
    return () if message.group else _unbidden(seat)


def _unbidden(seat: StaffTurn) -> tuple[Outcome, ...]:
    """A text, photo or file of a member of staff that belongs to nothing yet."""
    text = seat.message.text.strip()
    named = case_number_in(text)
    if named:
        case = seat.case(named)
        return casebook.show(seat, case) if case else (no_such_case(seat),)
    account = looking.asked_about(seat)
    if account is not None and may(seat.staff.role, May.SEE_ALL):
        return (looking.look(seat, account),)
    alarm = seat.heard.alarm
    if alarm.is_grave and may(seat.staff.role, May.WORK):
        case = forwards.written_down(seat, seat.now)
        told = lives.safety(seat.say, alarm, seat.desk.office.phone, case.number)
        return (*told, Reply(seat.say("Added to case {number}.", number=case.number)))
    if len(text) >= looking.A_FEW and may(seat.staff.role, May.WORK):
        return (looking.offered(seat),)
    return (joining.welcome(seat.desk, seat.staff),)


def _pressed(seat: StaffTurn) -> tuple[Outcome, ...]:
    verb, _, rest = seat.message.action.partition(":")
    number, _, more = rest.partition(":")
    if verb == "open":
        return casebook.open_kept(seat)
    if verb == "canned":
        return _canned(seat, number, more)
    case = seat.case(number) if verb in casebook.VERBS else None
    return casebook.handle(seat, case, verb, more) if case else (no_such_case(seat),)


def _commanded(seat: StaffTurn) -> tuple[Outcome, ...]:
    action, text = seat.message.action, seat.message.text
    if action == "invite":
        if not may(seat.staff.role, May.STAFF) or seat.message.group:
            return (not_allowed(seat, "invite"),)
        return joining.invite(seat.store, seat.desk, seat.staff.actor, text, seat.now)
    if action == "staff":
        allowed = may(seat.staff.role, May.STAFF)
        return (joining.people(seat.store) if allowed else not_allowed(seat, "staff"),)
    if action == "canned":
        return _canned(seat, text.strip().upper(), "")
    if action == "merge":
        first, _, second = text.strip().partition(" ")
        case = seat.case(first) if first else None
        return casebook.merge(seat, case, second) if case else (no_such_case(seat),)
    if action in _LISTS:
        return _LISTS[action](seat)
    if action == Action.CANCEL:
        seat.waits_for_nothing()
    return (joining.welcome(seat.desk, seat.staff),)


def _canned(seat: StaffTurn, number: str, key: str) -> tuple[Outcome, ...]:
    """Ready-made replies: for which case, which one, and its text with the blanks filled."""
    say = seat.say
    case = seat.case(number) if number else None
    if case is None:
        return (Reply(say("Write /canned and the number of the case.")),)
    if key in canned.REPLIES:
        text = canned.filled(say, key, case, seat.desk.office.phone)
        return (Reply(say(canned.REPLIES[key][0]), text),)
    choices = tuple(
        button(say(title), "canned", case.number, name)
        for name, (title, _) in canned.REPLIES.items()
    )
    return (Reply(say("Which reply?"), "", choices),)


def _answered_case(seat: StaffTurn) -> Case | None:
    """The case of the message to which this one is a reply: ours by its number, or a forward."""
    message = seat.message
    if not message.answered_id:
        return None
    number = seat.store.materials.case_of(message.chat, message.answered_id)
    named = case_number_in(message.answered_text)
    found = number or named
    return seat.case(found) if found else None


def _added(seat: StaffTurn, case: Case) -> tuple[Outcome, ...]:
    """A reply to a message of a case: what it waits for, the customer's chat, or the case."""
    if not may_in(case, seat.staff.role, May.WORK):
        return (not_allowed(seat, case.number),)
    asked = next((one for one in seat.asked if one.case_number == case.number), None)
    text_to_us = case_number_in(seat.message.answered_text) and (
        seat.message.kind is MessageKind.TEXT
    )
    if text_to_us and asked:
        seat.waits_for(asked.verb, case, asked.seen)
        return casebook.handle(seat, case, asked.verb, seat.message.text)
    if case.taken_over == seat.id and seat.message.text and not seat.message.group:
        return to_customer.write_to_customer(seat, case, seat.message.text)
    return (_taken_in(seat, case),)


def _taken_in(seat: StaffTurn, case: Case) -> Reply:
    case = forwards.added(seat, case)
    return Reply(seat.say("Added to case {number}.", number=case.number))


def _awaited(seat: StaffTurn, awaited: Awaited) -> tuple[Outcome, ...]:
    """The text that was asked for; where several things were, which one it is, is asked."""
    case = seat.case(awaited.case_number)
    if case is None:
        seat.waits_for_nothing()
        return (no_such_case(seat),)
    if seat.message.kind is MessageKind.TEXT and remarks.is_open(seat):
        return (remarks.which(seat),)
    if seat.message.kind is not MessageKind.TEXT:
        return (_taken_in(seat, case),)
    remarks.remember(seat, awaited)
    return casebook.handle(seat, case, awaited.verb, seat.message.text)


def _edited(seat: StaffTurn) -> tuple[Outcome, ...]:
    """An edit of a message that lies in a case changes it there, and the history keeps the old."""
    message = seat.message
    known = seat.store.materials.edit(message.chat, message.message_id, message.text)
    if known is None:
        return ()
    number, before = known
    case_joining.edit(seat.acting, number, before, message.text)
    case = seat.store.cases.get(number)
    if case is None:
        return ()
    if case_joining.heard(seat.acting, case, seat.heard.said).kind is CaseKind.REPORT:
        return ()
    return (Reply(seat.say("The change is noted in case {number}.", number=number)),)
