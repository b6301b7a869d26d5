"""Accounts by chance, with every fact that the rules know: two ways to count are compared."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from tariff_rules import (
    Correction,
    FactError,
    Grant,
    HouseholdGrant,
    Price,
    Reader,
    ServiceAccount,
    Settlement,
    Tariff,
)

DAY = timedelta(days=1)


def random_account(chance: random.Random, tariff: Tariff) -> ServiceAccount:
    """An account of the region; most facts are rare, each is there."""
    while True:
        try:
            return _account(chance, tariff)
        except FactError:  # facts that contradict each other by chance
            continue


def _account(chance: random.Random, tariff: Tariff) -> ServiceAccount:
    begins = date(chance.choice((2012, 2015, 2018, 2021, 2023, 2024, 2025)), 1, 1)
    # Often a whole year: what is settled after it ends is settled again.
    begins += timedelta(days=chance.choice((-10, 0, chance.randrange(360))))
    settlements = tuple(_settlements(chance, tariff, begins))
    first, last = settlements[0].first, settlements[-1].last
    powered = chance.choice((None, first, first, first - DAY * chance.randrange(3000)))
    use = powered or first
    registered = use + DAY * chance.choice((0, 0, 0, -400, chance.randrange(250)))

    def some(rate: float) -> bool:
        return chance.random() < rate

    def day() -> date:
        return first + DAY * chance.randrange(-200, (last - first).days + 60)

    def grants(rate: float) -> tuple[Grant, ...]:
        return tuple(_grant(chance, day()) for _ in range(chance.randint(1, 2)) if some(rate))

    return ServiceAccount(
        tariff.region,
        registered,
        powered,
        settlements,
        closed_on=last if some(0.1) else None,
        price=Price.SHARED if some(0.05) else Price.HEATING if some(0.1) else Price.TIERED,
        reader=chance.choice((Reader.EVERY, Reader.EVERY, Reader.ODD, Reader.EVEN)),
        prepaid=some(0.08),
        households=tuple(_household(chance, grant) for grant in grants(0.15)),
        low_income=grants(0.15),
        time_of_use=grants(0.4) if settlements[0].periods else (),
        transfers=tuple(sorted(grants(0.12), key=lambda grant: grant.first)),
        corrections=tuple(_corrections(chance, settlements)) if some(0.08) else (),
        tier_months={last.year: chance.choice((12, 13, 14))} if some(0.04) else {},
    )


def _settlements(chance: random.Random, tariff: Tariff, begins: date) -> list[Settlement]:
    names = tuple(tariff.schedules[-1].periods)
    by_period, broken = bool(names) and chance.random() < 0.2, chance.random() < 0.4
    level = chance.choice((60, 150, 280, 500, 1500))
    found: list[Settlement] = []
    first = begins
    for _ in range(chance.choice((1, 2, 6, 12, 12, 14))):
        last = first + DAY * chance.choice((28, 30, 31, 30, 31, 59, 62, chance.randint(1, 130)))
        kwh = Decimal(chance.randint(0, 2 * level))
        if broken:
            kwh += Decimal(chance.randint(0, 99)) / 100
        if found and found[-1].estimated and chance.random() < 0.3:
            kwh = -min(kwh, found[-1].kwh)
        periods = _periods(chance, names, kwh) if by_period else {}
        estimated, moved = chance.random() < 0.04, chance.random() < 0.03
        charged = Decimal(chance.randint(0, 200000)) / 100 if chance.random() < 0.3 else None
        found.append(
            Settlement(
                first,
                last,
                kwh,
                charged,
                periods,
                estimated,
                chance.randint(20, 40) if moved else None,
            )
        )
        gap = chance.random() < 0.03
        first = last + DAY * chance.choice((0, 0, 0, 1)) + DAY * 20 * gap
    return found


def _periods(chance: random.Random, names: tuple[str, ...], kwh: Decimal) -> dict[str, Decimal]:
    shares = [chance.randint(1, 9) for _ in names]
    parts = [(kwh * share / sum(shares)).quantize(Decimal("0.01")) for share in shares]
    parts[-1] = kwh - sum(parts[:-1], Decimal(0))
    return dict(zip(names, parts, strict=True))


def _grant(chance: random.Random, first: date) -> Grant:
    until = first + DAY * chance.randint(1, 400) if chance.random() < 0.3 else None
    return Grant(first, until, applied=chance.random() < 0.7)


def _household(chance: random.Random, grant: Grant) -> HouseholdGrant:
    return HouseholdGrant(
        grant.first,
        grant.last,
        grant.applied,
        chance.randint(3, 9),
        flat=chance.random() < 0.3,
    )


def _corrections(chance: random.Random, settlements: tuple[Settlement, ...]) -> list[Correction]:
    first, last = settlements[0].first, settlements[-1].last
    day = first + DAY * chance.randrange((last - first).days + 20)
    kwh = Decimal(chance.randint(-200, 400))
    return [Correction(day, day + DAY * chance.randint(1, 100), kwh)]


def billed_by(account: ServiceAccount, totals: list[Decimal]) -> ServiceAccount:
    """The account with those charges on its bills."""
    settlements = zip(account.settlements, totals, strict=True)
    return replace(account, settlements=tuple(replace(s, charged=yuan) for s, yuan in settlements))
