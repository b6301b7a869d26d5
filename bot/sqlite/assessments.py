"""Assessments, in SQL."""

from __future__ import annotations

from datetime import date, datetime

from bot.records.assessment import Assessment
from bot.sqlite.connection import Connection
from bot.sqlite.statements import put
from bot.store.assessments import Assessments

_KEY = ("staff_id", "month")
_OTHERS = ("seen_at", "objection", "decision", "decided_by", "decided_at")


class SqlAssessments(Assessments):
    """The port over one connection."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def get(self, staff_id: int, month: date) -> Assessment:
        row = self._db.execute(
            "SELECT seen_at, objection, decision, decided_by, decided_at FROM assessment"
            " WHERE staff_id = ? AND month = ?",
            (staff_id, month.isoformat()),
        ).fetchone()
        if row is None:
            return Assessment(staff_id, month)
        seen, objection, decision, by, at = row
        return Assessment(staff_id, month, _moment(seen), objection, decision, by, _moment(at))

    def put(self, assessment: Assessment) -> None:
        one = assessment
        seen = one.seen_at.isoformat() if one.seen_at else None
        at = one.decided_at.isoformat() if one.decided_at else None
        self._db.execute(
            put("assessment", _KEY, *_OTHERS),
            (one.staff_id, one.month.isoformat(), seen, one.objection, one.decision,
             one.decided_by, at),
        )  # fmt: skip


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
