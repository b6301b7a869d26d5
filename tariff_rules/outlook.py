"""Look ahead: kWh left in the present tier, and when the cycle starts again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tariff_rules.account import ServiceAccount
from tariff_rules.allowance import Allowance, MonthsFrom, allow, counting_date
from tariff_rules.charge import ZERO
from tariff_rules.region_files import schedule_on
from tariff_rules.tariff import Tariff


@dataclass(frozen=True, slots=True)
class Outlook:
    """Where an account stands in its cycle by its last reading.

    Attributes:
        allowance: the cycle, the months that count and the limits in kWh.
        used: kWh of the cycle so far.
        tier: the tier in which the next kWh falls.
        left: kWh left in that tier; None in the highest one.
        price: yuan for the next kWh.
        as_of: day of the last reading, None when the cycle has none yet.
    """

    allowance: Allowance
    used: Decimal
    tier: int
    left: Decimal | None
    price: Decimal
    as_of: date | None


def look_ahead(
    account: ServiceAccount, tariff: Tariff, today: date, months_from: MonthsFrom
) -> Outlook:
    """Where the account stands on that day, by the readings known.

    Raises:
        NotCoveredError: no schedule is in force today.
    """
    schedule = schedule_on(tariff, today)
    cycle = schedule.cycle_of(today)
    allowance, _ = allow(tariff, schedule, cycle, counting_date(account, months_from))
    known = [s for s in account.settlements if cycle.first <= s.last <= cycle.last]
    used = sum((s.kwh for s in known), ZERO)
    tier = 1 + sum(1 for limit in allowance.limits if used >= limit)
    left = allowance.limits[tier - 1] - used if tier <= len(allowance.limits) else None
    as_of = known[-1].last if known else None
    return Outlook(allowance, used, tier, left, schedule.prices[tier - 1], as_of)
