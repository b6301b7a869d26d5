"""Look ahead: kWh left at the present tier, when they run out, when the cycle starts again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from tariff_rules.account import ServiceAccount, Settlement
from tariff_rules.allowance import Allowance
from tariff_rules.charge import ZERO
from tariff_rules.cycles import first_of_month, months_later
from tariff_rules.recompute import recompute
from tariff_rules.tariff import Billing, Schedule, Tariff
from tariff_rules.tenure import MonthsFrom

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


def look_ahead(
    account: ServiceAccount,
    tariff: Tariff,
    today: date,
    months_from: MonthsFrom | None = None,
) -> Outlook:
    """Where the account stands on that day, by the readings known.

    Raises:
        NotCoveredError: no schedule is in force today.
        FactError: today lies before the power-on date.
    """
    own = months_from or MonthsFrom(tariff.rules["months_from"].value)
    known = tuple(s for s in account.settlements if s.last <= today)
    first = known[-1].last if known else min(today, account.settlements[0].first)
    # A settlement of nothing until today asks the rules where the next kWh would fall.
    probe = Settlement(first, today, ZERO)
    now = recompute(replace(account, settlements=(*known, probe)), tariff, own)[-1]
    limits, used = now.allowance.limits, now.used
    tier = 1
    widths = [b - a for a, b in zip((ZERO, *limits), limits, strict=False)]
    while tier <= len(limits) and used[tier - 1] >= widths[tier - 1]:
        tier += 1
    left = widths[tier - 1] - used[tier - 1] if tier <= len(limits) else None
    line = now.charge.tiers
    cycle = now.allowance.cycle
    # Where each settlement stands alone, the next reading closes it, about a month later.
    alone = now.schedule.cycle.months == 1 or now.schedule.cycle.billing is Billing.BY_MONTH
    counted = [s for s in known if alone or cycle.first <= s.last <= cycle.last]
    as_of = counted[-1].last if counted else None
    pace = _pace(known)
    return Outlook(
        now.allowance,
        now.used_before,
        tier,
        left,
        line[tier - 1].price,
        line[tier].price if tier < len(line) else None,
        as_of,
        pace,
        _runs_out(left, pace, as_of or first, months_later(first, 1) if alone else cycle.last),
        None if alone else cycle.last + timedelta(days=1),
        _locked_until(account, now.schedule, today),
    )


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


def _runs_out(left: Decimal | None, pace: Decimal | None, since: date, end: date) -> date | None:
    if left is None or not pace:
        return None
    days = int(left / pace)
    if days > (end - since).days:
        return None
    day = since + timedelta(days=days)
    return first_of_month(day.year, day.month)
