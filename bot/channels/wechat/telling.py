"""Tells the admin of the office that WeChat refuses one of its accounts."""

from __future__ import annotations

from datetime import datetime

from bot.counter import rights
from bot.staff.turn import DeskSettings
from bot.store.port import Database
from bot.wording.catalogue import words
from bot.wording.phrases_admin import account_refused


async def tell_admin(
    database: Database, desk: DeskSettings, channel: str, code: int, now: datetime
) -> None:
    """Once a day for each number, whoever met it: who sends, or who fetches."""
    notice = account_refused(words(), channel, code)
    await database.write(
        lambda store: rights.tell_admin_daily(store, desk, f"{channel}:{code}", notice, now)
    )
