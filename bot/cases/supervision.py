"""What must be raised to the head at once, whatever the deadline says."""

from __future__ import annotations

from enum import StrEnum

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


def reasons_in(text: str) -> tuple[Reason, ...]:
    """The reasons that stand in a customer's words."""
    read = understand(text)
    agencies = {str(entity.value) for entity in read.entities if entity.kind is EntityKind.AGENCY}
    found = [reason for reason in Reason if reason.value in agencies]
    return (*found, Reason.DANGER) if "safety_emergency" in read.all else tuple(found)


def is_report(text: str) -> bool:
    """Whether the words leave no doubt that they report a person (举报)."""
    return "staff_misconduct_report" in understand(text).by_rule
