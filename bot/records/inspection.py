"""A visit in the field: as it was drawn, and what was seen there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Drawn:
    """One visit of a day's list; its account and day are the key.

    Attributes:
        place: in the order in which they are walked, from 1.
        seed: by which the list was drawn.
        risk, why: its class (`lessons.inspection`).
    """

    day: date
    place: int
    account_no: str
    seed: int
    risk: str
    why: str


@dataclass(frozen=True, slots=True)
class Inspected:
    """What was seen at one visit; its account and day are the key.

    Attributes:
        seed: of the list on which it stood.
        risk, why: the class in which it was drawn (`lessons.inspection`).
        in_use: whether power is used there; None where that was not written down.
        meter_no: of the meter that hangs there; empty where it was not written down.
        reading: what it shows; None where it was not written down.
        lives: who lives there, as it was written down.
        differs: whether something is not as the books say.
        visitor: who was there, as they stand in the trail; empty where a list tells it alone.
        picture: the messenger's name of the picture that was taken; empty where none was.
        found: what is not as the books say (`lessons.seen.Found`).
    """

    day: date
    account_no: str
    seed: int
    risk: str
    why: str
    in_use: bool | None
    meter_no: str
    reading: Decimal | None
    lives: str
    differs: bool
    visitor: str = ""
    picture: str = ""
    found: tuple[str, ...] = ()
