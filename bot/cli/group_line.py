"""Each morning the office's group in WeCom hears how much is due."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time

from bot.channels.pulse import Pulse
from bot.channels.running import Loop
from bot.channels.wechat.settings import GROUP
from bot.cli.nightly import every_night
from bot.counter.group_line import tell_group
from bot.staff.turn import DeskSettings
from bot.store.port import Database

NAME = "group line"


def each_morning(
    database: Database, desk: DeskSettings, clock: Callable[[], datetime]
) -> Callable[[Pulse, object, Callable[[], None]], Loop]:
    """The loop that does that when the office opens."""

    async def told(now: datetime) -> None:
        await database.write(lambda store: tell_group(store, desk, GROUP, now))

    return every_night(NAME, opening(desk), clock, told)


def opening(desk: DeskSettings) -> time:
    """When the office's day begins."""
    return desk.office.hours.spans[0][0]
