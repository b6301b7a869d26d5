"""What the gate asks for, before a message is read any further: safety words, and a case."""

from __future__ import annotations

from bot.cases.opening import register
from bot.contract.messages import Incoming, Reply
from bot.customer import special
from bot.customer.turn import Turn, matter_of
from bot.hearing.gate import Alarm, gate
from bot.records.case import CaseKind
from bot.wording import phrases, phrases_lives
from bot.wording.catalogue import Words


def first(turn: Turn, message: Incoming) -> tuple[Reply, ...]:
    """The answer to danger, despair or a report, with its case; empty where there is none."""
    alarm = gate(turn.text)
    if not alarm.is_grave:
        return ()
    kind = CaseKind.REPORT if alarm.report else CaseKind.HUMAN
    case, _ = register(turn.acting, matter_of(turn, kind, None), None)
    if message.file_id:
        special.keep(turn, message, case.number)
    told = safety(turn.say, alarm, turn.office.phone, case.number)
    return (*told, phrases.reported(turn.say, case.number)) if alarm.report else told


def safety(say: Words, alarm: Alarm, phone: str, number: str = "") -> tuple[Reply, ...]:
    """What to do now, in danger and in despair."""
    told = []
    if alarm.danger:
        told.append(phrases_lives.danger(say, phone))
    if alarm.despair:
        told.append(phrases_lives.despair(say, phone, number))
    return tuple(told)


def unread(turn: Turn) -> Reply:
    """A message that could not be read: a person reads it."""
    case, _ = register(turn.acting, matter_of(turn, CaseKind.HUMAN, None), None)
    return phrases_lives.for_a_person(turn.say, case.number)
