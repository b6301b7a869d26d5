"""Hears what other processes put into the store: a command, or one that stands by and takes in."""

from __future__ import annotations

from collections.abc import Callable

from bot.channels.pulse import Pulse
from bot.channels.running import Loop, turning
from bot.store.port import Database

NAME = "ears"
SPAN = 1.0  # seconds; as long the end of the process may have to wait for it


def ears(database: Database, pulse: Pulse, rings: Callable[[], None]) -> Loop:
    """A loop that rings whenever another process has put something into inbox or outbox."""

    async def turn() -> None:
        if await database.heard(SPAN):
            rings()

    async def loop() -> None:
        await turning(NAME, pulse, turn)

    return loop
