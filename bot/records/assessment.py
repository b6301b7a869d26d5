"""The assessment (考核) of one person for one month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Assessment:
    """How far it is; person and month are the key.

    Attributes:
        month: its first day.
        seen_at: when the person looked at it; None where they have not.
        objection: number of the case in which they object; empty where they do not.
        decision: what the head decided, in words; empty while that is open.
    """

    staff_id: int
    month: date
    seen_at: datetime | None = None
    objection: str = ""
    decision: str = ""
    decided_by: int | None = None
    decided_at: datetime | None = None
