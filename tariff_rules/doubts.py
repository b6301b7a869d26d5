"""Whether what is said of a bill would rest on a figure that is too weak for that.

A figure from memory, one that sources contradict, or one copied once (`Evidence.doubtful`) may be
shown with its mark. It must not be why a bill is called wrong or right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from tariff_rules.as_billed import AssessedSettlement
from tariff_rules.errors import TariffRulesError
from tariff_rules.evidence import NO_RULE, RULES, Evidence
from tariff_rules.tariff import Schedule, Tariff

# A bill may agree by any value of these as long as it stays in tier 1.
_ABOVE_TIER_1 = {"limits", "cycle", "household"}
# A bill that is right to the fen bears these out itself: how free kWh are taken off, too.
_BORNE_OUT = {"in_force", "free_kwh"}

Recount = Callable[[Tariff], Sequence[AssessedSettlement]]


def undecided(
    tariff: Tariff,
    settlements: tuple[AssessedSettlement, ...],
    unverified: Iterable[tuple[str, Evidence]],
    recount: Recount,
    *,
    agrees: bool,
) -> tuple[str, ...]:
    """Names of the doubtful figures by which the bills could come to something else.

    Args:
        tariff: the region's tariff.
        settlements: as recomputed by it.
        unverified: the figures that they rest on, as `unverified` finds them.
        recount: the same settlements by another tariff.
        agrees: whether the bills are what the figures give.
    """
    return tuple(
        name
        for name, evidence in unverified
        if evidence.doubtful
        and name != "document"
        and not (agrees and name in {*_BORNE_OUT, *tariff.rules} and evidence is not NO_RULE)
        and _moves(tariff, settlements, name, recount, agrees=agrees)
    )


@lru_cache(maxsize=256)
def other_tariffs(tariff: Tariff, name: str) -> tuple[Tariff, ...]:
    """The tariff with each other value of that figure or rule in place of the one it has."""
    if name in tariff.rules:
        return tuple(_by_other_rules(tariff, name))
    count = max((len(s.others.get(name, ())) for s in tariff.schedules), default=0)
    return tuple(
        replace(tariff, schedules=tuple(_other(s, name, number) for s in tariff.schedules))
        for number in range(count)
    )


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
    recount: Recount,
    *,
    agrees: bool,
) -> bool:
    if name in tariff.rules:
        # To which year a reading belongs is open only where one is of the year's first day.
        if name == "belongs_to" and all(s.settlement.last.day > 1 for s in settlements):
            return False
        return _differs(settlements, map(recount, other_tariffs(tariff, name)))
    if not any(name in assessed.schedule.others for assessed in settlements):
        low = all(assessed.top_tier <= 1 for assessed in settlements)
        return not (agrees and low and name in _ABOVE_TIER_1)
    try:
        return _differs(settlements, map(recount, other_tariffs(tariff, name)))
    except TariffRulesError:
        return True


def _differs(
    ours: Sequence[AssessedSettlement], others: Iterable[Sequence[AssessedSettlement]]
) -> bool:
    """Whether some settlement comes to something else in one of the others."""
    return any(
        other is not ours and [one.total for one in other] != [one.total for one in ours]
        for other in others
    )
