"""What must be raised to the head at once, whatever the deadline says."""

from __future__ import annotations

from enum import StrEnum

from bot.hearing.gate import gate
from bot.hearing.grammar import EntityKind
from bot.hearing.intents import understand

TIMES = 3


class Reason(StrEnum):
    """Why a matter is raised."""

    THIRD_TIME = "third_time"
    REGULATOR = "12398"
    CITY = "12345"
    CONSUMERS = "12315"
    MEDIA = "media"
    COURT = "court"
    LAWYER = "lawyer"
    DISCIPLINE = "discipline"
    DANGER = "danger"
    DESPAIR = "despair"


ALARMS = (Reason.DANGER, Reason.DESPAIR)  # raised again when they come again


def reasons_in(text: str) -> tuple[Reason, ...]:
    """The reasons that stand in a customer's words."""
    alarm, read = gate(text), understand(text)
    agencies = {str(entity.value) for entity in read.entities if entity.kind is EntityKind.AGENCY}
    grave = {*agencies, *alarm.agencies}
    if alarm.danger or "safety_emergency" in read.all:
        grave.add(Reason.DANGER)
    if alarm.despair:
        grave.add(Reason.DESPAIR)
    return tuple(reason for reason in Reason if reason.value in grave)


def is_report(text: str) -> bool:
    """Whether the words leave no doubt that they report a person (举报)."""
    return gate(text).report
