"""Grants that were not applied, where too little is known of what they would have changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from tariff_rules.account import Grant, ServiceAccount
from tariff_rules.doubts import other_tariffs
from tariff_rules.errors import TariffRulesError
from tariff_rules.evidence import Evidence
from tariff_rules.owners import MonthsFrom
from tariff_rules.recomputed import Recomputed
from tariff_rules.recomputing import recomputed
from tariff_rules.tariff import Tariff

# Fact -> the field of the account, and the region's figure that it brings in.
_FIGURES = {
    "household": ("households", "household"),
    "low_income": ("low_income", "free_kwh"),
    "time_of_use": ("time_of_use", "time_of_use"),
}


def weak_grants(
    account: ServiceAccount, tariff: Tariff, reading: Recomputed
) -> dict[str, tuple[str, Evidence]]:
    """By the fact: figure and evidence of what was not applied and cannot be reckoned up.

    A figure that is remembered, contested or copied once is no reason to give money back, unless
    each value that sources give comes to the same, on top of what else was not applied.
    """
    found = {}
    for fact, (field, figure) in _FIGURES.items():
        since = [one.first for one in _grants(account, field) if not one.applied]
        evidence = _doubtful(reading, figure, min(since)) if since else None
        if evidence and _moves(account, tariff, field, figure):
            found[fact] = figure, evidence
    return found


def _grants(account: ServiceAccount, field: str) -> tuple[Grant, ...]:
    found: tuple[Grant, ...] = getattr(account, field)
    return found


def _doubtful(reading: Recomputed, figure: str, since: date) -> Evidence | None:
    """The evidence of the figure where it is too weak for a bill since that day."""
    for one in reading.settlements:
        day = one.settlement.last_day
        evidence = one.schedule.evidence.get(figure)
        if evidence and day >= since and evidence.on(day).doubtful:
            return evidence.on(day)
    return None


def _moves(account: ServiceAccount, tariff: Tariff, field: str, figure: str) -> bool:
    """Whether the money hangs on which value of the figure is right."""
    applied: dict[str, Any] = {
        one: tuple(replace(grant, applied=True) for grant in _grants(account, one))
        for one, _ in _FIGURES.values()
    }
    none: dict[str, Any] = {field: ()}
    granted = replace(account, **applied)
    others = other_tariffs(tariff, figure)
    try:
        totals = {_total(granted, one) for one in (tariff, *others)}
        if others:
            return len(totals) > 1
        return totals != {_total(replace(granted, **none), tariff)}
    except TariffRulesError:
        return False  # without a rule there is no such cause either


def _total(account: ServiceAccount, tariff: Tariff) -> Decimal:
    """With all of its months."""
    return recomputed(account, tariff, MonthsFrom.USE).total
