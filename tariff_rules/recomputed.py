"""An account recomputed under one reading of the rule, beside what its bills charged."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from tariff_rules.account import Correction
from tariff_rules.as_billed import AssessedSettlement
from tariff_rules.numbers import ZERO
from tariff_rules.owners import MonthsFrom
from tariff_rules.settled_later import Difference, Reason


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
        gave_up: whether what bills carry would have taken too many counts to be found.
    """

    months_from: MonthsFrom
    settlements: tuple[AssessedSettlement, ...]
    settled_later: tuple[Difference, ...]
    billed_total: Decimal
    carried: tuple[Difference, ...] = ()
    carriers: frozenset[int] = frozenset()
    on_last: tuple[Difference, ...] = ()
    corrected: tuple[Correction, ...] = ()
    gave_up: bool = False

    @property
    def total(self) -> Decimal:
        """Yuan over all settlements, with what is settled again."""
        return self.billed_total + sum_of(self.settled_later)

    @property
    def first_owner(self) -> int:
        """Number of the owner of the first settlement."""
        return self.settlements[0].owner

    @property
    def still_to_settle(self) -> tuple[Difference, ...]:
        """What is settled again but for what earlier bills carry."""
        return less(self.settled_later, self.carried)

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

    @property
    def last_due(self) -> Decimal:
        """What the last bill should come to: with what is left to settle, where that is nearer.

        No fact says whether a bill was to carry a correction or a closing; its own sum tells.
        """
        last = self.settlements[-1]
        own, charged = last.total, last.settlement.charged
        if charged is None or self.first_owner != last.owner:
            return own
        rest = sum_of(self.on_last_bill or self.still_to_settle)
        return min(own, own + rest, key=lambda due: abs(charged - due))

    def has_billed(self, reason: Reason) -> bool:
        """Whether a bill carries what is settled again for that reason."""
        return any(d.reason is reason for d in (*self.carried, *self.on_last_bill))

    def _carries_the_rest(self) -> bool:
        """Whether the last bill carries all that is left: of two holders it is not told whose."""
        if not self.settled_later and not self.carried:
            return False
        last = self.settlements[-1]
        rest = self.total - self.billed_total - sum_of(self.carried)
        return self.first_owner == last.owner and carries(last, rest)


def less(some: tuple[Difference, ...], others: tuple[Difference, ...]) -> tuple[Difference, ...]:
    """What some come to beyond the others; of what only the others have, the opposite."""
    return together([*some, *(replace(d, amount=-d.amount) for d in others)])


def together(some: Iterable[Difference]) -> tuple[Difference, ...]:
    """One for each reason; what gives nothing is left out."""
    found: dict[Reason, Difference] = {}
    for one in some:
        before = found.get(one.reason)
        amount = one.amount + (before.amount if before else ZERO)
        found[one.reason] = replace(one, amount=amount)
    return tuple(d for d in found.values() if d.amount)


def carries(bill: AssessedSettlement, more: Decimal) -> bool:
    """Whether the bill charges that much more than its own kWh cost."""
    charged = bill.settlement.charged
    if charged is None or not more:  # of most bills nothing is settled again
        return False
    return charged - more in (bill.charge.total, bill.charge.other_total)


def sum_of(some: Iterable[Difference]) -> Decimal:
    """Yuan of all of them."""
    return sum([d.amount for d in some], ZERO)
