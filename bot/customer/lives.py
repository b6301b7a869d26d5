"""What the gate asks for, before a message is read any further: safety words, and a case."""

from __future__ import annotations

from dataclasses import replace

from bot.contract.messages import Reply
from bot.customer import pictures
from bot.customer.turn import DANGER, Turn, open_case
from bot.hearing.gate import Alarm
from bot.hearing.marked import Mark
from bot.records.case import CaseKind
from bot.wording import phrases, phrases_lives
from bot.wording.catalogue import Words


def first(turn: Turn) -> tuple[Reply, ...]:
    """The answer to danger, despair or a report, with its case; empty where there is none."""
    alarm, message = turn.heard.alarm, turn.message
    if not alarm.is_grave:
        return ()
    case, _ = open_case(turn, CaseKind.REPORT if alarm.report else CaseKind.HUMAN)
    if alarm.danger:
        turn.remember(replace(turn.memory, matter=DANGER))
    if message.file_id:
        turn.store.materials.put(case.number, pictures.material(turn, message))
    told = safety(turn.say, alarm, turn.office.phone, case.number)
    if not alarm.report:
        return told
    if Mark.THREATENED in turn.heard.marked:
        told = (phrases_lives.police_first(turn.say), *told)
    return (*told, phrases.reported(turn.say, case.number))


def safety(say: Words, alarm: Alarm, phone: str, number: str = "") -> tuple[Reply, ...]:
    """What to do now, in danger and in despair."""
    told = []
    if alarm.danger:
        told.append((phrases_lives.gas if alarm.gas else phrases_lives.danger)(say, phone))
    if alarm.despair:
        told.append(phrases_lives.despair(say, phone, number))
    return tuple(told)


def unread(turn: Turn) -> Reply:
    """A message that could not be read: a person reads it."""
    case, _ = open_case(turn, CaseKind.HUMAN)
    return phrases_lives.for_a_person(turn.say, case.number)
