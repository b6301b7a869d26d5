"""Assessments, in memory."""

from __future__ import annotations

from datetime import date

from bot.records.assessment import Assessment
from bot.store.assessments import Assessments
from tests.store.memory_tables import Tables


class MemoryAssessments(Assessments):
    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def get(self, staff_id: int, month: date) -> Assessment:
        return self._tables.assessed.get((staff_id, month), Assessment(staff_id, month))

    def put(self, assessment: Assessment) -> None:
        self._tables.assessed[assessment.staff_id, assessment.month] = assessment
