"""How a member of staff practises: what runs now, and when each rule comes again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Running:
    """A practice that has begun.

    Attributes:
        kind, seed: which; the same seed makes the same one.
        begun_at: when.
        answers: what was answered so far.
        records: of a closed case under a made-up name, as text; empty where it is made up whole.
    """

    kind: str
    seed: int
    begun_at: datetime
    answers: tuple[str, ...] = ()
    records: str = ""


@dataclass(frozen=True, slots=True)
class Lesson:
    """What a closed case taught: the head accepted it.

    Attributes:
        cause: what was found in its bill (`wording.lessons`).
    """

    case_number: str
    cause: str
    accepted_by: int
    accepted_at: datetime


@dataclass(frozen=True, slots=True)
class Done:
    """One practice that was ended.

    Attributes:
        lacked: what was missing or wrong in the answer, worst first (`lessons.points`).
    """

    kind: str
    at: datetime
    lacked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Practised:
    """How one member of staff stands with one rule.

    Attributes:
        card: what the scheduler keeps of it, as text.
        due: when it comes again.
        passed: whether nothing was missing the last time.
        ever: whether nothing was missing once.
    """

    kind: str
    card: str
    due: datetime
    passed: bool
    ever: bool = False
