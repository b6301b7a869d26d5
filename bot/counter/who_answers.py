"""Who comes in: staff to the desk, customers to the dialogue; a stranger is told nothing."""

from __future__ import annotations

from datetime import datetime

from bot.cases.paper_proof import PREFIX
from bot.contract.messages import Action, Chat, Incoming, MessageKind, Outcome
from bot.counter import bindings, customers, events, flood, of_staff, paper, rights
from bot.counter.at_desk import at_desk
from bot.hearing.heard import Heard, hear_message
from bot.staff import joining, other_chat
from bot.staff.turn import DeskSettings, StaffTurn
from bot.store.port import Store

_STAFF_ONLY = set(joining.COMMANDS) - {"case"} | {"merge"}


def answer(
    store: Store, desk: DeskSettings, message: Incoming, now: datetime
) -> tuple[Outcome, ...]:
    """What one message causes, inside the caller's transaction."""
    if message.kind in events.OF_A_CHAT:
        events.happened(store, desk, message, now)
        return ()
    who = store.staff.member(Chat(message.chat.channel, message.sender or message.chat.chat_id))
    if who is None and flood.is_flooding(store, message, now):
        return flood.hushed(store, message, now)
    heard = hear_message(message, now)
    if who is not None:
        return at_desk(StaffTurn(store, desk, who, message, heard, now))
    if message.group:  # whatever a stranger wants where others read along
        if _wants_desk(message):
            _refused(store, message, now)
        return ()
    return _from_outside(store, desk, message, heard, now)


def _from_outside(
    store: Store, desk: DeskSettings, message: Incoming, heard: Heard, now: datetime
) -> tuple[Outcome, ...]:
    """Somebody who is no staff writes to the bot alone."""
    if message.scene.startswith((PREFIX, other_chat.PREFIX)):
        return _by_code(store, desk, message, now)
    if _wants_desk(message):
        if decided := of_staff.by_admin(store, desk, message, now):
            return decided
        if message.action == Action.START and message.text.startswith(joining.PREFIX):
            joined = joining.join(store, desk, message, now)
            return joined or customers.customer(store, desk, message, heard, now)
        if message.action.startswith(f"{bindings.OBJECT}:"):
            return bindings.objected(store, desk, message, now)
        if message.action.startswith("rate:"):
            return customers.rated(store, desk.office, message, now)
        _refused(store, message, now)
    if rights.is_too_late(store, message, now):
        return events.too_late(store, desk, message, heard, now)
    if events.with_person(store, desk, message) and message.kind is not MessageKind.COMMAND:
        return events.beside_person(store, desk, message, heard, now)
    return customers.customer(store, desk, message, heard, now)


def _refused(store: Store, message: Incoming, now: datetime) -> None:
    """That somebody who is no staff wanted what is the desk's stands in the trail."""
    verb = message.action.partition(":")[0]
    store.audit.add(now, customers.name_of(message), "refused", "", verb)


def _by_code(
    store: Store, desk: DeskSettings, message: Incoming, now: datetime
) -> tuple[Outcome, ...]:
    """Somebody came by a code that opens one thing once: an account, or the desk."""
    if message.scene.startswith(other_chat.PREFIX):
        return other_chat.opened(store, desk, message, now)
    return paper.shown(store, desk, message, now)


def _wants_desk(message: Incoming) -> bool:
    """Whether it is a command, button or link of the desk."""
    if message.kind is MessageKind.BUTTON:
        return ":" in message.action
    if message.kind is not MessageKind.COMMAND:
        return False
    link = message.action == Action.START and message.text.startswith(joining.PREFIX)
    return link or message.action in _STAFF_ONLY
