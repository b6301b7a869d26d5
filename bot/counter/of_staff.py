"""What is decided about staff: by a head at the desk, or by JIETI_ADMIN, who may be none of it."""

from __future__ import annotations

from datetime import datetime

from bot.cases.roles import May, may
from bot.contract.messages import Incoming, MessageKind, Outcome
from bot.staff import joining, leaving
from bot.staff.leaving import Hand
from bot.staff.turn import DeskSettings, StaffTurn, not_allowed, not_here
from bot.store.port import Store

COMMANDS = {"invite", "staff", "remove"}


def by_staff(seat: StaffTurn) -> tuple[Outcome, ...]:
    """What a member of staff asks for, if they may."""
    verb = _verb(seat.message)
    if not may(seat.staff.role, May.STAFF):
        return (not_allowed(seat, verb),)
    if seat.message.group:
        return (not_here(seat, verb),)
    hand = Hand(seat.store, seat.desk, seat.staff, seat.message.chat, seat.now, seat.say)
    return _done(hand, verb, seat.message)


def by_admin(
    store: Store, desk: DeskSettings, message: Incoming, now: datetime
) -> tuple[Outcome, ...]:
    """What the admin asks for; empty where it is nobody else's or something else."""
    verb = _verb(message)
    if message.group or message.chat != desk.admin or verb not in {*COMMANDS, leaving.VOID}:
        return ()
    return _done(Hand(store, desk, None, message.chat, now), verb, message)


def _verb(message: Incoming) -> str:
    return message.action.partition(":")[0]


def _done(hand: Hand, verb: str, message: Incoming) -> tuple[Outcome, ...]:
    if message.kind is MessageKind.BUTTON:
        return leaving.void(hand, message.action.partition(":")[2])
    if verb == "invite":
        return joining.invite(hand.say, hand.store, hand.desk, hand.actor, message.text, hand.now)
    if verb == "staff":
        return (leaving.people(hand),)
    return leaving.remove(hand, message.text)
