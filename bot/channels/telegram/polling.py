"""Fetches updates. A batch is stored before the next call confirms it to Telegram.

Each update is taken by itself, whatever its neighbours are. `Bot.get_updates` would parse them,
so that a single odd one spoils the batch.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any

from telegram import Bot
from telegram.error import Conflict, RetryAfter

from bot.channels.pulse import Pulse
from bot.channels.running import turning
from bot.channels.telegram.budget import seconds_asked
from bot.channels.telegram.incoming import UPDATES
from bot.channels.telegram.settings import CHANNEL
from bot.channels.telegram.turns import turn_of
from bot.channels.telegram.unstored import message_in
from bot.channels.unstored import Unstored
from bot.counter.receiving import tell_of_rival
from bot.staff.turn import DeskSettings
from bot.store.port import Database, UnusableError

NAME = "poll"
LONG_POLL = 10  # seconds
LONGEST_WAIT = 10.0
LONGEST_ASKED = 60.0  # however long a server asks for: nobody is deaf for longer
EARLY = 1.0  # an answer without anything new that comes sooner is followed by a pause
RIVAL_LASTS = 60.0  # seconds after which the admin hears that another process polls
log = logging.getLogger(__name__)


class Poller:
    """The one poller of a process."""

    def __init__(
        self,
        bot: Bot,
        database: Database,
        desk: DeskSettings,
        clock: Callable[[], datetime],
        pulse: Pulse,
        on_new: Callable[[], None],
        on_outgoing: Callable[[], None],
        unstored: Unstored,
    ) -> None:
        self._bot, self._database, self._desk = bot, database, desk
        self._clock, self._pulse = clock, pulse
        self._on_new, self._on_outgoing = on_new, on_outgoing
        self._unstored = unstored
        self._offset: int | None = None
        self._failures = 0
        self._rival_since: float | None = None

    async def run(self) -> None:
        """Fetch and store until cancelled."""
        await turning(NAME, self._pulse, self._turn)

    async def _turn(self) -> None:
        loop = asyncio.get_running_loop()
        began, before = loop.time(), self._offset
        try:
            await self._take(await _fetch(self._bot, self._offset))
        except Exception as error:
            await self._after(error)
            return
        self._failures, self._rival_since = 0, None
        if self._offset == before and loop.time() - began < EARLY:
            await self._pulse.rest(NAME, EARLY)

    async def _take(self, updates: list[Any]) -> None:
        rows = [(f"{self._bot.id}:{name_of(update)}", storable(update)) for update in updates]
        if not rows:
            return
        try:
            await self._store(rows)
        except UnusableError:
            await self._unstored.came(message_in(payload) for _, payload in rows)
            raise
        self._unstored.end()
        numbers = [number for number in map(number_of, updates) if number is not None]
        if numbers:
            self._offset = max(numbers) + 1

    async def _store(self, rows: list[tuple[str, str]]) -> None:
        now = self._clock()
        await self._database.note(lambda store: store.inbox.receive(CHANNEL, rows, now, turn_of))
        # They are being answered while the disk is waited for; until then none is confirmed.
        self._on_new()
        await self._database.settle()

    async def _after(self, error: Exception) -> None:
        """Tell what went wrong, and wait."""
        self._failures = min(10, self._failures + 1)
        wait = min(LONGEST_WAIT, 0.25 * 2**self._failures)
        if isinstance(error, RetryAfter):
            wait = max(wait, seconds_asked(error, LONGEST_ASKED))
        hint = ""
        if isinstance(error, Conflict):
            hint = "; another process polls with this token"
            await self._tell_of_rival()
        else:
            self._rival_since = None
        done = "stored" if isinstance(error, UnusableError) else "fetched"
        log.warning("updates could not be %s: %s%s", done, type(error).__name__, hint)
        await self._pulse.rest(NAME, wait)

    async def _tell_of_rival(self) -> None:
        now = asyncio.get_running_loop().time()
        self._rival_since = self._rival_since or now
        if now - self._rival_since >= RIVAL_LASTS:
            at = self._clock()
            await self._database.write(lambda store: tell_of_rival(store, self._desk, at))
            self._on_outgoing()


def number_of(update: Any) -> int | None:
    """The number by which Telegram counts an update; None where it has none that can be one.

    Telegram counts in 32 bits; were a larger number confirmed, all real ones would lie before it.
    """
    number = update.get("update_id") if isinstance(update, dict) else None
    return number if type(number) is int and 0 <= number < 2**31 else None


def name_of(update: Any) -> str:
    """What the update is called: by its number, else by what it holds."""
    number = number_of(update)
    if number is not None:
        return str(number)
    return f"odd-{hashlib.sha256(storable(update).encode()).hexdigest()[:16]}"


def storable(update: Any) -> str:
    """The update as JSON that any database takes: half a character stays an escape sequence."""
    text = json.dumps(update, ensure_ascii=False)
    return text if _is_whole(text) else json.dumps(update)


def _is_whole(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


async def _fetch(bot: Bot, offset: int | None) -> list[Any]:
    """The raw updates.

    Telegram reads method names in any case; in this one the library takes it for its own.

    Raises:
        Exception: TelegramError, or whatever an odd answer leads to in the library.
        TypeError: the answer is no list.
    """
    wanted = {"timeout": LONG_POLL, "allowed_updates": UPDATES, "limit": 100}
    if offset is not None:
        wanted["offset"] = offset
    found = await bot.do_api_request("GetUpdates", api_kwargs=wanted, read_timeout=LONG_POLL + 5)
    if not isinstance(found, list):
        raise TypeError("no list of updates")
    return found
