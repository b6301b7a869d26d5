"""What can be wrong with facts or with a region's file. Each message says what to do."""

from __future__ import annotations

import reprlib
from typing import Any

_BRIEFLY = reprlib.Repr()
_BRIEFLY.maxstring = LONGEST = 80


def shown(value: Any) -> str:
    """A value as a sentence shows it: of an absurd one only a part."""
    try:
        return _BRIEFLY.repr(value)
    except ValueError:  # Python writes out no number of thousands of digits
        return "a number of thousands of digits"


class TariffRulesError(Exception):
    """Base of all errors raised on purpose by this package.

    Attributes:
        reason: what is wrong and what to do, in one English clause.
        clause, figures: the same before its blanks are filled, for whoever translates it. A
            figure may be another error, whose clause it tells.
    """

    def __init__(self, clause: str, **figures: object) -> None:
        self.reason = clause.format(**figures) if figures else clause
        self.clause, self.figures = clause, figures
        super().__init__(self.reason)

    def __str__(self) -> str:
        return self.reason


class FactError(TariffRulesError):
    """A fact of the account is missing, malformed or contradicts another one.

    Attributes:
        fact: where it stands, as in `settlements[0].kwh`.
    """

    def __init__(self, fact: str, clause: str, **figures: object) -> None:
        super().__init__(clause, **figures)
        self.fact = fact if len(fact) <= LONGEST else f"{fact[:LONGEST]}…"

    def __str__(self) -> str:
        return f"{self.fact}: {self.reason}"


class RegionFileError(TariffRulesError):
    """A region's file cannot be used; the message names the file and the place in it.

    Attributes:
        file: its name.
        line, place: where in it; 0 and empty where it is the whole file.
    """

    def __init__(self, file: str, line: int, place: str, clause: str, **figures: object) -> None:
        super().__init__(clause, **figures)
        self.file, self.line, self.place = file, line, place

    def __str__(self) -> str:
        where = f"line {self.line}: {self.place or 'top level'}: " if self.line else ""
        return f"{self.file}: {where}{self.reason}"


class UnknownRegionError(TariffRulesError):
    """No file for that region."""


class NotCoveredError(TariffRulesError):
    """No schedule of the region is in force on that date."""
