"""Which months count, hence the tier limits of a cycle (the proration of a part-year account)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from tariff_rules.account import ServiceAccount
from tariff_rules.steps import Step
from tariff_rules.tariff import Cycle, Schedule, Tariff, months_inclusive


class MonthsFrom(StrEnum):
    """From which date a new account's months are counted; offices differ, so both are kept."""

    REGISTRATION = "registration"
    USE = "use"


@dataclass(frozen=True, slots=True)
class Allowance:
    """Tier limits (分档电量) of one account in one cycle.

    Attributes:
        cycle: the span in which kWh are counted together.
        counted_from: first day that gives the account months.
        months: counted months; a started month counts as one.
        limits: kWh in the cycle, upper end of each tier but the last.
    """

    cycle: Cycle
    counted_from: date
    months: int
    limits: tuple[Decimal, ...]


def counting_date(account: ServiceAccount, months_from: MonthsFrom) -> date:
    """The day from which the account's months count under one reading of the rule."""
    if months_from is MonthsFrom.REGISTRATION:
        return account.registered_on
    return account.in_use_since()


def limits_for(schedule: Schedule, months: int) -> tuple[Decimal, ...]:
    """Monthly limits times months, in kWh."""
    return tuple(limit * months for limit in schedule.monthly_limits)


def allow(
    tariff: Tariff, schedule: Schedule, cycle: Cycle, start: date
) -> tuple[Allowance, tuple[Step, ...]]:
    """Limits of an account whose months count from `start`.

    The whole amount is usable at once: months run from the start (or the first day of the cycle)
    to the end of the cycle. Henan prints no rule of its own for a part month or for "at once";
    the region's file says what the rule leans on.

    An account that is settled before its months begin still gets the month of its registration:
    the count is never below one.
    """
    counted_from = max(start, cycle.first)
    months = max(1, months_inclusive(counted_from, cycle.last))
    allowance = Allowance(cycle, counted_from, months, limits_for(schedule, months))
    return allowance, (_months_step(tariff, allowance, start), _limits_step(schedule, allowance))


def _months_step(tariff: Tariff, allowance: Allowance, start: date) -> Step:
    rule = tariff.rules["started_month" if start > allowance.cycle.first else "availability"]
    return Step(
        "months",
        {
            "start": start.isoformat(),
            "cycle_first": allowance.cycle.first.isoformat(),
            "cycle_last": allowance.cycle.last.isoformat(),
        },
        str(allowance.months),
        "; ".join(tariff.title(key) for key in rule.evidence.sources),
        rule.evidence.confidence,
    )


def _limits_step(schedule: Schedule, allowance: Allowance) -> Step:
    return Step(
        "limits",
        {
            "monthly": " / ".join(str(limit) for limit in schedule.monthly_limits),
            "months": str(allowance.months),
        },
        " / ".join(str(limit) for limit in allowance.limits),
        schedule.document,
        schedule.limits_evidence.confidence,
    )
