"""How sure a figure or a rule of a region is, and where it comes from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

# What each rule may say; the engine knows no other words.
RULES = {
    "months_from": {"registration", "use"},
    "started_month": {"whole", "rounded_up", "by_days", "next_month"},
    "availability": {"at_once"},
    "belongs_to": {"cycle_of_its_last_day", "cycle_of_its_reading"},
    "month_end": {"month_of_its_reading", "month_before_the_next"},
    "first_bill": {"as_any_other", "started_months"},
    "price_change": {"daily_average", "half", "last_day"},
    "closing": {"actual_months", "full_cycle"},
    "transfer": {"restart", "continue"},
    "reading_change": {"extra_months", "days_up_only"},
    "household_end": {"keeps_its_months", "gives_none"},
    "rounding": {"line_to_fen_half_up", "sum_to_fen_half_up"},
}


class Confidence(StrEnum):
    """How sure a figure is. Only FOUND counts as verified.

    SECONDARY: read in a copy or a data file that names the document, not in the document.
    """

    FOUND = "found"
    SECONDARY = "secondary"
    DERIVED = "derived"
    CONFLICT = "conflict"
    MEMORY = "memory"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a figure comes from: keys into the region's sources, and how sure it is.

    `seen_from` is the first day of which a document that was read speaks; None = the figure's own.
    `document` is the order of that figure, where it is not that of the schedule.
    """

    confidence: Confidence
    sources: tuple[str, ...]
    note: str = ""
    seen_from: date | None = None
    document: str = ""

    @property
    def doubtful(self) -> bool:
        """Whether it is too weak to judge a bill by: remembered, contested or copied once."""
        if self.confidence is Confidence.SECONDARY:
            return len(self.sources) < 2
        return self.confidence in (Confidence.MEMORY, Confidence.CONFLICT)

    def on(self, day: date) -> Evidence:
        """How sure the figure is for that day: a rule of another time is one from memory."""
        if self.seen_from is None:
            return self
        if day < self.seen_from:
            return replace(self, confidence=Confidence.MEMORY)
        return replace(self, confidence=Confidence.DERIVED) if self.doubtful else self


# What is stated of an account, and of which no rule of that time was found.
NO_RULE = Evidence(Confidence.MEMORY, (), "这一时期的规定没有找到,没有算进去")


@dataclass(frozen=True, slots=True)
class Source:
    """A page or document that was read."""

    title: str
    quality: str
    date: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A named choice of the region, such as how a started month counts."""

    value: str
    evidence: Evidence
