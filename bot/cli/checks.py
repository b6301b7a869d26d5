"""What the doctor says of one thing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Finding(StrEnum):
    """How a check went."""

    GOOD = "√"
    NOTE = "!"
    BAD = "×"


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the doctor."""

    finding: Finding
    text: str


def check_of(text: str, *, good: bool) -> Check:
    """Good, or something that somebody should do."""
    return Check(Finding.GOOD if good else Finding.NOTE, text)
