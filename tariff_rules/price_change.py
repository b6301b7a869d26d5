"""How one settlement is shared out on either side of a day on which prices changed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise

from tariff_rules.account import Settlement
from tariff_rules.cycles import first_of_month, opening_day
from tariff_rules.rates import Share
from tariff_rules.tariff import Schedule, Tariff

WHOLE = Share(1, 1)
HALF = Share(1, 2)
Dated = tuple[Share, date]


def shares_of(settlement: Settlement, tariff: Tariff, schedule: Schedule) -> tuple[Dated, ...]:
    """The part of the kWh that falls under each set of prices, with a day on which those hold.

    By the daily average of the span (河南 2012, 深圳), by halves (江苏 2012), or all at the
    prices of the last day of use, as the region's rule `price_change` says. Readings dated the
    last of a month and the 1st after it are one moment. `schedule` is that of the last day of use.
    """
    rule = tariff.rules["price_change"].value
    one_price = settlement.first >= schedule.first and len(schedule.prices) == 1
    days = [] if one_price or rule == "last_day" else _changes(tariff, settlement)
    if not days:
        return ((WHOLE, settlement.last_day),)
    edges = [opening_day(settlement.first), *days, opening_day(settlement.last)]
    whole = (edges[-1] - edges[0]).days
    found: list[Dated] = []
    for start, end in pairwise(edges):
        share = Share((end - start).days, whole) if rule == "daily_average" else HALF
        found.append((share, start))
    return tuple(found)


def _changes(tariff: Tariff, settlement: Settlement) -> list[date]:
    """Days inside the span from which other prices hold."""
    first, last = opening_day(settlement.first), opening_day(settlement.last)
    days = {s.first for s in tariff.schedules if first < s.first < last}
    month = first_of_month(first.year, first.month + 1)
    while month < last:
        days.add(month)
        month = first_of_month(month.year, month.month + 1)
    changes = []
    before = _prices(tariff, first)
    for day in sorted(days):
        now = _prices(tariff, day)
        if now != before:
            changes.append(day)
            before = now
    return changes


def _prices(tariff: Tariff, day: date) -> tuple[Decimal, ...] | None:
    schedule: Schedule | None = tariff.schedule_on(day)
    return schedule.prices_in(day) if schedule else None
