"""Which months count, hence the tier limits (the proration of a part-year account)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import chain, repeat
from typing import NamedTuple

from tariff_rules.account import Price, Reader, ServiceAccount, Settlement
from tariff_rules.cycles import (
    DAY,
    Cycle,
    cycle_of,
    days_in_month,
    first_of_month,
    heating_cycle_of,
    months_before,
    months_covered,
    months_inclusive,
    months_rounded_up,
    months_touched,
)
from tariff_rules.errors import FactError
from tariff_rules.household import extra_of, widen
from tariff_rules.limits import (
    ONE,
    exact,
    limits_in,
    months_alone,
    of_month,
    sum_of_limits,
    use_before,
    within,
)
from tariff_rules.numbers import ZERO
from tariff_rules.owners import Owner
from tariff_rules.tariff import Billing, Schedule, Tariff


class Allowance(NamedTuple):
    """Tier limits (分档电量) of one account in one cycle.

    Attributes:
        cycle: the span in which kWh are counted together.
        counted_from: first day that gives the account months.
        months: counted months; whole ones, but where a region counts days.
        limits: kWh in the cycle, upper end of each tier but the last; none without tiers.
        household_months: how many of the months carry extra kWh for many residents.
    """

    cycle: Cycle
    counted_from: date
    months: Decimal
    limits: tuple[Decimal, ...]
    household_months: int = 0


def counts_on(
    settlement: Settlement,
    tariff: Tariff,
    price: Price = Price.TIERED,
    *,
    prepaid: bool = False,
) -> date:
    """The day that decides in which tier year a settlement counts, with all of its kWh.

    Its last day of use; or the day of the reading, where the year is one of readings (浙江:
    twelve readings dated January to December). The heating season is one of use everywhere, and
    the year of prepaid meters may be (山东).
    """
    by_reading = tariff.rules["belongs_to"].value == "cycle_of_its_reading"
    if not by_reading or price is Price.HEATING:
        return settlement.last_day
    if prepaid:
        schedule = tariff.schedule_on(settlement.last_day)
        if schedule and schedule.cycle.cards_by_use:
            return settlement.last_day
    return settlement.last


def counted_for(account: ServiceAccount, tariff: Tariff, settlement: Settlement) -> date:
    """The same for that account, by its price and its kind of meter."""
    return counts_on(settlement, tariff, account.price, prepaid=account.prepaid)


def cycle_for(account: ServiceAccount, schedule: Schedule, day: date) -> Cycle:
    """The cycle in which that day lies for this account (阶梯年度)."""
    if account.price is Price.HEATING and schedule.heating:
        return heating_cycle_of(schedule.heating, day)[0]
    return cycle_of(schedule.cycle, day, odd_reader=account.reader is Reader.ODD)


def of_cycle(
    account: ServiceAccount, tariff: Tariff, schedule: Schedule, owner: Owner, cycle: Cycle,
    day: date, *, closing: bool,
) -> Allowance:  # fmt: skip
    """Limits of the cycle in which that day lies: monthly limits times months.

    The whole amount is usable at once: months run from the owner's first day (or the first day
    of the cycle) to its end, or with `closing` to the owner's last day; who is settled before his
    months begin gets one. What changes after `day` is not known to its bill: it does not count.
    """
    start = max(owner.first, cycle.first)
    end = min(owner.last, cycle.last) if closing and owner.last else cycle.last
    if account.price is Price.HEATING and schedule.heating:
        return _of_heating(account, schedule, cycle, start, end)
    lag = lag_of(account, schedule, day)
    begins = max(owner.first, months_before(cycle.first, lag) if lag else cycle.first)
    ends = months_before(end, lag) if lag else end
    months = _counted(tariff, begins, ends, new=owner.first > cycle.first)
    more = _announced_more(account, cycle, end) if account.tier_months else ZERO
    # With a lag the first month is that of the reading before: it counts in this year.
    if not more and within(schedule, max(months.first, cycle.first), day):
        limits = limits_in(schedule, months.first.month, months.number, months.part)
        allowance = Allowance(cycle, start, months.total, limits)
        each = months.each() if account.households else ()
    else:
        rated = _rated(tariff, schedule, cycle, months, day)
        rated += [(rated[-1][0], ONE, schedule)] * int(more)
        total = sum([share for _, share, _ in rated], ZERO)
        allowance = Allowance(cycle, start, total, sum_of_limits(tariff, rated))
        each = tuple(month for month, _, _ in rated)
    lapses = tariff.rules["household_end"].value == "gives_none"
    return _with_household(allowance, account, schedule, each, day, lapses=lapses)


def _rated(
    tariff: Tariff, schedule: Schedule, cycle: Cycle, months: Months, day: date
) -> list[tuple[date, Decimal, Schedule]]:
    """The months that bring limits into a cycle, with their shares and schedules; never none."""
    found = [
        (month, share, s)
        for month, share in months.shares()
        if (s := of_month(tariff, max(month, cycle.first), day, schedule))
    ]
    return found or [(months.each()[-1], ONE, schedule)]


def lag_of(account: ServiceAccount, schedule: Schedule, day: date) -> int:
    """Months by which use lies before its reading; none where months are read at their end."""
    at_the_end = (day + DAY).month != day.month
    return 0 if account.reader is Reader.EVERY or at_the_end else schedule.cycle.use_lag


def _announced_more(account: ServiceAccount, cycle: Cycle, end: date) -> Decimal:
    """Months that the office announced for the year beyond those of the calendar (合肥 2020: 14).

    Who left before its end had his own months.

    Raises:
        FactError: fewer are given than the year has.
    """
    if end != cycle.last:
        return ZERO
    year, months = cycle.year, cycle.months()
    announced = account.tier_months.get(year, months)
    if announced < months:
        raise FactError(
            f"tier_months.{year}",
            "{announced} is less than the {months} months of that year; leave it out unless the "
            "office announced more",
            announced=announced,
            months=months,
        )
    return Decimal(announced - months)


def of_settlement(
    account: ServiceAccount,
    tariff: Tariff,
    schedule: Schedule,
    owner: Owner,
    settlement: Settlement,
) -> Allowance:
    """Limits where each settlement stands alone: those of the owner's months it covers, added up.

    A longer span after a moved reading day gets more by days, a shorter never less (武汉 2013).
    """
    first, last = settlement.first, settlement.last
    begins = min(max(first, owner.first), last)
    months = months_of(tariff, settlement, begins, new=first <= owner.first)
    lag = use_before(tariff, schedule, last)
    known = settlement.last_day
    if within(schedule, months[0], known):
        limits = limits_in(schedule, months_before(months[0], lag).month, len(months), ONE)
    else:
        by_month = months_alone(tariff, months, known, schedule)
        months = tuple(month for month, _ in by_month)
        limits = sum_of_limits(tariff, [(months_before(m, lag), ONE, s) for m, s in by_month])
    days = (last - first).days
    if settlement.normal_days and days > settlement.normal_days:
        limits = tuple(exact(limit * days / settlement.normal_days) for limit in limits)
    allowance = Allowance(Cycle(first, last), begins, Decimal(len(months)), limits)
    return _with_household(allowance, account, schedule, months, known)


def months_of(
    tariff: Tariff, settlement: Settlement, begins: date, *, new: bool
) -> tuple[date, ...]:
    """The months whose limits, or free kWh, a settlement gets that stands alone.

    As many for a new account's first bill as for anybody's: from 7 June to 7 July is one month.
    Else registering earlier could raise a total. 湖南 words it for itself (rounded up).
    """
    if new and tariff.rules["started_month"].value == "rounded_up":
        count, end = months_rounded_up(begins, settlement.last), settlement.last_day
        return months_touched(first_of_month(end.year, end.month - count + 1), end)
    if new and tariff.rules["first_bill"].value == "started_months":
        return months_touched(begins, max(begins, settlement.last_day))
    return months_covered(begins, settlement.last)


def _of_heating(
    account: ServiceAccount, schedule: Schedule, cycle: Cycle, start: date, end: date
) -> Allowance:
    """Limits of the heating season or of the rest of the year; of a part of it by months."""
    period = heating_cycle_of(schedule.heating, cycle.last)[1]
    count = min(period.months, months_rounded_up(start, end))
    limits = tuple(exact(limit * count / period.months) for limit in period.limits)
    months = [first_of_month(end.year, end.month - i) for i in range(count)]
    allowance = Allowance(cycle, start, Decimal(count), limits)
    return _with_household(allowance, account, schedule, months, end)


class Months(NamedTuple):
    """Months that count: the first one, how many, and the part of the first that counts."""

    first: date
    number: int
    part: Decimal = ONE

    @property
    def total(self) -> Decimal:
        """How many count, with the part of the first."""
        return self.number - 1 + self.part

    def each(self) -> tuple[date, ...]:
        """Their first days."""
        year, month = self.first.year, self.first.month
        return tuple([first_of_month(year, month + i) for i in range(self.number)])

    def shares(self) -> Iterator[tuple[date, Decimal]]:
        """Each with the part of it that counts."""
        return zip(self.each(), chain([self.part], repeat(ONE)), strict=False)


def _counted(tariff: Tariff, begins: date, ends: date, *, new: bool) -> Months:
    """The months that count; there is always one.

    A new owner's started month counts in full, or as the region's rule `started_month` says.
    """
    count = max(1, months_inclusive(begins, ends))
    rule = tariff.rules["started_month"].value if new else "whole"
    if rule == "rounded_up":
        count = months_rounded_up(begins, max(begins, ends))
    elif rule == "next_month" and begins.day > 1:
        count = max(1, count - 1)
    first = first_of_month(ends.year, ends.month - count + 1)
    if rule == "by_days":
        in_month = days_in_month(begins)
        return Months(first, count, Decimal(in_month - begins.day + 1) / in_month)
    return Months(first, count)


def _with_household(
    allowance: Allowance,
    account: ServiceAccount,
    schedule: Schedule,
    months: Sequence[date],
    known: date,
    *,
    lapses: bool = False,
) -> Allowance:
    """The same with the extra kWh of a large household."""
    rule = schedule.household
    if not account.households or rule is None or rule.extra is None or not allowance.limits:
        return allowance
    count, extra = extra_of(account.households, rule, months, known, lapses=lapses)
    limits = widen(allowance.limits, extra, rule.reaches)
    return allowance._replace(limits=limits, household_months=count)


def with_started_months(tariff: Tariff) -> Tariff:
    """The tariff as if the started months of a first bill counted in full."""
    rule = replace(tariff.rules["first_bill"], value="started_months")
    return replace(tariff, rules={**tariff.rules, "first_bill": rule})


def gets_limits_by_itself(schedule: Schedule, allowance: Allowance) -> bool:
    """Whether a settlement is billed by the limits of its own months."""
    plan = schedule.cycle
    return bool(allowance.limits) and (plan.months == 1 or plan.billing is Billing.BY_MONTH)
