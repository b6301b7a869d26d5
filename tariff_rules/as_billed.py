"""Every settlement of an account, recomputed in order: allowance, tiers, money."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from operator import add

from tariff_rules import allowance as allow
from tariff_rules.account import Price, ServiceAccount, Settlement
from tariff_rules.allowance import Allowance
from tariff_rules.charge import FEN, ZERO, Charge, Part, charge_for, split
from tariff_rules.cycles import Cycle, months_covered, months_touched, opening_day
from tariff_rules.errors import FactError, NotCoveredError
from tariff_rules.household import pays_flat_price
from tariff_rules.owners import MonthsFrom, Owner, owner_on, owners_of
from tariff_rules.price_change import pieces
from tariff_rules.tariff import Billing, FreeMethod, Schedule, Tariff

Used = tuple[Decimal, ...]


@dataclass(frozen=True, slots=True)
class AssessedSettlement:
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
    return _Run(account, tariff, months_from, year_end=year_end, closing=closing).all()


class _Run:
    """One pass over the settlements; it holds what was used and given so far."""

    def __init__(
        self,
        account: ServiceAccount,
        tariff: Tariff,
        months_from: MonthsFrom,
        *,
        year_end: bool,
        closing: bool,
    ) -> None:
        self.account, self.tariff = account, tariff
        self.year_end, self.closing = year_end, closing
        self.owners = owners_of(account, tariff, months_from)
        self.used: dict[object, Used] = {}
        self.free_given: dict[object, Decimal] = {}
        self.allowances: dict[object, Allowance] = {}

    def all(self) -> tuple[AssessedSettlement, ...]:
        return tuple(
            self._settle(settlement, f"settlements[{i}]")
            for i, settlement in enumerate(self.account.settlements)
        )

    def _settle(self, settlement: Settlement, place: str) -> AssessedSettlement:
        schedule = self._schedule(settlement.last_day)
        owner = owner_on(self.owners, settlement.last)
        allowance, pool = self._allowance(settlement, schedule, owner)
        limits = allowance.limits
        used = self.used.get(pool, (ZERO,) * (len(limits) + 1))
        free = self._free(settlement, schedule, pool)
        so_far = used
        parts = []
        for kwh, day in pieces(settlement, settlement.kwh - free, self.tariff, schedule):
            then = schedule if day == settlement.last_day else self._schedule(day)
            prices = self._prices(settlement, then, day, len(limits))
            if not any(then.limits.values()):
                # Before the tiers began there was one price, and nothing to count (2012).
                parts.append(Part((kwh,), prices[:1]))
                continue
            shares = split(so_far, kwh, limits)
            if len(shares) != len(prices):
                raise NotCoveredError(
                    f"{self.tariff.region}: the number of tiers changes between "
                    f"{settlement.first} and {settlement.last}; no rule for that was found"
                )
            so_far = tuple(map(add, so_far, shares))
            parts.append(Part(shares, prices))
        self.used[pool] = so_far
        periods, differences = self._time_of_use(settlement, schedule, place)
        charge = charge_for(parts, without_free(periods, free), differences)
        return AssessedSettlement(settlement, schedule, owner, allowance, used, free, charge)

    def _schedule(self, day: date) -> Schedule:
        found = self.tariff.schedule_on(day)
        if found is None:
            spans = "; ".join(f"{s.first} - {s.last or 'open'}" for s in self.tariff.schedules)
            raise NotCoveredError(
                f"{self.tariff.region}: no tariff in force on {day}; the file holds {spans}"
            )
        return found

    def _allowance(
        self, settlement: Settlement, schedule: Schedule, number: int
    ) -> tuple[Allowance, object]:
        """The limits, and the key of the kWh that count together with this settlement's."""
        owner, account = self.owners[number], self.account
        if self._untiered(schedule, settlement.last_day):
            return _without_limits(settlement, owner), (number, settlement.first)
        alone = schedule.cycle.months == 1 or (
            schedule.cycle.billing is Billing.BY_MONTH and not self.year_end
        )
        if alone:
            allowance = allow.of_settlement(account, self.tariff, schedule, owner, settlement)
            return allowance, (number, settlement.first)
        day = allow.counts_on(settlement, self.tariff, account.price)
        cycle = allow.cycle_for(account, schedule, day)
        pool = (number, cycle)
        known = sum(grant.first <= day for grant in account.households)
        key = (pool, schedule.first, known)
        if key not in self.allowances:
            self.allowances[key] = allow.of_cycle(
                account, self.tariff, schedule, owner, day, closing=self.closing
            )
        return self.allowances[key], pool

    def _untiered(self, schedule: Schedule, day: date) -> bool:
        prepaid = self.account.prepaid or schedule.cycle.billing is Billing.AT_TIER_1
        at_tier_1 = prepaid and schedule.cycle.months > 1 and not self.year_end
        return (
            at_tier_1
            or not any(schedule.limits.values())
            or self.account.price is Price.SHARED
            or pays_flat_price(self.account.households, schedule.household, day)
        )

    def _prices(
        self, settlement: Settlement, schedule: Schedule, day: date, limits: int
    ) -> tuple[Decimal, ...]:
        if self.account.price is Price.SHARED:
            return (_found(schedule.shared_price, self.tariff, "price of shared meters"),)
        if not schedule.prices:
            raise NotCoveredError(
                f"{self.tariff.region}: the prices were not found; add them in a file of your own"
            )
        if self.account.price is Price.HEATING and not schedule.heating:
            raise NotCoveredError(
                f"{self.tariff.region}: no limits for the heating season were found for {day}"
            )
        rule = schedule.household
        if rule and pays_flat_price(self.account.households, rule, settlement.last_day):
            return (_found(rule.flat_price or schedule.shared_price, self.tariff, "flat price"),)
        prices = schedule.prices_in(day)
        return prices[: limits + 1]

    def _free(self, settlement: Settlement, schedule: Schedule, pool: object) -> Decimal:
        """KWh that cost nothing (低保、五保): deducted before the tiers, unused ones are lost."""
        rule, grants = schedule.free_kwh, self.account.low_income
        if not grants or rule is None or rule.method is not FreeMethod.DEDUCTED_FIRST:
            return ZERO
        by_year = schedule.cycle.months >= 6  # 2012 had half of one
        months = months_with_free_kwh(self.account, settlement, by_year=by_year)
        available = rule.kwh * months
        if rule.months > 1:
            available = rule.kwh - self.free_given.get(pool, ZERO) if months else ZERO
        free = min(settlement.kwh, available)
        self.free_given[pool] = self.free_given.get(pool, ZERO) + free
        return free

    def _time_of_use(
        self, settlement: Settlement, schedule: Schedule, place: str
    ) -> tuple[dict[str, Decimal], dict[str, Decimal]]:
        """KWh and price differences by period, where time of use held over the whole span."""
        if not any(
            grant.holds(opening_day(settlement.first)) for grant in self.account.time_of_use
        ):
            return {}, {}
        if self.account.price is Price.SHARED:
            # 河南: 合表用户不执行峰谷; nowhere was a rule found that lets both hold.
            raise NotCoveredError(
                f"{self.tariff.region}: no rule for time of use on a shared meter was found"
            )
        if not schedule.periods:
            raise NotCoveredError(
                f"{self.tariff.region}: no rule for time of use together with tiers was found"
            )
        if not settlement.periods and settlement.kwh:
            raise FactError(
                f"{place}.periods",
                f"is missing: time of use holds; give the kWh of {', '.join(schedule.periods)}",
            )
        for period in settlement.periods:
            if period not in schedule.periods:
                known = ", ".join(schedule.periods)
                raise FactError(f"{place}.periods.{period}", f"is not known; known are {known}")
        return dict(settlement.periods), dict(schedule.periods)


def months_with_free_kwh(account: ServiceAccount, settlement: Settlement, *, by_year: bool) -> int:
    """Months of the span in which free kWh were granted.

    Where a year counts, the started month of a new account counts as for its limits.
    """
    months = months_covered(settlement.first, settlement.last)
    if by_year and settlement.first == account.in_use_since():
        months = months_touched(settlement.first, settlement.last_day)
    return sum(any(grant.holds_in(month) for grant in account.low_income) for month in months)


def without_free(periods: dict[str, Decimal], free: Decimal) -> dict[str, Decimal]:
    """KWh by period once the free kWh are taken from each in proportion; no rule was found."""
    whole = sum(periods.values(), ZERO)
    if not free or not whole:
        return periods
    *first, last = periods
    kept = {name: (periods[name] * (whole - free) / whole).quantize(FEN) for name in first}
    return {**kept, last: whole - free - sum(kept.values(), ZERO)}


def _without_limits(settlement: Settlement, owner: Owner) -> Allowance:
    months = Decimal(len(months_covered(settlement.first, settlement.last)))
    return Allowance(Cycle(settlement.first, settlement.last), owner.first, months, ())


def _found(price: Decimal | None, tariff: Tariff, what: str) -> Decimal:
    if price is None:
        raise NotCoveredError(f"{tariff.region}: the {what} was not found; ask the office")
    return price
