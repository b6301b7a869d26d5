"""An account recomputed under one reading of the rule, beside what its bills charged."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from tariff_rules.account import ServiceAccount
from tariff_rules.as_billed import AssessedSettlement, as_billed
from tariff_rules.errors import TariffRulesError
from tariff_rules.numbers import ZERO
from tariff_rules.owners import MonthsFrom
from tariff_rules.settled_later import (
    Difference,
    Reason,
    differences,
    guessed,
    reasons_of,
    total_of,
)
from tariff_rules.tariff import Tariff

# What changes the kWh of bills that were made; on no bill yet, it is a cause by itself.
_OF_KWH = (Reason.CORRECTION, Reason.ESTIMATE)
_MOST_CARRIERS = 240  # twenty years of months; each is counted anew from the first bill on


class Recomputed(NamedTuple):
    """The account recomputed under one reading of the months rule (从报装算 / 从用电算).

    `settled_later` is what comes on top of the bills: corrections, year end, closing;
    `billed_total` are yuan over all settlements, as they were to be billed on their day.
    `carried` is as much of it as bills before the last one carry, `carriers` are their numbers.
    """

    months_from: MonthsFrom
    settlements: tuple[AssessedSettlement, ...]
    settled_later: tuple[Difference, ...]
    billed_total: Decimal
    carried: tuple[Difference, ...] = ()
    carriers: frozenset[int] = frozenset()

    @property
    def total(self) -> Decimal:
        """Yuan over all settlements, with what is settled again."""
        return self.billed_total + _sum(self.settled_later)

    @property
    def found_later(self) -> Decimal:
        """Yuan that corrections and real readings change after the bills were made."""
        return _sum(d for d in self.settled_later if d.reason in _OF_KWH)

    @property
    def still_to_settle(self) -> tuple[Difference, ...]:
        """What is settled again but for what earlier bills carry."""
        carried = {d.reason: d.amount for d in self.carried}
        left = [
            replace(d, amount=d.amount - carried.pop(d.reason, ZERO)) for d in self.settled_later
        ]
        # What a bill carries and later came to nothing is given back.
        left += [replace(d, amount=-d.amount) for d in self.carried if d.reason in carried]
        return tuple(d for d in left if d.amount)

    def agrees(self) -> bool:
        """Whether every charge given is what this reading gives.

        A bill may carry what is settled again on its day: a correction, the year that is over,
        the closing.
        """
        *earlier, last = self.settlements
        return all(s.agrees() or i in self.carriers for i, s in enumerate(earlier)) and (
            last.agrees() or self.settled_in_last_bill()
        )

    def settled_in_last_bill(self) -> bool:
        """Whether the last charge carries all that is settled again and no bill before carries."""
        return _carries(self.settlements[-1], self.total - self.billed_total - _sum(self.carried))

    def has_new_kwh_billed(self) -> bool:
        """Whether corrections and real readings are on a bill already."""
        return self.settled_in_last_bill() or any(d.reason in _OF_KWH for d in self.carried)


def recomputed(
    account: ServiceAccount,
    tariff: Tariff,
    months_from: MonthsFrom,
    known: tuple[AssessedSettlement, ...] = (),
) -> Recomputed:
    """The account recomputed under one reading of the months rule; see `as_billed`."""
    found = _recomputed(account, tariff, months_from, known)
    return _with_carried(account, tariff, found)


def _recomputed(
    account: ServiceAccount,
    tariff: Tariff,
    months_from: MonthsFrom,
    known: tuple[AssessedSettlement, ...],
) -> Recomputed:
    settlements = as_billed(account, tariff, months_from, known=known)
    billed = total_of(settlements)
    later = differences(account, tariff, months_from, settlements, billed)
    return Recomputed(months_from, settlements, later, billed)


def _with_carried(account: ServiceAccount, tariff: Tariff, found: Recomputed) -> Recomputed:
    """The same, with what bills before the last carry of what was settled again on their day.

    Each bill that is not that of its own kWh is looked at as the last one, as it was then.
    """
    for number, bill in enumerate(found.settlements[:-1]):
        if bill.agrees():
            continue
        if len(found.carriers) >= _MOST_CARRIERS or _is_of_a_later_holder(account, bill):
            return found
        known = found.settlements[: number + 1]
        then = _as_of(account, number)
        if not any(reasons_of(then, tariff, bill.settlement, guessed=guessed(known))):
            return found
        try:
            day = _recomputed(then, tariff, found.months_from, known)
        except TariffRulesError:  # what came later makes up for it
            return found
        if not _carries(bill, day.total - day.billed_total - _sum(found.carried)):
            return found
        carriers = found.carriers | {number}
        found = found._replace(carried=day.settled_later, carriers=carriers)
    return found


def _is_of_a_later_holder(account: ServiceAccount, bill: AssessedSettlement) -> bool:
    """Whether the account changed hands before it: what the one before owed is not on it."""
    return any(change.first <= bill.settlement.first for change in account.transfers)


def _as_of(account: ServiceAccount, number: int) -> ServiceAccount:
    """The account as it was known when that settlement was its last one."""
    settlements = account.settlements[: number + 1]
    day = settlements[-1].last
    closed = account.closed_on if account.closed_on and account.closed_on <= day else None
    corrections = tuple(one for one in account.corrections if one.last <= day)
    return replace(account, settlements=settlements, closed_on=closed, corrections=corrections)


def _carries(bill: AssessedSettlement, more: Decimal) -> bool:
    """Whether the bill charges that much more than its own kWh cost."""
    both = (bill.charge.total + more, bill.charge.other_total + more)
    return more != 0 and bill.settlement.charged in both


def _sum(some: Iterable[Difference]) -> Decimal:
    return sum([d.amount for d in some], ZERO)
