"""Assessments by person and month."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from bot.records.assessment import Assessment


class Assessments(Protocol):
    """One row for each person and month that somebody looked at."""

    def get(self, staff_id: int, month: date) -> Assessment:
        """How far it is; one that nobody has looked at is as at the beginning."""

    def put(self, assessment: Assessment) -> None:
        """Keep it in the place of what was known of that person and month."""
