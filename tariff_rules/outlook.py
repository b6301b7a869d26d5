"""Look ahead: kWh left at the present tier, when they run out, when the cycle starts again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from tariff_rules.account import ServiceAccount, Settlement
from tariff_rules.allowance import Allowance, counted_for
from tariff_rules.as_billed import AssessedSettlement, as_billed
from tariff_rules.cycles import DAY, Cycle, first_of_month, months_later
from tariff_rules.errors import FactError
from tariff_rules.numbers import ZERO
from tariff_rules.owners import MonthsFrom, months_from_of
from tariff_rules.tariff import Billing, Schedule, Tariff

PACE_DAYS = 90


@dataclass(frozen=True, slots=True)
class Outlook:
    """Where an account stands in its cycle by its last reading.

    Attributes:
        allowance: the cycle, the months that count and the limits in kWh.
        used: kWh of the cycle so far.
        tier: the tier in which the next kWh falls.
        left: kWh left in that tier; None in the highest one.
        price: yuan for the next kWh.
        next_price: yuan for a kWh of the tier after it; None in the highest one.
        as_of: day of the last reading, None when the cycle has none yet.
        pace: kWh a day over the last readings; None when not known.
        runs_out: first day of the month in which the tier is used up at that pace; None if it
            lasts to the end of the cycle.
        starts_again: first day of the next cycle; None where it starts with the next reading.
        locked_until: first day on which time of use may be given up again; None when not bound.
        tier_1_first: whether the tiers count only once the year is settled (卡表、预付费).
    """

    allowance: Allowance
    used: Decimal
    tier: int
    left: Decimal | None
    price: Decimal
    next_price: Decimal | None
    as_of: date | None
    pace: Decimal | None
    runs_out: date | None
    starts_again: date | None
    locked_until: date | None
    tier_1_first: bool = False


def look_ahead(
    account: ServiceAccount,
    tariff: Tariff,
    today: date,
    months_from: MonthsFrom | None = None,
) -> Outlook:
    """Where the account stands on that day, by the readings known.

    Raises:
        NotCoveredError: no schedule is in force today.
        FactError: today lies before the power-on date, or after the closing.
    """
    if (closed := account.closed_on) and today > closed:
        raise FactError("closed_on", "the account was closed on {day}", day=closed)
    known = tuple(s for s in account.settlements if s.last <= today)
    first = known[-1].last if known else min(today, account.settlements[0].first)
    probe = Settlement(first, _read_for(account, tariff, today), ZERO)
    now = _if_read(account, tariff, months_from, known, probe)
    tier, left = _place(now)
    prices = [line.price for line in now.charge.tiers]
    cycle = now.allowance.cycle
    # Where each settlement stands alone, the next reading closes it, about a month later.
    alone = now.schedule.cycle.months == 1 or now.schedule.cycle.billing is Billing.BY_MONTH
    counted = known if alone else _of_cycle(account, tariff, cycle, known)
    as_of = counted[-1].last if counted else None
    pace, end = _pace(known), months_later(first, 1) if alone else cycle.last
    return Outlook(
        now.allowance,
        now.used_before,
        tier,
        left,
        prices[tier - 1],
        prices[tier] if tier < len(prices) else None,
        as_of,
        pace,
        _runs_out(left, pace, (as_of or first, end), today),
        None if alone else cycle.last + DAY,
        _locked_until(account, now.schedule, today),
        account.prepaid and now.schedule.cycle.months > 1,
    )


def _of_cycle(
    account: ServiceAccount, tariff: Tariff, cycle: Cycle, known: tuple[Settlement, ...]
) -> tuple[Settlement, ...]:
    first, last = cycle.first, cycle.last
    return tuple(s for s in known if first <= counted_for(account, tariff, s) <= last)


def _read_for(account: ServiceAccount, tariff: Tariff, today: date) -> date:
    """The day of a reading that counts today."""
    return today + (today - counted_for(account, tariff, Settlement(date.min, today, ZERO)))


def _if_read(
    account: ServiceAccount,
    tariff: Tariff,
    months_from: MonthsFrom | None,
    known: tuple[Settlement, ...],
    probe: Settlement,
) -> AssessedSettlement:
    """A settlement of nothing: it asks the rules where the next kWh would fall."""
    own = months_from_of(months_from or tariff.rules["months_from"].value)
    open_account = replace(account, settlements=(*known, probe), closed_on=None, prepaid=False)
    return as_billed(open_account, tariff, own)[-1]


def _place(now: AssessedSettlement) -> tuple[int, Decimal | None]:
    """The tier of the next kWh, and the kWh left in it; None in the highest one."""
    limits = now.allowance.limits
    widths = [upper - lower for lower, upper in zip((ZERO, *limits), limits, strict=False)]
    for tier, (width, held) in enumerate(zip(widths, now.used, strict=False), start=1):
        if held < width:
            return tier, width - held
    return len(limits) + 1, None


def _locked_until(account: ServiceAccount, schedule: Schedule, today: date) -> date | None:
    """Time of use binds for a year from the day it was chosen (福建、河北)."""
    if schedule.lock_months is None:
        return None
    chosen = [grant.first for grant in account.time_of_use if grant.holds(today)]
    free = [months_later(day, schedule.lock_months) for day in chosen]
    return max((day for day in free if day > today), default=None)


def _pace(known: tuple[Settlement, ...]) -> Decimal | None:
    """KWh a day over the last readings, three months of them where there are as many."""
    days, kwh = 0, ZERO
    for settlement in reversed(known):
        days += (settlement.last - settlement.first).days
        kwh += settlement.kwh
        if days >= PACE_DAYS:
            break
    return kwh / days if days else None


def _runs_out(
    left: Decimal | None, pace: Decimal | None, span: tuple[date, date], today: date
) -> date | None:
    since, end = span
    if left is None or not pace:
        return None
    days = int(left / pace)
    if days > (end - since).days:
        return None
    day = since + timedelta(days=days)
    month = first_of_month(day.year, day.month)
    # What lies behind us is no forecast: what was used since the last reading nobody knows.
    return month if month >= first_of_month(today.year, today.month) else None
