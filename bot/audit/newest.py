"""On which day exports were made, where nobody says so."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import polars as pl

from bot.audit.exports import Exports

_FRESH = timedelta(days=45)
_OF_LATER = {"until", "closed_on"}


def newest_day(exports: Exports, today: date) -> date:
    """Today, or the newest day in the lists if that is long past: then they are old exports."""
    newest = date.min
    for table in exports.lists.values():
        for name, dtype in table.schema.items():
            if dtype not in (pl.Date, pl.Datetime("us")) or name in _OF_LATER:
                continue
            days = table[name].drop_nulls()
            latest = days.filter(days.dt.date() <= today).max() if len(days) else None
            if isinstance(latest, datetime):
                latest = latest.date()
            if isinstance(latest, date):
                newest = max(newest, latest)
    return today if newest == date.min or today - newest <= _FRESH else newest
