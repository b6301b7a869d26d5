"""What was read in a photographed bill."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class BillPhoto:
    """What was read; None where nothing was found.

    Attributes:
        month: year and month.
        kwh, amount: kWh and yuan.
        tiers: kWh in each tier that stands there, as (tier, kWh).
    """

    account_no: str | None
    month: tuple[int, int] | None
    kwh: Decimal | None
    amount: Decimal | None
    tiers: tuple[tuple[int, Decimal], ...]

    @property
    def says_something(self) -> bool:
        """Whether it looks like a bill: a figure, and whose or of when it is."""
        figures = self.kwh is not None or self.amount is not None
        return figures and (self.account_no is not None or self.month is not None)
