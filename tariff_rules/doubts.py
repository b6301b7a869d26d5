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
from tariff_rules.evidence import RULES, Evidence
from tariff_rules.tariff import Schedule, Tariff

# A bill may agree by any value of these as long as it stays in tier 1.
_ABOVE_TIER_1 = {"limits", "cycle", "household"}
# A bill that is right to the fen bears these out itself.
_BORNE_OUT = {"in_force"}

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
        and name != "document"
        and not (agrees and name in {*_BORNE_OUT, *tariff.rules})
        and _moves(tariff, settlements, name, totals, agrees=agrees)
    )


def other_tariffs(tariff: Tariff, name: str) -> Iterator[Tariff]:
    """The tariff with each other value of that figure or rule in place of the one it has."""
    if name in tariff.rules:
        yield from _by_other_rules(tariff, name)
        return
    count = max((len(s.others.get(name, ())) for s in tariff.schedules), default=0)
    for number in range(count):
        yield replace(tariff, schedules=tuple(_other(s, name, number) for s in tariff.schedules))


def _by_other_rules(tariff: Tariff, name: str) -> Iterator[Tariff]:
    rule = tariff.rules[name]
    for value in sorted(RULES[name] - {rule.value}):
        yield replace(tariff, rules={**tariff.rules, name: replace(rule, value=value)})


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
    ours = tuple(assessed.total for assessed in settlements)
    if name in tariff.rules:
        return any(totals(other) != ours for other in other_tariffs(tariff, name))
    if not any(name in assessed.schedule.others for assessed in settlements):
        low = all(assessed.top_tier <= 1 for assessed in settlements)
        return not (agrees and low and name in _ABOVE_TIER_1)
    try:
        return any(totals(other) != ours for other in other_tariffs(tariff, name))
    except TariffRulesError:
        return True
