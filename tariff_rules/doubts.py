"""Whether what is said of a bill would rest on a figure that is too weak for that.

A figure from memory, one that sources contradict, or one copied once (`Evidence.doubtful`) may be
shown with its mark. It must not be why a bill is called wrong or right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from tariff_rules.as_billed import AssessedSettlement
from tariff_rules.errors import TariffRulesError
from tariff_rules.tariff import Evidence, Schedule, Tariff

# A bill may agree by any value of these as long as it stays in tier 1.
_ABOVE_TIER_1 = {"limits", "cycle", "household"}
_NO_MONEY = {"document", "in_force"}

Totals = Callable[[Tariff], tuple[Decimal, ...]]


def undecided(
    tariff: Tariff,
    settlements: tuple[AssessedSettlement, ...],
    unverified: Iterable[tuple[str, Evidence]],
    totals: Totals,
    *,
    agrees: bool,
) -> tuple[str, ...]:
    """Names of the doubtful figures by which the bills could come to something else.

    Args:
        tariff: the region's tariff.
        settlements: as recomputed by it.
        unverified: the figures that they rest on, as `unverified` finds them.
        totals: the same settlements recomputed by another tariff, in yuan.
        agrees: whether the bills are what the figures give.
    """
    return tuple(
        name
        for name, evidence in unverified
        if evidence.doubtful
        and name not in _NO_MONEY
        and name not in tariff.rules
        and _moves(tariff, settlements, name, totals, agrees=agrees)
    )


def other_tariffs(tariff: Tariff, name: str) -> Iterator[Tariff]:
    """The tariff with each other value of that figure in place of the one it counts with."""
    count = max((len(s.others.get(name, ())) for s in tariff.schedules), default=0)
    for number in range(count):
        yield replace(tariff, schedules=tuple(_other(s, name, number) for s in tariff.schedules))


def _other(schedule: Schedule, name: str, number: int) -> Schedule:
    others = schedule.others.get(name, ())
    return others[number] if number < len(others) else schedule


def _moves(
    tariff: Tariff,
    settlements: tuple[AssessedSettlement, ...],
    name: str,
    totals: Totals,
    *,
    agrees: bool,
) -> bool:
    if not any(name in assessed.schedule.others for assessed in settlements):
        low = all(assessed.top_tier <= 1 for assessed in settlements)
        return not (agrees and low and name in _ABOVE_TIER_1)
    ours = tuple(assessed.total for assessed in settlements)
    try:
        return any(totals(other) != ours for other in other_tariffs(tariff, name))
    except TariffRulesError:
        return True
