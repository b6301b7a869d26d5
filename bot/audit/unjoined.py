"""What did not join: numbers that stand in one list and not in the list that should know them."""

from __future__ import annotations

from typing import Any

import polars as pl

from bot.audit.office import Office

SHOWN = 50
_OF_ACCOUNTS = ("readings", "bills", "applications", "facts", "adjustments", "tickets")
_OF_METERS = ("store", "collection", "survey")


def unjoined(office: Office) -> dict[str, Any]:
    """By list: how many accounts or meters the books do not know, and the first of them."""
    found = {}
    for kind, key, known in (
        *((kind, "account_no", _listed(office)) for kind in _OF_ACCOUNTS),
        *((kind, "meter_no", office.meters["meter_no"]) for kind in _OF_METERS),
    ):
        rows = office.list(kind)
        if key not in rows.columns or not len(known):
            continue
        alone = rows[key].drop_nulls().unique(maintain_order=True)
        alone = alone.filter(~alone.is_in(known.implode()))
        if len(alone):
            found[kind] = {"key": key, "count": len(alone), "first": alone.head(SHOWN).to_list()}
    return found


def _listed(office: Office) -> pl.Series:
    return office.accounts.filter("listed")["account_no"]
