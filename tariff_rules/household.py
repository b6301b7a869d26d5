"""More kWh for many residents (一户多人口): in which months, and which limits move."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from tariff_rules.account import HouseholdGrant
from tariff_rules.cycles import first_of_month
from tariff_rules.numbers import ZERO
from tariff_rules.tariff import Begins, HouseholdRule, Reaches


def extra_of(
    grants: Iterable[HouseholdGrant],
    rule: HouseholdRule,
    months: Sequence[date],
    known: date,
    *,
    lapses: bool,
) -> tuple[int, Decimal]:
    """How many of the months (their first days) carry extra kWh, and those kWh together.

    Only what was applied for by `known` counts: earlier bills are not rated again (浙江). With
    `lapses` none do once all has run out before the last of them.
    """
    valid = [
        (*months_of(grant, rule), rule.extra_for(grant.persons))
        for grant in grants
        if grant.first <= known
    ]
    if lapses and all(end <= min(known, months[-1]) for _, end, _ in valid):
        return 0, ZERO
    found = [
        max(kwh for first, end, kwh in valid if first <= month < end)
        for month in months
        if any(first <= month < end for first, end, _ in valid)
    ]
    return len(found), sum(found, ZERO)


def months_of(grant: HouseholdGrant, rule: HouseholdRule) -> tuple[date, date]:
    """First month that carries extra kWh, and the first that does not; one day where none does."""
    counts = grant.applied and not grant.flat and grant.persons >= rule.persons
    first, end = _span(grant, rule)
    return (first, end) if counts else (first, first)


def _span(grant: HouseholdGrant, rule: HouseholdRule) -> tuple[date, date]:
    """First month that counts, and the first that does not any more."""
    month = first_of_month(grant.first.year, grant.first.month)
    if rule.begins is Begins.NEXT_MONTH:
        month = first_of_month(month.year, month.month + 1)
    elif rule.begins is Begins.JANUARY and month.month > 1:
        month = date(month.year + 1, 1, 1)
    elif rule.begins is Begins.JULY:
        # Applied for in June; a list that writes the first day of its time says 1 July.
        late = (grant.first.month, grant.first.day) > (7, 1)
        month = date(month.year + late, 7, 1)
    end = date.max
    if rule.valid_months is not None:
        end = first_of_month(month.year, month.month + rule.valid_months)
    if grant.last is not None:
        end = min(end, first_of_month(grant.last.year, grant.last.month + 1))
    return month, end


def widen(limits: tuple[Decimal, ...], extra: Decimal, reaches: Reaches) -> tuple[Decimal, ...]:
    """Limits with the extra kWh on all of them, or on tier 1 at the expense of tier 2."""
    if reaches is Reaches.ALL_LIMITS:
        return tuple(limit + extra for limit in limits)
    first = limits[0] + extra
    return (first, *(max(first, limit) for limit in limits[1:]))


def pays_flat_price(
    grants: Sequence[HouseholdGrant], rule: HouseholdRule | None, day: date
) -> bool:
    """Whether a large household chose one price without tiers (上海 7 人, 河北 5 人)."""
    if not grants or rule is None or rule.flat_from is None:
        return False
    return any(g.flat and g.persons >= rule.flat_from and g.holds(day) for g in grants)
