"""What an answer is judged by."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Point(StrEnum):
    """One thing that can be checked, in the order in which a customer would miss it."""

    FAULT = "fault"
    TONE = "tone"
    PRIVATE = "private"
    SUM = "sum"
    OTHERS = "others"
    PROMISE = "promise"
    REASON = "reason"
    APOLOGY = "apology"
    HEARD = "heard"  # a report is taken
    NEXT = "next"
    LENGTH = "length"


class Grade(StrEnum):
    """How it stands."""

    GOOD = "good"
    MISSING = "missing"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Judged:
    """One point, and which sentence says why (`words.WHY`)."""

    point: Point
    grade: Grade
    why: str
