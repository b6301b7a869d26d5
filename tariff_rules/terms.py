"""On what terms each settlement is charged: what dates and flags decide, whatever its kWh."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from tariff_rules import allowance as allow
from tariff_rules import time_of_use
from tariff_rules.account import Price, Reader, ServiceAccount, Settlement, Voltage
from tariff_rules.allowance import Allowance
from tariff_rules.cycles import Cycle, months_covered
from tariff_rules.errors import NotCoveredError
from tariff_rules.household import pays_flat_price
from tariff_rules.owners import MonthsFrom, Owner, owner_on, owners_of
from tariff_rules.price_change import shares_of
from tariff_rules.rates import FreeKwhDue, Rates, Refund, Stretch
from tariff_rules.tariff import Billing, FreeMethod, Schedule, Tariff

Pool = tuple[int, Cycle | date]


class Terms(NamedTuple):
    """The terms of one settlement.

    Attributes:
        schedule: that of its last day of use.
        owner: number of the owner to whom it belongs.
        allowance: its limits in kWh.
        pool: names the settlements whose kWh count together: those of an owner's cycle.
        rates: what its kWh are compared with and multiplied by.
        year: the tier year in which its kWh may decide on the flat price of a large household;
            None for a household that did not choose that price.
        flat: the kWh of that year above which the other terms hold instead (江西).
        until: later settlements up to that reading day have the same terms; `date.min`: none has.
    """

    schedule: Schedule
    owner: int
    allowance: Allowance
    pool: Pool
    rates: Rates
    year: Cycle | None
    flat: FlatAbove | None
    until: date


class FlatAbove(NamedTuple):
    """Terms that hold where the kWh of the tier year are above those."""

    kwh: Decimal
    terms: Terms


def same(one: Terms, other: Terms) -> bool:
    """Whether the same kWh come to the same money on both."""
    return one.rates == other.rates and one.pool == other.pool


def terms_of(
    account: ServiceAccount,
    tariff: Tariff,
    months_from: MonthsFrom,
    *,
    years: date | None = None,
    closing: bool = False,
) -> Iterator[Terms]:
    """The terms of each settlement in order; see `as_billed` for arguments and errors."""
    finder = TermsFinder(
        account,
        tariff,
        owners_of(account, tariff, months_from),
        years=years,
        closing=closing,
    )
    terms = None
    for settlement in account.settlements:
        if terms is None or terms.until < settlement.last:
            terms = finder.terms(settlement)
        yield terms


class TermsFinder:
    """Finds the terms of one account's settlements; it keeps the limits found so far."""

    def __init__(
        self,
        account: ServiceAccount,
        tariff: Tariff,
        owners: tuple[Owner, ...],
        *,
        years: date | None,
        closing: bool,
    ) -> None:
        self.account, self.tariff, self.owners = account, tariff, owners
        self.years, self.closing = years, closing
        self.allowances: dict[object, Allowance] = {}

    def terms(self, settlement: Settlement) -> Terms:
        """The terms of that settlement; of its kWh nothing is asked."""
        schedule = self._schedule(settlement.last_day)
        rule = schedule.household
        if not pays_flat_price(self.account.households, rule, settlement.last_day):
            terms = self._terms(settlement, schedule, flat=False)
        elif rule is None or rule.flat_above is None:
            terms = self._terms(settlement, schedule, flat=True)
        else:
            flat = FlatAbove(rule.flat_above, self._terms(settlement, schedule, flat=True))
            terms = self._terms(settlement, schedule, flat=False)._replace(flat=flat)
        if self.account.households and any(grant.flat for grant in self.account.households):
            day = allow.counted_for(self.account, self.tariff, settlement)
            terms = terms._replace(year=allow.cycle_for(self.account, schedule, day))
        return terms

    def _terms(self, settlement: Settlement, schedule: Schedule, *, flat: bool) -> Terms:
        owner = owner_on(self.owners, settlement.last_day)
        allowance, pool = self._allowance(settlement, schedule, owner, flat=flat)
        stretches = self._stretches(settlement, schedule, len(allowance.limits), flat=flat)
        differences = time_of_use.differences_of(self.account, self.tariff, schedule, settlement)
        rates = Rates(
            allowance.limits,
            tuple(stretches),
            self._free(settlement, schedule),
            self._refund(settlement, schedule),
            differences,
            schedule.tou_more.whole_tiers if differences else {},
            schedule.tou_more.times_first,
            self.tariff.rules["rounding"].value == "sum_to_fen_half_up",
        )
        until = self._until(settlement, schedule, owner, pool)
        return Terms(schedule, owner, allowance, pool, rates, None, None, until)

    def _until(self, settlement: Settlement, schedule: Schedule, owner: int, pool: Pool) -> date:
        """To the end of the schedule, the cycle or the owner's time the same holds.

        For this settlement alone where grants, seasons, a price change in it or the day on
        which it was read matter.
        """
        account, cycle = self.account, pool[1]
        lags = account.reader is not Reader.EVERY and schedule.cycle.use_lag
        granted = account.households or account.low_income or account.time_of_use
        changes = settlement.first < schedule.first or len(schedule.prices) > 1
        if not isinstance(cycle, Cycle) or granted or changes or lags:
            return date.min
        ends = (schedule.last, cycle.last, self.owners[owner].last)
        return min([end for end in ends if end])

    def _schedule(self, day: date) -> Schedule:
        found = self.tariff.schedule_on(day)
        if found is None:
            spans = "; ".join(f"{s.first} - {s.last or 'open'}" for s in self.tariff.schedules)
            raise NotCoveredError(
                "{region}: no tariff in force on {day}; the file holds {spans}",
                region=self.tariff.region,
                day=day,
                spans=spans,
            )
        if self.account.voltage is Voltage.LOW:
            return found
        if found.high_voltage is None:
            raise NotCoveredError(
                "{region}: the prices at 1 kV and above were not found", region=self.tariff.region
            )
        return found.high_voltage

    def _allowance(
        self, settlement: Settlement, schedule: Schedule, number: int, *, flat: bool
    ) -> tuple[Allowance, Pool]:
        """The limits, and the key of the kWh that count together with this settlement's."""
        owner, account = self.owners[number], self.account
        settled = self._settled(schedule, settlement, owner)
        if flat or self._untiered(schedule, settlement, settled=settled):
            return _without_limits(settlement, owner), (number, settlement.first)
        plan = schedule.cycle
        if plan.months == 1 or (plan.billing is Billing.BY_MONTH and not settled):
            allowance = allow.of_settlement(account, self.tariff, schedule, owner, settlement)
            return allowance, (number, settlement.first)
        day = allow.counted_for(account, self.tariff, settlement)
        cycle = allow.cycle_for(account, schedule, day)
        pool = (number, cycle)
        known = day if account.households else None  # what is applied for, and what has run out
        key = (pool, schedule.first, known, allow.lag_of(account, schedule, day))
        if key not in self.allowances:
            self.allowances[key] = allow.of_cycle(
                account, self.tariff, schedule, owner, cycle, day, closing=self.closing
            )
        return self.allowances[key], pool

    def _settled(self, schedule: Schedule, settlement: Settlement, owner: Owner) -> bool:
        """Whether its tier year is over (年清算), as it is for an owner with the day he left."""
        if self.closing and owner.last and owner.last <= self.account.settlements[-1].last:
            return True
        if self.years is None:
            return False
        day = allow.counted_for(self.account, self.tariff, settlement)
        year = allow.cycle_for(self.account, schedule, day)
        return year.last <= self.years

    def _untiered(self, schedule: Schedule, settlement: Settlement, *, settled: bool) -> bool:
        prepaid = self.account.prepaid or schedule.cycle.billing is Billing.AT_TIER_1
        return (
            (prepaid and schedule.cycle.months > 1 and not settled)
            or not schedule.tiered
            or self.account.price is Price.SHARED
            or time_of_use.untiered(self.account, schedule, settlement)
        )

    def _stretches(
        self, settlement: Settlement, schedule: Schedule, limits: int, *, flat: bool
    ) -> Iterator[Stretch]:
        for share, day in shares_of(settlement, self.tariff, schedule):
            then = schedule if day == settlement.last_day else self._schedule(day)
            prices = self._prices(then, day, flat=flat)
            if not then.tiered:
                yield Stretch(share, prices[:1], tiered=False)
                continue
            if len(prices) <= limits:
                raise NotCoveredError(
                    "{region}: the number of tiers changes between {first} and {last}; no "
                    "rule for that was found",
                    region=self.tariff.region,
                    first=settlement.first,
                    last=settlement.last,
                )
            yield Stretch(share, prices[: limits + 1], tiered=True)

    def _prices(self, schedule: Schedule, day: date, *, flat: bool) -> tuple[Decimal, ...]:
        if self.account.price is Price.SHARED:
            return (
                _found(
                    schedule.shared_price,
                    self.tariff,
                    "{region}: the price of shared meters was not found; ask the office",
                ),
            )
        if not schedule.prices:
            raise NotCoveredError(
                "{region}: the prices were not found; add them in a file of your own",
                region=self.tariff.region,
            )
        if self.account.price is Price.HEATING and not schedule.heating:
            raise NotCoveredError(
                "{region}: no limits for the heating season were found for {day}",
                region=self.tariff.region,
                day=day,
            )
        if flat:
            rule = schedule.household
            price = (rule and rule.flat_price) or schedule.shared_price
            return (
                _found(
                    price, self.tariff, "{region}: the flat price was not found; ask the office"
                ),
            )
        return schedule.prices_in(day)

    def _free(self, settlement: Settlement, schedule: Schedule) -> FreeKwhDue | None:
        rule, grants = schedule.free_kwh, self.account.low_income
        if not grants or rule is None or rule.method is FreeMethod.REFUNDED:
            return None
        inside = rule.method is FreeMethod.INSIDE_TIER_1
        months = self._months_with_free_kwh(settlement)
        if rule.months > 1 and months:
            return FreeKwhDue(rule.kwh, by_pool=True, inside=inside)
        return FreeKwhDue(rule.kwh * months, by_pool=False, inside=inside)

    def _refund(self, settlement: Settlement, schedule: Schedule) -> Refund | None:
        rule = schedule.free_kwh
        if not self.account.low_income or rule is None or rule.method is not FreeMethod.REFUNDED:
            return None
        months = self._months_with_free_kwh(settlement)
        price = schedule.prices_in(settlement.last_day)[0]
        return Refund(rule.kwh / rule.months * months, price)

    def _months_with_free_kwh(self, settlement: Settlement) -> int:
        """Months of the span in which free kWh were granted.

        As many for a new account's first bill as for anybody's, as for limits of a month: else
        registering earlier could raise a total. Its started month is the other reading. What is
        granted after the reading is not known to its bill.
        """
        first = settlement.first
        new = first == self.account.in_use_since()
        grants = [g for g in self.account.low_income if g.first <= settlement.last_day]
        months = allow.months_of(self.tariff, settlement, first, new=new)
        return sum(any(grant.holds_in(month) for grant in grants) for month in months)


def _without_limits(settlement: Settlement, owner: Owner) -> Allowance:
    months = Decimal(len(months_covered(settlement.first, settlement.last)))
    return Allowance(Cycle(settlement.first, settlement.last), owner.first, months, ())


def _found(price: Decimal | None, tariff: Tariff, clause: str) -> Decimal:
    if price is None:
        raise NotCoveredError(clause, region=tariff.region)
    return price
