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
    """Base of all errors raised on purpose by this package."""


class FactError(TariffRulesError):
    """A fact of the account is missing, malformed or contradicts another one.

    Attributes:
        fact: where it stands, as in `settlements[0].kwh`.
        reason: what is wrong and what to do, in one English clause.
        clause, figures: the same before its blanks are filled, for whoever translates it.
    """

    def __init__(self, fact: str, clause: str, **figures: object) -> None:
        reason = clause.format(**figures) if figures else clause
        fact = fact if len(fact) <= LONGEST else f"{fact[:LONGEST]}…"
        super().__init__(f"{fact}: {reason}")
        self.fact = fact
        self.reason, self.clause, self.figures = reason, clause, figures


class RegionFileError(TariffRulesError):
    """A region's file cannot be used; the message names the file and the place in it."""


class UnknownRegionError(TariffRulesError):
    """No file for that region."""


class NotCoveredError(TariffRulesError):
    """No schedule of the region is in force on that date."""
