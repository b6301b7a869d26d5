"""Why: the facts whose change would have lowered the charge, found by experiment.

Each experiment changes one fact; the account is assessed again, and the money between the two is
what the fact explains. A new cause is one new function in `EXPERIMENTS`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from tariff_rules.account import ServiceAccount
from tariff_rules.allowance import limits_for
from tariff_rules.assessment import AssessedSettlement, Assessment, recompute
from tariff_rules.charge import ZERO, charge_for, split, to_fen
from tariff_rules.region_files import schedule_on
from tariff_rules.tariff import Tariff


@dataclass(frozen=True, slots=True)
class Experiment:
    """One changed fact: its name, the value on record, the value tried, the changed account."""

    cause: str
    fact: str
    actual: str
    instead: str
    account: ServiceAccount


@dataclass(frozen=True, slots=True)
class Cause:
    """A fact that cost money: what the total would have been, and the difference in yuan."""

    cause: str
    fact: str
    actual: str
    instead: str
    total: Decimal
    difference: Decimal


@dataclass(frozen=True, slots=True)
class Slip:
    """A known mistake of arithmetic that gives exactly the charge on the bill.

    `kind` is `months` (limits of another number of months) or `whole_at_top` (all kWh at the
    highest tier's price instead of only the part above the limit).
    """

    kind: str
    months: int | None = None


def late_registration(account: ServiceAccount) -> Experiment | None:
    """Registered when the power came on, instead of later (业扩报装超时限)."""
    since = account.in_use_since()
    if account.registered_on <= since:
        return None
    return Experiment(
        "late_registration",
        "registered_on",
        account.registered_on.isoformat(),
        since.isoformat(),
        replace(account, registered_on=since),
    )


EXPERIMENTS: tuple[Callable[[ServiceAccount], Experiment | None], ...] = (late_registration,)


def find_causes(assessment: Assessment, tariff: Tariff) -> tuple[Cause, ...]:
    """Every fact whose change would have lowered the charge, dearest first.

    Measured on the reading of the months rule that the bill fits, so that the difference is what
    the customer really paid more.
    """
    base = assessment.billed
    found = []
    for try_out in EXPERIMENTS:
        experiment = try_out(assessment.account)
        if experiment is None:
            continue
        total = recompute(experiment.account, tariff, base.months_from).total
        if total < base.total:
            found.append(
                Cause(
                    experiment.cause,
                    experiment.fact,
                    experiment.actual,
                    experiment.instead,
                    total,
                    base.total - total,
                )
            )
    return tuple(sorted(found, key=lambda cause: -cause.difference))


def find_slips(assessment: Assessment, tariff: Tariff) -> tuple[Slip, ...]:
    """Known mistakes that give exactly the charge of the last settlement; none when it agrees."""
    last = assessment.reading.settlements[-1]
    if last.settlement.charged is None or last.agrees():
        return ()
    return tuple(slip for slip in _candidates(last, tariff))


def _candidates(last: AssessedSettlement, tariff: Tariff) -> list[Slip]:
    schedule = schedule_on(tariff, last.settlement.last)
    charged, kwh = last.settlement.charged, last.settlement.kwh
    found = []
    if last.top_tier > 1 and charged == to_fen(kwh * schedule.prices[last.top_tier - 1]):
        found.append(Slip("whole_at_top"))
    for months in range(1, last.allowance.cycle.months() + 1):
        parts = split(last.used_before, kwh, limits_for(schedule, months))
        money = charge_for(parts, schedule.prices)
        if months != last.allowance.months and charged == money.total != ZERO:
            found.append(Slip("months", months))
    return found
