"""What was seen in the field."""

from __future__ import annotations

from typing import Protocol

from bot.records.inspection import Inspected


class Inspections(Protocol):
    """One row for each visit."""

    def put(self, seen: Inspected) -> bool:
        """Keep a visit; False where that account was entered for that day before."""

    def all(self) -> tuple[Inspected, ...]:
        """All of them, the newest first."""
