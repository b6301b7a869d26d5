"""The settings of how the office counts; `jieti calibrate` proposes them."""

from __future__ import annotations

from bot.cli.setting_kinds import name_of
from bot.cli.setting_table import Environment
from tariff_rules import MonthsFrom, load_region

# Rule -> the field of the settings.
_FIELDS = {
    "started_month": "started_month",
    "belongs_to": "year_end",
    "rounding": "rounding",
    "reader": "reader",
}
SETTING_OF = {
    rule: name_of(field) for rule, field in {"months_from": "months_from", **_FIELDS}.items()
}


def months_from(read: Environment) -> MonthsFrom:
    """From when a new account's months count; as the region's file says unless it is set.

    Raises:
        RegionFileError: the region's file cannot be used.
    """
    if read.months_from:
        return read.months_from
    return MonthsFrom(load_region(read.region, read.regions).rules["months_from"].value)


def own_rules(read: Environment) -> dict[str, str]:
    """How the office counts, where it has set that."""
    found = {rule: getattr(read, field) for rule, field in _FIELDS.items()}
    return {rule: str(word) for rule, word in found.items() if word}
