"""What is settled again after bills were made: each reason gives a difference in yuan.

A bill is made with what is known on its day. Later kWh are put back into an earlier span, an
estimate meets the real reading, a year billed by the month ends, an account is closed: then the
same settlements are recomputed with the new knowledge, and the difference is settled.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from tariff_rules.account import Correction, ServiceAccount, Settlement
from tariff_rules.allowance import counted_for, cycle_for
from tariff_rules.as_billed import AssessedSettlement, as_billed
from tariff_rules.cycles import DAY, day_before, opening_day
from tariff_rules.errors import FactError
from tariff_rules.numbers import FEN, ZERO
from tariff_rules.owners import MonthsFrom
from tariff_rules.tariff import Billing, Schedule, Tariff
from tariff_rules.time_of_use import agreed


class Reason(StrEnum):
    """Why it is settled again."""

    CORRECTION = "correction"  # 退补
    ESTIMATE = "estimate"  # 估抄
    YEAR_END = "year_end"  # 年清算
    CLOSING = "closing"  # 销户、过户清算
    FREE_KWH = "free_kwh"  # 免费电量返还
    RELIEF = "relief"  # 优惠随下次交费返还


# The region's rule by which it is settled again.
_RULES = {reason: reason.value for reason in Reason} | {Reason.YEAR_END: "cycle"}


@dataclass(frozen=True, slots=True)
class Difference:
    """Yuan to be collected (or with a minus returned) for one reason, by one rule."""

    reason: Reason
    amount: Decimal
    rule: str


def differences(
    account: ServiceAccount,
    tariff: Tariff,
    months_from: MonthsFrom,
    billed: tuple[AssessedSettlement, ...],
    owner: int | None = None,
) -> tuple[Difference, ...]:
    """All that is settled again, in the order in which it applies; what gives nothing is left out.

    Each is measured on top of those before it, so together they lead from the bills and their
    total to what the whole account comes to; with `owner`, what the settlements of that one do.
    """
    known, before = billed, total_of(billed, owner)
    found = []
    years: date | None = None
    closing = False
    last = billed[-1].settlement
    for reason in reasons_of(account, tariff, last, guessed=guessed(billed)):
        if reason is Reason.CORRECTION:
            account, known = put_back(account), ()
        elif reason is Reason.ESTIMATE:
            account, known = with_estimates_settled(account), ()
        elif reason is Reason.YEAR_END:
            years = years_over(account, tariff, last)
        elif reason is Reason.CLOSING:
            closing = True
        if reason is Reason.FREE_KWH:
            now = before - refunds_of(billed, owner)
        else:
            known = as_billed(
                account, tariff, months_from, years=years, closing=closing, known=known
            )
            now = total_of(known, owner)
        if now != before:
            found.append(Difference(reason, now - before, _RULES[reason]))
        before = now
    return tuple(found)


def guessed(billed: tuple[AssessedSettlement, ...]) -> bool:
    """Whether an estimate was followed by a reading where settlements stand alone."""
    estimated = any(assessed.settlement.estimated for assessed in billed[:-1])
    return estimated and any(assessed.schedule.cycle.months == 1 for assessed in billed)


def may_come_later(account: ServiceAccount, tariff: Tariff) -> bool:
    """Whether anything can be settled again at all; most accounts have no reason for it."""
    return bool(
        account.corrections
        or account.low_income
        or account.transfers
        or account.closed_on
        or any(_billed_otherwise(account, schedule) for schedule in tariff.schedules)
        or any(settlement.estimated for settlement in account.settlements)
    )


def put_back(account: ServiceAccount) -> ServiceAccount:
    """The account with corrected kWh in the spans they belong to, shared out by days.

    Raises:
        FactError: a correction names a span without settlements, takes more than was used, or
            falls where time of use holds, so that the period of its kWh is not known.
    """
    kwhs = [s.kwh for s in account.settlements]
    for number, correction in enumerate(account.corrections):
        for i, part in _shared_out(account, correction, f"corrections[{number}]"):
            kwhs[i] += part
            if account.settlements[i].periods and agreed(account, account.settlements[i]):
                raise FactError(
                    f"corrections[{number}].kwh",
                    "belongs to a span with time of use, and its period is not known; correct "
                    "the kWh and the periods of that settlement instead",
                )
            if kwhs[i] < 0:
                raise FactError(
                    f"corrections[{number}].kwh",
                    "takes more than was used from {first} to {last}",
                    first=account.settlements[i].first,
                    last=account.settlements[i].last,
                )
    settlements = tuple(
        s if kwh == s.kwh else replace(s, kwh=kwh, charged=None, periods={})
        for s, kwh in zip(account.settlements, kwhs, strict=True)
    )
    return replace(account, settlements=settlements, corrections=())


def with_estimates_settled(account: ServiceAccount) -> ServiceAccount:
    """The account with each estimated span and the one after it as one, by the real reading."""
    merged: list[Settlement] = []
    for settlement in account.settlements:
        if merged and merged[-1].estimated:
            guess = merged.pop()
            # No bill was made for the two as one: what their bills add up to may be below zero.
            settlement = replace(  # noqa: PLW2901 - two spans become one
                settlement,
                first=guess.first,
                kwh=guess.kwh + settlement.kwh,
                charged=None,
                periods=_together(guess.periods, settlement.periods),
            )
        merged.append(settlement)
    return replace(account, settlements=tuple(merged))


def _together(one: Mapping[str, Decimal], other: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """KWh by period of both spans; none where one of them has none."""
    return {name: kwh + other[name] for name, kwh in one.items() if name in other}


def reasons_of(
    account: ServiceAccount,
    tariff: Tariff,
    last: Settlement,
    *,
    guessed: bool,
) -> Iterator[Reason]:
    """Why the account is settled again, in order; of its settlements only what is given here.

    Args:
        account: its standing facts.
        tariff: the region's tariff.
        last: its last settlement.
        guessed: whether an estimate was followed by a reading where settlements stand alone.
    """
    if account.corrections:
        yield Reason.CORRECTION
    if guessed:
        yield Reason.ESTIMATE
    if years_over(account, tariff, last):
        yield Reason.YEAR_END
    if _somebody_left(account, tariff, last):
        yield Reason.CLOSING
    if account.low_income:
        yield Reason.FREE_KWH


def years_over(account: ServiceAccount, tariff: Tariff, last: Settlement) -> date | None:
    """The day up to which tier years are settled; None where bills are by a year's limits.

    All that are over: the one of the last settlement once it was read to its end, else those
    before it (内蒙古 2023: 按年清算).
    """
    schedule = tariff.schedule_on(last.last_day)
    if schedule is None or not _billed_otherwise(account, schedule):
        return None
    day = counted_for(account, tariff, last)
    year = cycle_for(account, schedule, day)
    if account.closed_on:
        end, day = day_before(account.closed_on), last.last_day
    else:
        end = year.last
    over = (day.year, day.month) == (end.year, end.month)
    return year.last if over else year.first - DAY


def _billed_otherwise(account: ServiceAccount, schedule: Schedule) -> bool:
    """Whether bills are made otherwise than by the limits of the year in which their kWh count."""
    plan = schedule.cycle
    return plan.months > 1 and (account.prepaid or plan.billing is not Billing.AS_IT_ARISES)


def _somebody_left(account: ServiceAccount, tariff: Tariff, last: Settlement) -> bool:
    """Whether a holder of a year's limits left, where his own months count then."""
    if not (account.closed_on or account.transfers):
        return False
    schedule = tariff.schedule_on(last.last_day)
    if schedule is None or schedule.cycle.months == 1:
        return False
    until = opening_day(last.last)
    closed = account.closed_on is not None and opening_day(account.closed_on) <= until
    restarts = tariff.rules["transfer"].value == "restart"
    moved = restarts and any(
        t.applied and opening_day(t.first) <= until for t in account.transfers
    )
    return tariff.rules["closing"].value == "actual_months" and (closed or moved)


def _shared_out(
    account: ServiceAccount, correction: Correction, place: str
) -> list[tuple[int, Decimal]]:
    """The settlements of the span, by number, with the kWh that go back into each."""
    inside = [
        (i, (min(s.last, correction.last) - max(s.first, correction.first)).days)
        for i, s in enumerate(account.settlements)
        if s.first < correction.last and s.last > correction.first
    ]
    whole = sum(days for _, days in inside)
    if not whole:
        raise FactError(
            f"{place}.from", "names a span without settlements; give those of that span too"
        )
    *first, (last, _) = inside
    parts = [
        (i, (correction.kwh * days / whole).quantize(FEN, ROUND_HALF_UP)) for i, days in first
    ]
    return [*parts, (last, correction.kwh - sum((part for _, part in parts), ZERO))]


def total_of(settlements: tuple[AssessedSettlement, ...], owner: int | None = None) -> Decimal:
    """Yuan of all settlements together, or of those of one owner."""
    return sum([s.charge.total for s in _of(settlements, owner)], ZERO)


def refunds_of(settlements: tuple[AssessedSettlement, ...], owner: int | None = None) -> Decimal:
    """Yuan that are returned later for free kWh, of all settlements or of those of one owner."""
    return sum([s.refund for s in _of(settlements, owner)], ZERO)


def _of(
    settlements: tuple[AssessedSettlement, ...], owner: int | None
) -> tuple[AssessedSettlement, ...]:
    """Those of that owner, or all."""
    if owner is None:
        return settlements
    return tuple(one for one in settlements if one.owner == owner)
