"""Keeps house: at the start and then every day, what is old goes and the trail is looked at."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime

from bot import clock
from bot.channels.pulse import Pulse
from bot.channels.running import turning
from bot.channels.telegram.witness import Witness
from bot.counter.housekeeping import remove_old, send_head
from bot.staff.turn import DeskSettings
from bot.store.port import Database, UnusableError
from bot.store.retention import Keep

HOUSE = "house"
HOUR = 60 * 60.0  # seconds
DAY = 24 * HOUR
log = logging.getLogger(__name__)


class House:
    """What is done once a day."""

    def __init__(
        self,
        keep: Keep,
        desk: DeskSettings,
        database: Database,
        now: Callable[[], datetime],
        witness: Witness,
        pulse: Pulse,
        on_outgoing: Callable[[], None],
    ) -> None:
        self._keep, self._desk, self._database, self._now = keep, desk, database, now
        self._witness, self._pulse, self._on_outgoing = witness, pulse, on_outgoing

    async def run(self) -> None:
        """Until cancelled."""
        await turning(HOUSE, self._pulse, self._turn)

    async def _turn(self) -> None:
        try:
            await self._day()
        except UnusableError:
            log.exception("what is old could not be removed")
            await self._pulse.rest(HOUSE, HOUR)
        else:
            await self._pulse.rest(HOUSE, DAY)

    async def _day(self) -> None:
        database, desk, keep, now = self._database, self._desk, self._keep, self._now()
        agreed, boot = self._witness.agrees, clock.boot(now)
        last = await database.read(lambda store: store.retention.last_run())
        await database.write(lambda store: remove_old(store, desk, keep, now, boot, agreed=agreed))
        if last and last.date() < now.date():  # not on the first day, which has nothing to keep
            trail = await database.read(lambda store: store.audit.verify())
            await database.write(lambda store: send_head(store, desk, trail, now))
        self._on_outgoing()
