"""An account recomputed under one reading of the rule, beside what its bills charged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from tariff_rules.account import Correction, ServiceAccount
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
    refunds_of,
    total_of,
)
from tariff_rules.tariff import Tariff

# What changes the kWh of bills that were made; on no bill yet, it is a cause by itself.
_OF_KWH = (Reason.CORRECTION, Reason.ESTIMATE)
_MOST_RECOUNTS = 240  # each counts the account anew from the first bill on


class Recomputed(NamedTuple):
    """The account recomputed under one reading of the months rule (从报装算 / 从用电算).

    Attributes:
        months_from: that reading.
        settlements: each by the rule.
        settled_later: what comes on top of the bills: corrections, year end, closing.
        billed_total: yuan over all settlements, as they were to be billed on their day.
        carried: as much of it as bills before the last one carry.
        carriers: numbers of those bills.
        on_last: what the last bill carries besides, where that is not all that is left.
        corrected: the corrections that a bill carries already.
    """

    months_from: MonthsFrom
    settlements: tuple[AssessedSettlement, ...]
    settled_later: tuple[Difference, ...]
    billed_total: Decimal
    carried: tuple[Difference, ...] = ()
    carriers: frozenset[int] = frozenset()
    on_last: tuple[Difference, ...] = ()
    corrected: tuple[Correction, ...] = ()

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
        return _less(self.settled_later, self.carried)

    @property
    def on_last_bill(self) -> tuple[Difference, ...]:
        """What of it the last bill carries."""
        if self.on_last or not self._carries_the_rest():
            return self.on_last
        return self.still_to_settle

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
        """Whether the last charge carries what is settled again and no bill before carries."""
        return bool(self.on_last_bill)

    def has_billed(self, reason: Reason) -> bool:
        """Whether a bill carries what is settled again for that reason."""
        return any(d.reason is reason for d in (*self.carried, *self.on_last_bill))

    def _carries_the_rest(self) -> bool:
        """Whether the last bill carries all that is left: of two holders it is not told whose."""
        first, last = self.settlements[0], self.settlements[-1]
        rest = self.total - self.billed_total - _sum(self.carried)
        return first.owner == last.owner and _carries(last, rest)


def recomputed(
    account: ServiceAccount,
    tariff: Tariff,
    months_from: MonthsFrom,
    known: tuple[AssessedSettlement, ...] = (),
) -> Recomputed:
    """The account recomputed under one reading of the months rule; see `as_billed`."""
    settlements = as_billed(account, tariff, months_from, known=known)
    billed = total_of(settlements)
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
        before = noted.get(bill.owner, _OnBills())
        now = None
        for corrections in _found_by_then(account, bill, before.corrections):
            if not recounts:
                return found
            then = _as_of(account, number, corrections)
            more, recounted = _settled_by(then, tariff, found, number)
            recounts -= recounted
            if _carries(bill, _sum(more) - _sum(before.differences)):
                now = _OnBills(more, corrections)
                break
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
        return found._replace(on_last=_less(last.differences, before.differences))
    carried = _together(one for on_bills in noted.values() for one in on_bills.differences)
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


def _less(some: tuple[Difference, ...], others: tuple[Difference, ...]) -> tuple[Difference, ...]:
    """What some come to beyond the others; of what only the others have, the opposite."""
    return _together([*some, *(replace(d, amount=-d.amount) for d in others)])


def _together(some: Iterable[Difference]) -> tuple[Difference, ...]:
    """One for each reason; what gives nothing is left out."""
    found: dict[Reason, Difference] = {}
    for one in some:
        before = found.get(one.reason)
        amount = one.amount + (before.amount if before else ZERO)
        found[one.reason] = replace(one, amount=amount)
    return tuple(d for d in found.values() if d.amount)


def _carries(bill: AssessedSettlement, more: Decimal) -> bool:
    """Whether the bill charges that much more than its own kWh cost."""
    both = (bill.charge.total + more, bill.charge.other_total + more)
    return more != 0 and bill.settlement.charged in both


def _sum(some: Iterable[Difference]) -> Decimal:
    return sum([d.amount for d in some], ZERO)
