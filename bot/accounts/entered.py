"""A fact that was entered, or why it cannot be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from bot.records.fact import FactKind, FactRecord, FactSource, Standing


class FactTrouble(StrEnum):
    """Why a fact cannot be entered as it was written."""

    NO_DATE = "no_date"  # it needs the day from which it holds
    NO_END = "no_end"  # it is about a span and needs its last day
    REVERSED = "reversed"  # until lies before since
    NO_PERSONS = "no_persons"
    MANY_PERSONS = "many_persons"  # more than any home has
    NO_NUMBER = "no_number"  # kWh, months or days
    NOT_UNDERSTOOD = "not_understood"
    NOT_KNOWN = "not_known"  # whoever writes says that it is still open


class FactEntryError(Exception):
    """The fact cannot be entered as it was written."""

    def __init__(self, trouble: FactTrouble) -> None:
        super().__init__(trouble)
        self.trouble = trouble


@dataclass(frozen=True, slots=True)
class Entered:
    """What was entered, before it is known of whom, by whom and when.

    `since` and `value` as in `FactRecord`.
    """

    kind: FactKind
    standing: Standing
    since: str = ""
    value: Any = None

    def of(self, account_no: str, source: FactSource, basis: str, at: datetime) -> FactRecord:
        """The record of it."""
        return FactRecord(
            account_no, self.kind, self.standing, self.since, self.value, source, basis, at
        )
