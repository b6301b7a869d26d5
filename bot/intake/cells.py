"""The cells of one row, by field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.contract.clean import one_line
from bot.intake import values
from bot.intake.codes import RowCode, RowRefusedError
from bot.intake.fields import Field
from bot.intake.sheet import SheetRow

KWH_PLACES = 3


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of one row by field."""

    places: Mapping[Field, int]
    row: SheetRow

    def text(self, field: Field) -> str:
        """The cell; empty when there is none or it says that there is nothing."""
        text = self.written(field)
        return "" if values.is_nothing(text) else text

    def written(self, field: Field) -> str:
        """The cell as it stands there: of a fact 无 says that there is none."""
        column = self.places.get(field)
        return "" if column is None else one_line(self.row.cell(column))

    def needed(self, field: Field) -> str:
        """The cell, which must not be empty."""
        text = self.text(field)
        if not text:
            raise RowRefusedError(RowCode.MISSING_VALUE, column=field)
        return text

    def has(self, *fields: Field) -> bool:
        """Whether any of the cells is filled."""
        return any(self.text(field) for field in fields)

    def day(self, field: Field) -> date | None:
        """The date in the cell, if any."""
        text = self.text(field)
        return values.day(text, field) if text and not values.is_no_day(text) else None

    def kwh(self, field: Field, *, below_zero: bool = False, brackets: bool = False) -> Decimal:
        """The kWh or the reading in the cell, which must not be empty."""
        return values.number(
            self.needed(field), field, KWH_PLACES, below_zero=below_zero, brackets=brackets
        )
