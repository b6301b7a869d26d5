"""What the gate asks for, before a message is read any further: safety words, and a case."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.contract.messages import Reply
from bot.customer import follow_up, pictures
from bot.customer.turn import DANGER, Turn, open_case
from bot.hearing.gate import Alarm, gate
from bot.hearing.heard import hear
from bot.hearing.marked import Mark
from bot.records.case import CaseKind
from bot.wording import phrases, phrases_lives
from bot.wording.catalogue import Words

FEW = 10  # characters of a message that is only a part of a sentence
AT_A_STRETCH = timedelta(minutes=2)


def first(turn: Turn) -> tuple[Reply, ...]:
    """The answer to danger, despair or a report, with its case; empty where there is none."""
    turn = _joined(turn)
    alarm, message = turn.heard.alarm, turn.message
    if not alarm.is_grave:
        return ()
    words = follow_up.with_before(turn) if alarm.report else None
    case, _ = open_case(turn, CaseKind.REPORT if alarm.report else CaseKind.HUMAN, words=words)
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


def _joined(turn: Turn) -> Turn:
    """The turn; where it takes two messages to say it (变压器 / 爆了), with both as its words."""
    text, heard = turn.text.strip(), turn.heard
    if heard.alarm.is_grave or not 0 < len(text) <= FEW:
        return turn
    before = turn.memory.before
    if before is None or turn.now - before.sent_at > AT_A_STRETCH:
        return turn
    if turn.memory.matter == DANGER:  # what follows a danger goes to its case as it is said
        return turn
    last = before.text.splitlines()[-1]
    if len(last) > FEW or gate(last).is_grave or not gate(last + text).is_grave:
        return turn
    return replace(turn, heard=hear(last + text, turn.today))


def safety(say: Words, alarm: Alarm, phone: str, number: str = "") -> tuple[Reply, ...]:
    """What to do now, in danger and in despair."""
    told = []
    if alarm.danger:
        by_machine = phrases_lives.by_machine if alarm.by_machine else phrases_lives.danger
        told.append((phrases_lives.gas if alarm.gas else by_machine)(say, phone))
    if alarm.despair:
        told.append(phrases_lives.despair(say, phone, number))
    return tuple(told)


def unread(turn: Turn) -> Reply:
    """A message that could not be read: a person reads it."""
    case, _ = open_case(turn, CaseKind.HUMAN)
    return phrases_lives.for_a_person(turn.say, case.number)
