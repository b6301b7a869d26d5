"""What was seen at one visit in the field."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Inspected:
    """One visit, its account and day are the key.

    Attributes:
        seed: of the list on which it stood.
        risk, why: the class in which it was drawn (`lessons.inspection`).
        in_use: whether power is used there; None where that was not written down.
        meter_no: of the meter that hangs there; empty where it was not written down.
        reading: what it shows; None where it was not written down.
        lives: who lives there, as it was written down.
        differs: whether something is not as the books say.
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
