"""What can be wrong with facts or with a region's file. Each message says what to do."""

from __future__ import annotations


class TariffRulesError(Exception):
    """Base of all errors raised on purpose by this package."""


class FactError(TariffRulesError):
    """A fact of the account is missing, malformed or contradicts another one.

    Attributes:
        fact: where it stands, as in `settlements[0].kwh`.
        reason: what is wrong and what to do, in one English clause.
    """

    def __init__(self, fact: str, reason: str) -> None:
        super().__init__(f"{fact}: {reason}")
        self.fact = fact
        self.reason = reason


class RegionFileError(TariffRulesError):
    """A region's file cannot be used; the message names the file and the place in it."""


class UnknownRegionError(TariffRulesError):
    """No file for that region."""


class NotCoveredError(TariffRulesError):
    """No schedule of the region is in force on that date."""
