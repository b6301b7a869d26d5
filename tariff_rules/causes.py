"""Why: the facts whose change would have lowered the charge, found by experiment.

Each experiment changes one fact; the account is assessed again, and the money between the two is
what the fact explains. Each is tried on top of those before it, so that several causes of one
bill never explain more than the whole difference. A new cause is one function in `EXPERIMENTS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypeVar

from tariff_rules.account import Grant, Price, ServiceAccount, Voltage
from tariff_rules.as_billed import AssessedSettlement, must_be_of
from tariff_rules.assessment import Assessment, Verdict
from tariff_rules.charge import Part, charge_for, split
from tariff_rules.errors import TariffRulesError
from tariff_rules.numbers import ZERO
from tariff_rules.owners import MonthsFrom
from tariff_rules.recomputed import Recomputed
from tariff_rules.recomputing import recomputed
from tariff_rules.settled_later import Reason, put_back, with_estimates_settled
from tariff_rules.tariff import Tariff

G = TypeVar("G", bound=Grant)


@dataclass(frozen=True, slots=True)
class Experiment:
    """One changed fact: its name, the value on record, the value tried, the changed account.

    Registered on time is a matter of how months are counted, so there the account stays as it is.
    """

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

    `kind` is `months` (limits of another number of months), `whole_at_top` (all kWh at the
    highest tier's price instead of only the part above the limit), `without_…` (a fact was not
    applied) or `as_…` (the bill is that of another price).
    """

    kind: str
    months: int | None = None


def late_registration(account: ServiceAccount) -> Experiment | None:
    """Registered when the power came on, instead of later (业扩报装超时限)."""
    since = account.in_use_since()
    if account.registered_on <= since:
        return None
    actual, instead = account.registered_on.isoformat(), since.isoformat()
    return Experiment("late_registration", "registered_on", actual, instead, account)


def previous_owner(account: ServiceAccount) -> Experiment | None:
    """The change of owner entered, so that the use of the owner before does not count."""
    since = _not_applied(account.transfers)
    if not since:
        return None
    changed = replace(account, transfers=_all_applied(account.transfers))
    return Experiment("previous_owner", "transfers", "not_applied", since, changed)


def household_not_applied(account: ServiceAccount) -> Experiment | None:
    """The extra kWh of a large household applied from when they were due."""
    since = _not_applied(account.households)
    if not since:
        return None
    changed = replace(account, households=_all_applied(account.households))
    return Experiment("household_not_applied", "household", "not_applied", since, changed)


def free_kwh_not_applied(account: ServiceAccount) -> Experiment | None:
    """The free kWh of a low-income household applied from when they were due."""
    since = _not_applied(account.low_income)
    if not since:
        return None
    changed = replace(account, low_income=_all_applied(account.low_income))
    return Experiment("free_kwh_not_applied", "low_income", "not_applied", since, changed)


def time_of_use_not_applied(account: ServiceAccount) -> Experiment | None:
    """Time-of-use prices applied from when they were due."""
    since = _not_applied(account.time_of_use)
    if not since:
        return None
    changed = replace(account, time_of_use=_all_applied(account.time_of_use))
    return Experiment("time_of_use_not_applied", "time_of_use", "not_applied", since, changed)


def kwh_in_the_wrong_span(account: ServiceAccount) -> Experiment | None:
    """Corrected kWh counted in the span they belong to."""
    if not account.corrections:
        return None
    kwh = " / ".join(str(c.kwh) for c in account.corrections)
    return Experiment("kwh_in_the_wrong_span", "corrections", kwh, "0", put_back(account))


def estimated_reading(account: ServiceAccount) -> Experiment | None:
    """The real reading instead of the estimate before it."""
    if not any(s.estimated for s in account.settlements[:-1]):
        return None
    spans = ", ".join(f"{s.first}/{s.last}" for s in account.settlements if s.estimated)
    settled = with_estimates_settled(account)
    return Experiment("estimated_reading", "estimated", spans, "read", settled)


EXPERIMENTS: tuple[Callable[[ServiceAccount], Experiment | None], ...] = (
    late_registration,
    previous_owner,
    household_not_applied,
    free_kwh_not_applied,
    time_of_use_not_applied,
    kwh_in_the_wrong_span,
    estimated_reading,
)


def find_causes(assessment: Assessment, tariff: Tariff) -> tuple[Cause, ...]:
    """Every fact whose change would have lowered the charge, in the order in which they add up.

    Measured on the reading of the months rule that the bill fits, so that the differences are
    what the customer really paid more. None where a figure of the rule is too weak to judge by.

    Raises:
        FactError: the tariff is another region's.
    """
    must_be_of(assessment.account, tariff)
    if assessment.verdict is Verdict.RULE_UNCERTAIN:
        return ()
    base = assessment.billed
    account, months_from = assessment.account, base.months_from
    before = _as_on_bills(account, tariff, base, known=base)
    found: list[Cause] = []
    for try_out in EXPERIMENTS:
        experiment = try_out(account)
        if experiment is None or before is None or experiment.fact in assessment.weak:
            continue
        late = try_out is late_registration
        # Registered on time is the other reading of the months rule, which is known already.
        counted = MonthsFrom.USE if late else months_from
        known = assessment.by_use if late else None
        total = _as_on_bills(experiment.account, tariff, base, counted, known=known)
        if total is None or total >= before:
            continue
        found.append(_cause(experiment, total, before - total))
        account, months_from, before = experiment.account, counted, total
    return tuple(found)


def _as_on_bills(
    account: ServiceAccount,
    tariff: Tariff,
    base: Recomputed,
    months_from: MonthsFrom | None = None,
    *,
    known: Recomputed | None = None,
) -> Decimal | None:
    """The total without what no bill shows yet; None where the region has no rule for it.

    Corrections and real readings are causes themselves, unless they are on a bill already.
    """
    shown = tuple(one for one in account.corrections if one in base.corrected)
    if shown != account.corrections:
        account, known = replace(account, corrections=shown), None
    reading = known or _tried(account, tariff, months_from or base.months_from)
    if reading is None:
        return None
    if not reading.settled_later:
        return reading.total
    guesses = [d.amount for d in reading.settled_later if d.reason is Reason.ESTIMATE]
    return reading.total - (ZERO if base.has_billed(Reason.ESTIMATE) else sum(guesses, ZERO))


def _cause(of: Experiment, total: Decimal, difference: Decimal) -> Cause:
    return Cause(of.cause, of.fact, of.actual, of.instead, total, difference)


def find_slips(assessment: Assessment, tariff: Tariff) -> tuple[Slip, ...]:
    """Known mistakes that give exactly the charge of the last settlement.

    None when it agrees, or a figure of the rule is too weak to judge by.

    Raises:
        FactError: the tariff is another region's.
    """
    must_be_of(assessment.account, tariff)
    return tuple(_slips(assessment, tariff))


def is_a_slip(assessment: Assessment, tariff: Tariff) -> bool:
    """Whether `find_slips` finds any."""
    return next(_slips(assessment, tariff), None) is not None


def _slips(assessment: Assessment, tariff: Tariff) -> Iterator[Slip]:
    last = assessment.reading.settlements[-1]
    if assessment.verdict is Verdict.RULE_UNCERTAIN:
        return
    if last.settlement.charged is not None and assessment.fits is None:
        yield from _of_arithmetic(last)
        yield from _left_out(assessment, tariff)


def _of_arithmetic(last: AssessedSettlement) -> Iterator[Slip]:
    charged, kwh = last.settlement.charged, last.settlement.kwh - last.free
    limits, months = last.allowance.limits, last.allowance.months
    prices = last.schedule.prices_in(last.settlement.last_day)[: len(limits) + 1]
    if not limits:
        return
    top = last.top_tier
    at_top = tuple(kwh * (tier == top) for tier in range(1, len(prices) + 1))
    if top > 1 and charged in _in_both_forms(last, Part(at_top, prices)):
        yield Slip("whole_at_top")
    for count in range(1, last.allowance.cycle.months() + 1):
        other = tuple(limit * count / months for limit in limits)
        # What was used before fills the other limits from below, as one cumulative count would.
        used = split((ZERO,) * len(prices), last.used_before, other)
        part = Part(split(used, kwh, other), prices)
        if count != months and charged in _in_both_forms(last, part):
            yield Slip("months", count)


def _in_both_forms(last: AssessedSettlement, part: Part) -> tuple[Decimal, Decimal]:
    """What those kWh come to in both forms; time of use adds the same by any limits."""
    charge = charge_for([part])
    periods = last.charge.periods
    total = sum([line.amount for line in periods], charge.total)
    return total, charge._replace(periods=periods).surcharge_total


def _left_out(assessment: Assessment, tariff: Tariff) -> Iterator[Slip]:
    """Facts without which the charge would be right: they were not applied to the bill."""
    account, charged = assessment.account, assessment.account.settlements[-1].charged
    for kind, changed in _without(account):
        reading = _tried(changed, tariff, assessment.reading.months_from)
        if reading is not None and reading.settlements[-1].total == charged:
            yield Slip(kind)


def _without(account: ServiceAccount) -> Iterator[tuple[str, ServiceAccount]]:
    if account.households:
        yield "without_household", replace(account, households=())
    if account.low_income:
        yield "without_low_income", replace(account, low_income=())
    if account.time_of_use:
        yield "without_time_of_use", replace(account, time_of_use=())
    if account.transfers:
        yield "without_transfers", replace(account, transfers=())
    if account.tier_months:
        yield "without_tier_months", replace(account, tier_months={})
    if any(s.normal_days for s in account.settlements):
        plain = tuple(replace(s, normal_days=None) for s in account.settlements)
        yield "without_normal_days", replace(account, settlements=plain)
    for price in Price:
        if price is not account.price:
            yield f"as_{price}", replace(account, price=price)
    for voltage in Voltage:
        if voltage is not account.voltage:
            yield f"as_{voltage}", replace(account, voltage=voltage)


def _not_applied(grants: Iterable[Grant]) -> str:
    return ", ".join(str(grant.first) for grant in grants if not grant.applied)


def _all_applied(grants: tuple[G, ...]) -> tuple[G, ...]:
    return tuple(replace(grant, applied=True) for grant in grants)


def _tried(account: ServiceAccount, tariff: Tariff, months_from: MonthsFrom) -> Recomputed | None:
    """The changed account recomputed; None where the region has no rule for it."""
    try:
        return recomputed(account, tariff, months_from)
    except TariffRulesError:
        return None
