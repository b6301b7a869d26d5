"""Fetches updates. A batch is stored before the next call confirms it to Telegram."""

from __future__ import annotations

import asyncio
import functools
import json
import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any

from telegram import Bot
from telegram.error import Conflict, RetryAfter, TelegramError

from bot.channels.telegram.budget import seconds_asked
from bot.channels.telegram.incoming import UPDATES
from bot.channels.telegram.settings import CHANNEL
from bot.store.port import Database, Store, UnusableError

LONG_POLL = 10  # seconds
LONGEST_WAIT = 10.0
log = logging.getLogger(__name__)


async def poll(
    bot: Bot, database: Database, clock: Callable[[], datetime], on_new: Callable[[], None]
) -> None:
    """Fetch and store until cancelled."""
    offset: int | None = None
    failures = 0
    while True:
        try:
            rows = [
                (str(update["update_id"]), json.dumps(update, ensure_ascii=False))
                for update in await _fetch(bot, offset)
            ]
            if rows:
                now = clock()
                await database.write(functools.partial(_receive, rows=rows, now=now))
                offset = max(int(number) for number, _ in rows) + 1
                on_new()
            failures = 0
        except (TelegramError, UnusableError) as error:
            failures += 1
            wait = min(LONGEST_WAIT, 0.25 * 2**failures)
            if isinstance(error, RetryAfter):
                wait = max(wait, seconds_asked(error))
            hint = "; another process polls with this token" if isinstance(error, Conflict) else ""
            log.warning("updates could not be fetched: %s%s", type(error).__name__, hint)
            await asyncio.sleep(wait)


def _receive(store: Store, rows: list[tuple[str, str]], now: datetime) -> int:
    return store.inbox.receive(CHANNEL, rows, now)


async def _fetch(bot: Bot, offset: int | None) -> list[dict[str, Any]]:
    """The raw updates. `Bot.get_updates` would parse them: a single odd one spoils the batch.

    Telegram reads method names in any case; in this one the library takes it for its own.
    """
    wanted = {"timeout": LONG_POLL, "allowed_updates": UPDATES, "limit": 100}
    if offset is not None:
        wanted["offset"] = offset
    found: list[dict[str, Any]] = await bot.do_api_request(
        "GetUpdates", api_kwargs=wanted, read_timeout=LONG_POLL + 5
    )
    return found
