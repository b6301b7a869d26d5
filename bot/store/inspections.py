"""Visits in the field: drawn for a day, and what was seen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from bot.records.inspection import Drawn, Inspected


class Inspections(Protocol):
    """One row for each visit."""

    def draw(self, visits: Sequence[Drawn]) -> None:
        """Keep a list; who is on that day's already stays as drawn first."""

    def drawn_on(self, day: date) -> tuple[Drawn, ...]:
        """The list of a day, in the order in which it is walked."""

    def days(self, until: date) -> tuple[date, ...]:
        """The days up to that one that have a list, the newest first."""

    def put(self, seen: Inspected) -> bool:
        """Keep what was seen in the place of what was said of that visit before.

        Returns:
            False where that account was entered for that day before.
        """

    def get(self, day: date, account_no: str) -> Inspected | None:
        """What was seen there on that day."""

    def of_account(self, account_no: str) -> tuple[Inspected, ...]:
        """What was seen there, the newest first."""

    def all(self) -> tuple[Inspected, ...]:
        """All of them, the newest first."""
