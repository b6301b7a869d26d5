"""What is known of one account: its dates and its settlements."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tariff_rules.errors import FactError


@dataclass(frozen=True, slots=True)
class Settlement:
    """One billed span (结算): the kWh between two readings, and what was charged for them.

    Attributes:
        first: day of the earlier reading.
        last: day of the later reading.
        kwh: exact kWh between them.
        charged: yuan on the issued bill; None when nothing is to be compared.
    """

    first: date
    last: date
    kwh: Decimal
    charged: Decimal | None = None


@dataclass(frozen=True, slots=True)
class ServiceAccount:
    """One household's account (用电户) with its dated facts.

    Attributes:
        region: name of a region file.
        registered_on: registration date (立户日期), the system's view.
        powered_on: power-on date (送电日期), when use really began; None when not recorded.
        settlements: in order of time.

    Raises:
        FactError: a fact is impossible or contradicts another one.
    """

    region: str
    registered_on: date
    powered_on: date | None
    settlements: tuple[Settlement, ...]

    def __post_init__(self) -> None:
        if not self.settlements:
            raise FactError("settlements", "give at least one settlement")
        for i, settlement in enumerate(self.settlements):
            self._check(settlement, f"settlements[{i}]")
            if i and settlement.first < self.settlements[i - 1].last:
                raise FactError(
                    f"settlements[{i}].from",
                    f"{settlement.first} lies before the end of the settlement before it; "
                    "list settlements in order of time, without overlap",
                )

    def _check(self, settlement: Settlement, place: str) -> None:
        if settlement.last < settlement.first:
            raise FactError(f"{place}.to", f"{settlement.last} lies before {settlement.first}")
        if settlement.kwh < 0:
            raise FactError(f"{place}.kwh", "must not be negative; check the two readings")
        if settlement.charged is not None and settlement.charged < 0:
            raise FactError(f"{place}.charged", "must not be negative")
        if self.powered_on and settlement.first < self.powered_on:
            raise FactError(
                f"{place}.from",
                f"{settlement.first} lies before the power-on date {self.powered_on}; "
                "one of the two is wrong",
            )

    def in_use_since(self) -> date:
        """The day from which use is known: power-on, or else registration or first reading."""
        return self.powered_on or min(self.registered_on, self.settlements[0].first)
