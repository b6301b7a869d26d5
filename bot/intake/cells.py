"""The cells of one row, by field."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bot.intake import values
from bot.intake.codes import RowCode, RowRefusedError
from bot.intake.headings import Field, Header
from bot.intake.sheets import SheetRow

KWH_PLACES = 3


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of one row by field."""

    header: Header
    row: SheetRow

    def text(self, field: Field) -> str:
        """The cell; empty when there is none."""
        column = self.header.columns.get(field)
        if column is None or column >= len(self.row.cells):
            return ""
        return self.row.cells[column].strip()

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
        return values.day(text, field) if text else None

    def kwh(self, field: Field) -> Decimal:
        """The kWh or the reading in the cell, which must not be empty."""
        return values.number(self.needed(field), field, KWH_PLACES)
