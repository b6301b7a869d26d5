"""Every settlement of an account, recomputed in order: tiers and money by its terms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from tariff_rules.account import ServiceAccount, Settlement
from tariff_rules.allowance import Allowance
from tariff_rules.charge import Charge
from tariff_rules.cycles import Cycle
from tariff_rules.errors import FactError, shown
from tariff_rules.numbers import ZERO
from tariff_rules.owners import MonthsFrom
from tariff_rules.settle import Held, nothing_held, refund_of, settle
from tariff_rules.tariff import Billing, Schedule, Tariff
from tariff_rules.terms import Pool, Terms, same, terms_of
from tariff_rules.time_of_use import check_periods

Used = tuple[Decimal, ...]


class AssessedSettlement(NamedTuple):
    """One settlement with its terms, the kWh used before it in the cycle, and its charge.

    `free` are kWh without charge, `used` the kWh that each tier held before, `refund` yuan that
    are returned later for free kWh.
    """

    settlement: Settlement
    terms: Terms
    used: Used
    free: Decimal
    charge: Charge
    refund: Decimal

    @property
    def schedule(self) -> Schedule:
        """That of its last day of use."""
        return self.terms.schedule

    @property
    def owner(self) -> int:
        """Number of the owner to whom it belongs."""
        return self.terms.owner

    @property
    def allowance(self) -> Allowance:
        """Its limits in kWh."""
        return self.terms.allowance

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
    def tier_1_first(self) -> bool:
        """Whether all is charged at tier 1 until the year is settled (卡表、预付费)."""
        schedule, prices = self.schedule, self.charge.parts[0].prices
        first = schedule.prices_in(self.settlement.last_day)[:1]
        return schedule.tiered and schedule.cycle.months > 1 and prices == first

    @property
    def top_tier(self) -> int:
        """The highest tier in which kWh were charged; 1 when there were none."""
        return max((line.tier for line in self.charge.tiers if line.kwh), default=1)

    def agrees(self) -> bool:
        """Whether the bill shows this total, in either form that bills use."""
        charged = self.settlement.charged
        return (
            charged is None or charged == self.charge.total or charged == self.charge.other_total
        )


def must_be_of(account: ServiceAccount, tariff: Tariff) -> None:
    """See that they are what they should be, and of one region.

    Raises:
        FactError: they are not.
    """
    for name, given, kind in (("account", account, ServiceAccount), ("tariff", tariff, Tariff)):
        if not isinstance(given, kind):
            raise FactError(name, "{given} is no {name}", given=shown(given), name=kind.__name__)
    if account.region != tariff.region:
        raise FactError(
            "region",
            "is '{region}', but the tariff is that of '{region2}'",
            region=account.region,
            region2=tariff.region,
        )


def as_billed(
    account: ServiceAccount,
    tariff: Tariff,
    months_from: MonthsFrom,
    *,
    years: date | None = None,
    closing: bool = False,
    known: tuple[AssessedSettlement, ...] = (),
) -> tuple[AssessedSettlement, ...]:
    """The account's settlements in order under one reading of the months rule.

    Args:
        account: the facts.
        tariff: the region's tariff.
        months_from: from which date a new account's months count.
        years: tier years up to that day by the year's limits, also where bills are made by the
            month or at tier 1.
        closing: with the months of a closed account, known from the start.
        known: the same settlements on terms that may be the same; then none is counted again.

    Raises:
        NotCoveredError: a settlement lies outside all schedules, or a rule was not found.
        FactError: kWh by period are missing where time of use holds, or the tariff is another
            region's.
    """
    must_be_of(account, tariff)
    every = terms_of(account, tariff, months_from, years=years, closing=closing)
    pairs = list(_together(account, every))
    if known and (again := _on_terms(known, pairs)):
        return again
    return tuple(_settled(pairs))


def _on_terms(
    known: tuple[AssessedSettlement, ...], pairs: list[tuple[Settlement, Terms]]
) -> tuple[AssessedSettlement, ...]:
    """What is known, with terms on which it comes to the same; nothing where it does not."""
    old = new = None
    equal = True
    for one, (_, terms) in zip(known, pairs, strict=True):
        if one.terms is not old or terms is not new:
            old, new = one.terms, terms
            equal = equal and old == new
            if not equal and not same(old, new):
                return ()
    if equal:
        return known
    return tuple(
        [
            AssessedSettlement(settlement, terms, one.used, one.free, one.charge, one.refund)
            for one, (settlement, terms) in zip(known, pairs, strict=True)
        ]
    )


def _settled(pairs: Iterable[tuple[Settlement, Terms]]) -> Iterator[AssessedSettlement]:
    """Each settlement counted on top of what its pool held before."""
    pools: dict[Pool, Held] = {}
    pool = held = None
    for number, (settlement, terms) in enumerate(pairs):
        rates = terms.rates
        if rates.differences:
            check_periods(settlement, rates.differences, f"settlements[{number}]")
        if held is None or terms.pool is not pool:
            if pool and held:
                pools[pool] = held
            pool = terms.pool
            held = pools.get(pool) or nothing_held(rates)
        before = held.kwh
        free, charge, held = settle(settlement.kwh, settlement.periods, rates, held)
        refund = refund_of(settlement.kwh, rates.refund) if rates.refund else ZERO
        yield AssessedSettlement(settlement, terms, before, free, charge, refund)


def _together(
    account: ServiceAccount, every: Iterator[Terms]
) -> Iterator[tuple[Settlement, Terms]]:
    """Each settlement with its terms; with the flat ones where the kWh of its year ask for it."""
    pairs = zip(account.settlements, every, strict=True)
    if not account.households:
        return pairs
    known = list(pairs)
    years: dict[Cycle | None, Decimal] = {}
    for settlement, terms in known:
        years[terms.year] = years.get(terms.year, ZERO) + settlement.kwh
    return (
        (s, t.flat.terms._replace(year=t.year) if t.flat and years[t.year] > t.flat.kwh else t)
        for s, t in known
    )
