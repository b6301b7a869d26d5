"""What a messenger tells of a chat besides the customer's words."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.cases import joining as case_joining
from bot.cases.acting import Acting
from bot.cases.handing import must_call
from bot.cases.opening import Matter, register
from bot.contract.channel import Refusal
from bot.contract.messages import Incoming, MessageKind, Reply
from bot.counter import rights
from bot.counter.delivery import UNDELIVERED
from bot.customer import lives
from bot.customer.language import locale_of_chat
from bot.hearing.heard import Heard
from bot.records.case import UNFINISHED, Case, CaseKind, Material, Party
from bot.staff.turn import DeskSettings
from bot.store.port import Store
from bot.wording import cases as names
from bot.wording.catalogue import words

OF_A_CHAT = frozenset({
    MessageKind.UNFOLLOW, MessageKind.STAFF_SAID, MessageKind.TAKEN, MessageKind.GIVEN_BACK,
    MessageKind.RECALLED,
})  # fmt: skip


def happened(store: Store, desk: DeskSettings, message: Incoming, now: datetime) -> None:
    """Note it; nobody is answered."""
    match message.kind:
        case MessageKind.UNFOLLOW:
            rights.lost(store, desk, message.chat, now)
        case MessageKind.TAKEN:
            store.windows.put_person(message.chat, message.text)
        case MessageKind.GIVEN_BACK:
            store.windows.put_person(message.chat, "")
        case MessageKind.STAFF_SAID:
            _into_case(store, desk, message, now, "colleague:")
        case _:
            case = _open(store, message)
            if case is not None:
                store.cases.add_event(case.number, now, "recalled", "", Party.CUSTOMER)


def with_person(store: Store, desk: DeskSettings, message: Incoming) -> bool:
    """Whether a colleague talks with the customer in the messenger itself."""
    if not desk.can(message.chat).counted:  # those that count are those where people talk, too
        return False
    window = store.windows.of(message.chat)
    return window is not None and bool(window.person)


def beside_person(
    store: Store, desk: DeskSettings, message: Incoming, heard: Heard, now: datetime
) -> tuple[Reply, ...]:
    """The bot is silent; what is said lies in the case, and danger is raised and answered."""
    # What reports a person stays apart: who works on the open case may be that person.
    case = None if heard.report else _open(store, message)
    acting = Acting(store, Party.CUSTOMER, now, desk.office)
    if case is None:
        matter = Matter(message.chat, _kind(heard), heard.said)
        case, _ = register(acting, matter, None)
    _into_case(store, desk, message, now, "", case)
    case_joining.escalate(acting, case, heard.said)
    say = words(locale_of_chat(store, message.chat))
    return lives.safety(say, heard.alarm, desk.office.phone, case.number)


def too_late(
    store: Store, desk: DeskSettings, message: Incoming, heard: Heard, now: datetime
) -> tuple[Reply, ...]:
    """Words that came so late that no answer arrives: a person calls, for whatever it was."""
    acting = Acting(store, Party.CUSTOMER, now, desk.office)
    matter = Matter(message.chat, _kind(heard), heard.said, said_at=message.sent_at)
    case, _ = register(acting, matter, None)
    _into_case(store, desk, message, now, "", case)
    system = replace(acting, who=Party.SYSTEM)
    system.note(case, UNDELIVERED, Refusal.CLOSED)
    must_call(system, case)
    return ()


def _kind(heard: Heard) -> CaseKind:
    return CaseKind.REPORT if heard.report else CaseKind.HUMAN


def _open(store: Store, message: Incoming) -> Case | None:
    mine = (one for one in store.cases.of_chat(message.chat) if one.kind is not CaseKind.REPORT)
    return next((one for one in mine if one.state in UNFINISHED), None)


def _into_case(
    store: Store, desk: DeskSettings, message: Incoming, now: datetime, origin: str,
    case: Case | None = None,
) -> None:  # fmt: skip
    case = case or _open(store, message)
    if case is None:
        return
    item = Material(
        message.chat, message.message_id, message.sender, origin and f"{origin}{message.sender}",
        message.kind, message.text or message.shown, message.file_id, message.sent_at or now, now,
    )  # fmt: skip
    acting = Acting(store, Party.SYSTEM if origin else Party.CUSTOMER, now, desk.office)
    case_joining.message_came(acting, case, item, names.shown(words(), message))
