"""Other households whose bill is wrong for the same cause (同类户): looked for, not guessed."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from bot.bills.findings import Findings
from bot.bills.history import HistoryError
from bot.bills.lookup import findings_for, history_of
from bot.contract.month import Month
from bot.contract.office import Office
from bot.records.account import AccountRecord
from bot.store.port import Store

MOST = 150  # households that are worked out again: about a second


@dataclass(frozen=True, slots=True)
class Alike:
    """Whose bill it is, and what the findings on it are."""

    account: AccountRecord
    found: Findings

    @property
    def difference(self) -> Decimal:
        """Yuan that were charged too much."""
        return self.found.overcharge or Decimal(0)


@dataclass(frozen=True, slots=True)
class Search:
    """How many households were looked at, of how many others there are, and what was found."""

    looked_at: int
    others: int
    found: tuple[Alike, ...]

    @property
    def difference(self) -> Decimal:
        """Yuan in all."""
        return sum((one.difference for one in self.found), Decimal(0))


def alike(store: Store, office: Office, found: Findings) -> Search:
    """Households near by, and registered about the same day, with the same cause in their bill.

    The bill of the same month is looked at, or the last one where there is none of that month.
    """
    account = store.accounts.get(found.account.account_no)
    if account is None or not found.office_at_fault:
        return Search(0, 0, ())
    numbers = store.accounts.near(account, MOST)
    same = [one for number in numbers if (one := _same(store, office, found, number))]
    return Search(len(numbers), store.accounts.count() - 1, tuple(same))


def _same(store: Store, office: Office, found: Findings, number: str) -> Alike | None:
    month = Month(found.bill.bill_month.month, found.bill.bill_month.year)
    for asked in (month, None):
        try:
            other = findings_for(history_of(store, number, office.regions), office, asked)
        except HistoryError:
            continue
        account = store.accounts.get(number)
        same = account is not None and _causes(other) & _causes(found) and other.overcharge
        return Alike(account, other) if account is not None and same else None
    return None


def _causes(found: Findings) -> set[str]:
    """What makes a bill wrong; the verdict itself where no cause was found."""
    causes: set[str] = {cause.cause for cause in found.causes}
    return causes or {str(found.verdict)}
