"""Time of use (峰谷分时): by how much each period differs from the price of the tier."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal

from tariff_rules.account import Price, ServiceAccount, Settlement
from tariff_rules.cycles import DAY, opening_day
from tariff_rules.errors import FactError, NotCoveredError
from tariff_rules.numbers import ZERO
from tariff_rules.tariff import Schedule, Tariff

TEN_THOUSANDTH = Decimal("0.0001")


def agreed(account: ServiceAccount, settlement: Settlement) -> bool:
    """Whether time of use held from the beginning of the span on.

    One that ends on the day of a reading ended with the span before it.
    """
    if not account.time_of_use:
        return False
    first = opening_day(settlement.first)
    return any(
        grant.holds(first) and (grant.last is None or grant.last > first)
        for grant in account.time_of_use
    )


def untiered(account: ServiceAccount, schedule: Schedule, settlement: Settlement) -> bool:
    """Whether the span lies in a season in which time of use has no tiers (陕西)."""
    if not agreed(account, settlement):
        return False
    season = schedule.tou_more.season(settlement.last_day)
    return season is not None and season.untiered


def differences_of(
    account: ServiceAccount, tariff: Tariff, schedule: Schedule, settlement: Settlement
) -> Mapping[str, Decimal]:
    """Yuan per kWh more or less by period; empty where time of use did not hold.

    Raises:
        NotCoveredError: no rule was found, for homes or on a shared meter.
    """
    if not agreed(account, settlement):
        return {}
    if account.price is Price.SHARED and not schedule.tou_more.shared:
        # 河南: 合表用户不执行峰谷; hardly anywhere was a rule found that lets both hold.
        raise NotCoveredError(
            "{region}: no rule for time of use on a shared meter was found", region=tariff.region
        )
    if not schedule.periods:
        raise NotCoveredError(
            "{region}: no rule for time of use together with tiers was found", region=tariff.region
        )
    return _of_the_days(schedule, settlement)


def check_periods(settlement: Settlement, known: Collection[str], place: str) -> None:
    """Look whether the kWh by period are there where time of use holds.

    Raises:
        FactError: they are missing, or a period has another name; `place` is that of the
            settlement.
    """
    if not settlement.periods and settlement.kwh:
        raise FactError(
            f"{place}.periods",
            "is missing: time of use holds; give the kWh of {known}",
            known=", ".join(known),
        )
    for period in settlement.periods:
        if period not in known:
            names = ", ".join(known)
            raise FactError(
                f"{place}.periods.{period}", "is not known; known are {names}", names=names
            )


def over_two_seasons(schedule: Schedule, settlement: Settlement) -> bool:
    """Whether the season changes within the span, for which no rule was found."""
    season, first = schedule.tou_more.season, opening_day(settlement.first)
    return season(first) is not season(settlement.last_day)


def _of_the_days(schedule: Schedule, settlement: Settlement) -> Mapping[str, Decimal]:
    """The differences of the season; over a change of season those of each day, averaged."""
    season = schedule.tou_more.season(settlement.last_day)
    if not over_two_seasons(schedule, settlement):
        return season.periods if season else schedule.periods
    first, end = opening_day(settlement.first), opening_day(settlement.last)
    days = [first + DAY * number for number in range((end - first).days)]
    each = [found.periods if (found := schedule.tou_more.season(d)) else schedule.periods
            for d in days]  # fmt: skip
    return {
        name: (sum([one[name] for one in each], ZERO) / len(days)).quantize(TEN_THOUSANDTH)
        for name in schedule.periods
    }
