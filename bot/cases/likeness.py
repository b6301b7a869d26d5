"""Which earlier cases are like one: by the causes that were found and the facts of the bills."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from bot.records.case import Case

LONG = 45  # days; a reading over more holds several months
_CAUSE_COUNTS = 5  # more than all facts together


class Shared(StrEnum):
    """What two cases have in common besides the cause."""

    TIER = "tier"  # the highest that the bill reaches, above the first
    MONTHS = "months"  # so many of the year's months count
    LONG = "long"  # several months in one reading
    AREA = "area"  # 台区


@dataclass(frozen=True, slots=True)
class Facts:
    """What can be compared of a case: no words, no names."""

    verdict: str = ""
    causes: frozenset[str] = frozenset()
    tier: int = 0
    months: str = ""
    long: bool = False
    area: str = ""


@dataclass(frozen=True, slots=True)
class Alike:
    """An earlier case that is like the one asked about, and in what."""

    number: str
    same_cause: bool
    shared: tuple[Shared, ...]


def facts_of(case: Case, area: str = "") -> Facts | None:
    """By its assessment; None where its bill was not assessed."""
    found: dict[str, Any] = json.loads(case.assessment) if case.assessment else {}
    settlements = found.get("settlements", ())
    if not settlements:
        return None
    last = settlements[-1]
    tiers = [line["tier"] for line in last["tiers"] if Decimal(line["kwh"]) > 0]
    days = (date.fromisoformat(last["to"]) - date.fromisoformat(last["from"])).days
    return Facts(
        found["verdict"],
        frozenset(cause["cause"] for cause in found["causes"]),
        max(tiers, default=0),
        str(last["months"]),
        days > LONG,
        area,
    )


def alike(of: Facts, others: Iterable[tuple[str, Facts]], most: int) -> tuple[Alike, ...]:
    """The cases that are most like it, of equal ones in the order in which they come.

    Where a cause was found it must be the same; where none was, the verdict and a fact that makes
    a bill high.
    """
    found = [(one, facts) for number, facts in others if (one := _compared(of, number, facts))]
    found.sort(key=lambda pair: -_weight(of, *pair))
    return tuple(one for one, _ in found[:most])


def _compared(of: Facts, number: str, other: Facts) -> Alike | None:
    same_cause = bool(of.causes & other.causes)
    shared = tuple(
        what
        for what, is_so in (
            (Shared.TIER, of.tier > 1 and of.tier == other.tier),
            (Shared.MONTHS, of.months == other.months),
            (Shared.LONG, of.long and other.long),
            (Shared.AREA, bool(of.area) and of.area == other.area),
        )
        if is_so
    )
    if same_cause:
        return Alike(number, same_cause, shared)
    no_cause = not of.causes and not other.causes and of.verdict == other.verdict
    return Alike(number, same_cause, shared) if no_cause and {*shared} & _HIGH else None


_HIGH = {Shared.TIER, Shared.LONG}


def _weight(of: Facts, one: Alike, other: Facts) -> int:
    return _CAUSE_COUNTS * len(of.causes & other.causes) + len(one.shared)
