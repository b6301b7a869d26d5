"""What is noted of files while they are read."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class NoteCode(StrEnum):
    """What is noted of a file; figures in brackets."""

    REFUSED = "refused"  # error: an IntakeError
    NOT_KNOWN = "not_known"  # headings
    LACKS = "lacks"  # kind, columns
    NO_ROWS = "no_rows"
    WRONG_CELLS = "wrong_cells"  # column, count, row: the first one
    DOUBLE_ROWS = "double_rows"  # count
    ROWS_WITHOUT_KEY = "rows_without_key"  # count, row
    SHORT_ROWS = "short_rows"  # count, row: cut off
    MIXED_ENCODINGS = "mixed_encodings"  # count: lines of the rarer one
    TWO_MONTHS = "two_months"  # months
    DIFFERENT_ROWS = "different_rows"  # count, row: same account and month, other figures


@dataclass(frozen=True, slots=True)
class Note:
    """Something that whoever exported a file should know."""

    file: str
    code: NoteCode
    figures: dict[str, Any] = field(default_factory=dict)
