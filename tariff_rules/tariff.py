"""A region's tariff: dated schedules of limits and prices, each figure with its source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Confidence(StrEnum):
    """How sure a figure is. Only FOUND counts as verified."""

    FOUND = "found"
    DERIVED = "derived"
    CONFLICT = "conflict"
    MEMORY = "memory"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a figure comes from: keys into the region's sources, and how sure it is."""

    confidence: Confidence
    sources: tuple[str, ...]
    note: str = ""


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


@dataclass(frozen=True, slots=True)
class Cycle:
    """The span whose kWh are counted together (阶梯年度): first and last day."""

    first: date
    last: date

    def months(self) -> int:
        """Calendar months in the cycle."""
        return months_inclusive(self.first, self.last)


@dataclass(frozen=True, slots=True)
class Schedule:
    """Limits and prices in force between two dates (both included; `last` None = open).

    Attributes:
        monthly_limits: kWh per month, upper end of each tier but the last.
        prices: yuan per kWh, one for each tier.
        document: the order they come from.
    """

    first: date
    last: date | None
    cycle_months: int
    cycle_starts_in: int
    cycle_evidence: Evidence
    monthly_limits: tuple[Decimal, ...]
    limits_evidence: Evidence
    prices: tuple[Decimal, ...]
    prices_evidence: Evidence
    document: str
    document_evidence: Evidence

    def covers(self, day: date) -> bool:
        """Whether the schedule is in force on that day."""
        return self.first <= day and (self.last is None or day <= self.last)

    def cycle_of(self, day: date) -> Cycle:
        """The cycle in which that day lies."""
        offset = (day.month - self.cycle_starts_in) % self.cycle_months
        start = _first_of_month(day.year, day.month - offset)
        end = _first_of_month(start.year, start.month + self.cycle_months)
        return Cycle(start, date.fromordinal(end.toordinal() - 1))


@dataclass(frozen=True, slots=True)
class Tariff:
    """All that is known of one region's residential tiers (居民阶梯电价)."""

    region: str
    name: str
    schedules: tuple[Schedule, ...]
    rules: Mapping[str, Rule]
    sources: Mapping[str, Source]

    def title(self, key: str) -> str:
        """What a source key stands for."""
        return self.sources[key].title


def months_inclusive(start: date, end: date) -> int:
    """Calendar months touched from `start` to `end`; a started month counts as one."""
    return (end.year - start.year) * 12 + end.month - start.month + 1


def _first_of_month(year: int, month: int) -> date:
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
