"""The settings of how the office counts; `jieti calibrate` proposes them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from bot.bills.own_rules import SETTABLE
from bot.contract.errors import SettingsError
from tariff_rules import MonthsFrom, load_region

SETTING_OF = {
    "months_from": "JIETI_MONTHS_FROM",
    "started_month": "JIETI_STARTED_MONTH",
    "belongs_to": "JIETI_YEAR_END",
    "rounding": "JIETI_ROUNDING",
    "reader": "JIETI_READER",
}


def months_from(environment: Mapping[str, str], region: str, folder: Path | None) -> MonthsFrom:
    """From when a new account's months count; as the region's file says unless it is set.

    Raises:
        SettingsError: it is set to a word that is not known.
    """
    text = environment.get(SETTING_OF["months_from"])
    if text is None:
        text = load_region(region, folder).rules["months_from"].value
    if text not in set(MonthsFrom):
        raise SettingsError(
            "JIETI_MONTHS_FROM: '{text}' is not known; use 'registration' or 'use'", text=text
        )
    return MonthsFrom(text)


def own_rules(environment: Mapping[str, str]) -> dict[str, str]:
    """How the office counts, where it has set that.

    Raises:
        SettingsError: it is set to a word that is not known.
    """
    found = {}
    for rule, words in SETTABLE.items():
        name = SETTING_OF[rule]
        text = environment.get(name)
        if text is not None and text not in words:
            known = ", ".join(words)
            raise SettingsError(
                "{name}: '{text}' is not known; use one of {known}",
                name=name,
                text=text,
                known=known,
            )
        if text is not None:
            found[rule] = str(text)
    return found
