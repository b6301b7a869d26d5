"""What so many kWh cost by a region's book, and since when it is what it is."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from tariff_rules import (
    Schedule,
    ServiceAccount,
    Settlement,
    Tariff,
    TariffRulesError,
    assess,
)

_LONG_AGO = date(2010, 1, 1)


def by_the_book(tariff: Tariff, schedule: Schedule, kwh: Decimal, today: date) -> Decimal | None:
    """Yuan for so many kWh in a whole cycle of the region (a year, or one or two months).

    None where its rules do not say.
    """
    months = schedule.cycle.months
    last = date(today.year, 12, 31) if months == 12 else today
    first = date(today.year, 1, 1) if months == 12 else _months_before(today, months)
    try:
        account = ServiceAccount(
            tariff.region, _LONG_AGO, _LONG_AGO, (Settlement(first, last, kwh),)
        )
        return assess(account, tariff).reading.settlements[-1].total
    except TariffRulesError:
        return None


def same_since(tariff: Tariff, today: date) -> date:
    """Since when prices and limits of homes are what they are on that day."""
    found = [one for one in tariff.schedules if one.first <= today]
    now, since = found[-1], found[-1].first
    for one in reversed(found):
        if (one.prices, one.limits) != (now.prices, now.limits):
            break
        since = one.first
    return since


def _months_before(day: date, months: int) -> date:
    place = day.year * 12 + day.month - 1 - months
    return date(place // 12, place % 12 + 1, min(day.day, 28))
