"""A fact on file that a customer says is another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Fact(StrEnum):
    """Which fact."""

    POWERED = "powered"  # since when there was power
    READING = "reading"  # what the meter shows
    PERSONS = "persons"  # how many live there
    USED = "used"  # that so much was used


@dataclass(frozen=True, slots=True)
class Contested:
    """What is said to be so.

    Attributes:
        fact: which.
        day: since when, of power.
        figure: the reading, or how many persons; None where only the record is denied.
    """

    fact: Fact
    day: date | None = None
    figure: Decimal | None = None
