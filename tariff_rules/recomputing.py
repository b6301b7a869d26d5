"""An account recomputed, and which of its bills carry what was settled again on their day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from tariff_rules.account import Correction, ServiceAccount
from tariff_rules.as_billed import AssessedSettlement, as_billed
from tariff_rules.errors import TariffRulesError
from tariff_rules.owners import MonthsFrom
from tariff_rules.recomputed import Recomputed, carries, less, sum_of, together
from tariff_rules.settled_later import (
    Difference,
    Reason,
    differences,
    guessed,
    may_come_later,
    reasons_of,
    refunds_of,
    total_of,
)
from tariff_rules.tariff import Tariff

_MOST_RECOUNTS = 240  # each counts the account anew from the first bill on


def recomputed(
    account: ServiceAccount,
    tariff: Tariff,
    months_from: MonthsFrom,
    known: tuple[AssessedSettlement, ...] = (),
) -> Recomputed:
    """The account recomputed under one reading of the months rule; see `as_billed`."""
    settlements = as_billed(account, tariff, months_from, known=known)
    billed = total_of(settlements)
    if not may_come_later(account, tariff):
        return Recomputed(months_from, settlements, (), billed)
    later = differences(account, tariff, months_from, settlements)
    found = Recomputed(months_from, settlements, later, billed)
    return _with_carried(account, tariff, found)


class _OnBills(NamedTuple):
    """What the bills of one holder carry so far."""

    differences: tuple[Difference, ...] = ()
    corrections: tuple[Correction, ...] = ()


def _with_carried(account: ServiceAccount, tariff: Tariff, found: Recomputed) -> Recomputed:
    """The same, with what bills carry of what was settled again on their day.

    Each bill that is not that of its own kWh is looked at as the last one, as it was then, and
    with what its own holder owed: nobody pays what the one before him left.
    """
    noted: dict[int, _OnBills] = {}
    recounts = _MOST_RECOUNTS
    newest = len(found.settlements) - 1
    for number, bill in enumerate(found.settlements):
        if bill.agrees():
            continue
        if number == newest and found.settled_in_last_bill():
            return found._replace(corrected=account.corrections)
        if number == newest and not account.corrections and bill.owner == found.first_owner:
            return found  # less than all that is left is not to be found either
        before = noted.get(bill.owner, _OnBills())
        now = None
        for corrections in _found_by_then(account, bill, before.corrections):
            if not recounts:
                return found._replace(gave_up=True)
            then = _as_of(account, number, corrections)
            more, recounted = _settled_by(then, tariff, found, number)
            recounts -= recounted
            if carries(bill, sum_of(more) - sum_of(before.differences)):
                now = _OnBills(more, corrections)
                break
        if now is None and number == newest and found.last_due != bill.total:
            return found._replace(corrected=account.corrections)  # it carries them, and wrongly
        if now is None:
            return found
        noted[bill.owner] = now
        found = _noted(found, number, noted, before)
    return found


def _noted(
    found: Recomputed, number: int, noted: dict[int, _OnBills], before: _OnBills
) -> Recomputed:
    """The same with what that bill carries too."""
    corrected = tuple(one for on_bills in noted.values() for one in on_bills.corrections)
    found = found._replace(corrected=corrected)
    if number == len(found.settlements) - 1:
        last = noted[found.settlements[-1].owner]
        return found._replace(on_last=less(last.differences, before.differences))
    carried = together(one for on_bills in noted.values() for one in on_bills.differences)
    return found._replace(carried=carried, carriers=found.carriers | {number})


def _found_by_then(
    account: ServiceAccount, bill: AssessedSettlement, billed: tuple[Correction, ...]
) -> Iterator[tuple[Correction, ...]]:
    """The corrections that may have been known when a bill was made: all, none more, one more.

    No fact says when a correction was found, only of which days it is.
    """
    ended = tuple(one for one in account.corrections if one.last <= bill.settlement.last)
    yield ended
    fewer = [billed, *((*billed, one) for one in ended if one not in billed)]
    yield from (some for some in dict.fromkeys(fewer) if set(some) != set(ended))


def _settled_by(
    then: ServiceAccount, tariff: Tariff, found: Recomputed, number: int
) -> tuple[tuple[Difference, ...], bool]:
    """What is settled again of the holder of that bill, and whether it had to be counted anew."""
    known = found.settlements[: number + 1]
    bill = known[-1]
    reasons = [*reasons_of(then, tariff, bill.settlement, guessed=guessed(known))]
    if reasons == [Reason.FREE_KWH] and not then.households:
        back = refunds_of(known, bill.owner)
        return (Difference(Reason.FREE_KWH, -back, Reason.FREE_KWH.value),), False
    if not reasons:
        return (), False
    try:
        again = as_billed(then, tariff, found.months_from, known=known)
        return differences(then, tariff, found.months_from, again, bill.owner), True
    except TariffRulesError:  # what came later makes up for it
        return (), True


def _as_of(
    account: ServiceAccount, number: int, corrections: tuple[Correction, ...]
) -> ServiceAccount:
    """The account as it was known when that settlement was its last one."""
    settlements = account.settlements[: number + 1]
    day = settlements[-1].last
    closed = account.closed_on if account.closed_on and account.closed_on <= day else None
    return replace(account, settlements=settlements, closed_on=closed, corrections=corrections)
