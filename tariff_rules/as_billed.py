"""Every settlement of an account, recomputed in order: tiers and money by its terms."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from operator import add
from typing import NamedTuple

from tariff_rules.account import ServiceAccount, Settlement
from tariff_rules.allowance import Allowance
from tariff_rules.charge import FEN, ZERO, Charge, Part, charge_for, split
from tariff_rules.errors import FactError, NotCoveredError
from tariff_rules.owners import MonthsFrom
from tariff_rules.tariff import Billing, Schedule, Tariff
from tariff_rules.terms import FreeKwhDue, Pool, Stretch, Terms, terms_of
from tariff_rules.time_of_use import by_whole_tier

Used = tuple[Decimal, ...]


class AssessedSettlement(NamedTuple):
    """One settlement with its allowance, the kWh used before it in the cycle, and its charge.

    `free` are kWh without charge, `used` the kWh that each tier held before.
    """

    settlement: Settlement
    schedule: Schedule
    owner: int
    allowance: Allowance
    used: Used
    free: Decimal
    charge: Charge

    @property
    def total(self) -> Decimal:
        """Yuan by the rule."""
        return self.charge.total

    @property
    def used_before(self) -> Decimal:
        """KWh of the cycle before this settlement."""
        return sum(self.used, ZERO)

    @property
    def by_year(self) -> bool:
        """Whether its kWh count together with those of a year, or of its half in 2012."""
        plan = self.schedule.cycle
        return plan.months >= 6 and plan.billing is Billing.AS_IT_ARISES

    @property
    def top_tier(self) -> int:
        """The highest tier in which kWh were charged; 1 when there were none."""
        return max((line.tier for line in self.charge.tiers if line.kwh), default=1)

    def agrees(self) -> bool:
        """Whether the bill shows this total, in either form that bills use."""
        charged = self.settlement.charged
        return (
            charged is None
            or charged == self.charge.total
            or charged == self.charge.surcharge_total
        )


def as_billed(
    account: ServiceAccount,
    tariff: Tariff,
    months_from: MonthsFrom,
    *,
    year_end: bool = False,
    closing: bool = False,
) -> tuple[AssessedSettlement, ...]:
    """The account's settlements in order under one reading of the months rule.

    Args:
        account: the facts.
        tariff: the region's tariff.
        months_from: from which date a new account's months count.
        year_end: by the year's limits, also where bills are made by the month or at tier 1.
        closing: with the months of a closed account, known from the start.

    Raises:
        NotCoveredError: a settlement lies outside all schedules, or a rule was not found.
        FactError: kWh by period are missing where time of use holds, or the tariff is another
            region's.
    """
    if account.region != tariff.region:
        raise FactError(
            "region", f"is {account.region!r}, but the tariff is that of {tariff.region!r}"
        )
    used: dict[Pool, Used] = {}
    given: dict[Pool, Decimal] = {}
    found = []
    every = terms_of(account, tariff, months_from, year_end=year_end, closing=closing)
    for settlement, terms in zip(account.settlements, every, strict=True):
        pool = terms.pool
        before = used.get(pool) or (ZERO,) * (len(terms.allowance.limits) + 1)
        free = ZERO
        if terms.free:
            free = _free(settlement.kwh, terms.free, given.get(pool, ZERO))
            given[pool] = given.get(pool, ZERO) + free
        parts, used[pool] = _parts(settlement, terms, free, before, tariff)
        found.append(_assessed(settlement, terms, before, free, parts))
    return tuple(found)


def _free(kwh: Decimal, due: FreeKwhDue, given: Decimal) -> Decimal:
    """KWh that cost nothing: deducted before the tiers, unused ones are lost."""
    return min(kwh, due.kwh - given if due.by_pool else due.kwh)


def _parts(
    settlement: Settlement, terms: Terms, free: Decimal, used: Used, tariff: Tariff
) -> tuple[list[Part], Used]:
    """The kWh by price and tier, and what the tiers of the pool hold after them."""
    parts = []
    whole = settlement.kwh - free + ZERO  # where the kWh are "-0" they are 0
    for kwh, stretch in _shared_out(whole, terms.stretches):
        if not stretch.tiered:
            # Before the tiers began there was one price, and nothing to count (2012).
            parts.append(Part((kwh,), stretch.prices[:1]))
            continue
        shares = split(used, kwh, terms.allowance.limits)
        if len(shares) != len(stretch.prices):
            raise NotCoveredError(
                f"{tariff.region}: the number of tiers changes between "
                f"{settlement.first} and {settlement.last}; no rule for that was found"
            )
        used = tuple(map(add, used, shares))
        parts.append(Part(shares, stretch.prices))
    return parts, used


def _shared_out(kwh: Decimal, stretches: tuple[Stretch, ...]) -> list[tuple[Decimal, Stretch]]:
    """The kWh of each stretch, to two decimals; the last one gets what is left."""
    if len(stretches) == 1:
        return [(kwh, stretches[0])]
    *first, last = stretches
    parts = [((kwh * stretch.share).quantize(FEN, ROUND_HALF_UP), stretch) for stretch in first]
    return [*parts, (kwh - sum([part for part, _ in parts]), last)]


def _assessed(
    settlement: Settlement, terms: Terms, used: Used, free: Decimal, parts: list[Part]
) -> AssessedSettlement:
    schedule, owner, allowance = terms.schedule, terms.owner, terms.allowance
    periods = without_free(settlement.periods, free) if terms.differences else {}
    differences = by_whole_tier(schedule, terms.differences, parts)
    charge = charge_for(parts, periods, differences)
    return AssessedSettlement(settlement, schedule, owner, allowance, used, free, charge)


def without_free(periods: Mapping[str, Decimal], free: Decimal) -> Mapping[str, Decimal]:
    """KWh by period once the free kWh are taken from each in proportion; no rule was found."""
    whole = sum(periods.values(), ZERO)
    if not free or not whole:
        return periods
    *first, last = periods
    kept = {name: (periods[name] * (whole - free) / whole).quantize(FEN) for name in first}
    return {**kept, last: whole - free - sum(kept.values(), ZERO)}
