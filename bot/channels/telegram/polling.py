"""Fetches updates. A batch is stored before the next call confirms it to Telegram."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import Callable
from datetime import datetime

from telegram import Bot
from telegram.error import Conflict, RetryAfter, TelegramError

from bot.channels.telegram.incoming import CHANNEL, UPDATES
from bot.store import inbox
from bot.store.database import Database

LONG_POLL = 10  # seconds
LONGEST_WAIT = 30.0
log = logging.getLogger(__name__)


async def poll(
    bot: Bot, database: Database, clock: Callable[[], datetime], on_new: Callable[[], None]
) -> None:
    """Fetch and store until cancelled."""
    offset: int | None = None
    failures = 0
    while True:
        try:
            updates = await bot.get_updates(
                offset=offset, timeout=LONG_POLL, allowed_updates=UPDATES, limit=100
            )
            rows = [(update.update_id, update.to_json()) for update in updates]
            if rows:
                now = clock()
                await database.write(lambda db, r=rows, n=now: inbox.receive(db, CHANNEL, r, n))  # type: ignore[misc]
                offset = max(number for number, _ in rows) + 1
                on_new()
            failures = 0
        except (TelegramError, sqlite3.OperationalError) as error:
            failures += 1
            wait = min(LONGEST_WAIT, 0.25 * 2**failures)
            if isinstance(error, RetryAfter):
                wait = max(wait, float(str(error.retry_after)))
            hint = "; another process polls with this token" if isinstance(error, Conflict) else ""
            log.warning("updates could not be fetched: %s%s", type(error).__name__, hint)
            await asyncio.sleep(wait)
