"""While the store takes nothing (a full disk), who may be in danger has the words all the same.

The messengers keep what was not confirmed, or bring it again; once there is room all of it is
handled as ever.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from datetime import datetime

from bot.contract.messages import Chat, Incoming, Reply
from bot.counter.unhandled import safety_words
from bot.staff.turn import DeskSettings
from bot.store.port import Database, UnusableError
from bot.wording.catalogue import words
from bot.wording.phrases_admin import nothing_stored

PATIENCE = 10.0  # seconds for one chat
LASTS = 30.0  # seconds after which the admin hears of it; where somebody is in danger, at once
AGAIN = 60 * 60.0  # seconds until a chat is told once more: nothing of it is written down
LOOKS = 100  # messages of a channel that wait
STORES_AGAIN = "stores_again"  # the entry in the trail by which it is tried
Say = Callable[[Chat, Reply], Awaitable[None]]
log = logging.getLogger(__name__)


class Unstored:
    """The trouble of a process with its store, for all its channels, as long as it lasts."""

    def __init__(self, desk: DeskSettings) -> None:
        self._desk = desk
        self._says: dict[str, Say] = {}  # by channel
        self._since: float | None = None
        self._told: dict[Chat, float] = {}  # when

    def speaks(self, channel: str, say: Say) -> None:
        """How something is said there without the store; it raises where it cannot be."""
        self._says[channel] = say

    @property
    def is_over(self) -> bool:
        """Whether what was stored last could be."""
        return self._since is None

    async def is_over_by_now(self, database: Database, now: datetime) -> bool:
        """The same; where nothing came since, it is tried."""
        if not self.is_over:
            with suppress(UnusableError):
                await database.note(lambda store: store.audit.add(now, "system", STORES_AGAIN, ""))
                self.end()
        return self.is_over

    def end(self) -> None:
        """Something could be stored."""
        self._since = None

    async def stuck(
        self,
        database: Database,
        channel: str,
        message_in: Callable[[str], Incoming | None],
        in_hand: Iterable[Incoming | None] = (),
    ) -> None:
        """Nothing can be handled: neither what is in hand nor what was stored before."""
        waiting: list[Incoming | None] = []
        with suppress(UnusableError):
            stored = await database.read(lambda store: store.inbox.waits(channel, LOOKS))
            waiting = [message_in(one.payload) for one in stored]
        await self.came([*in_hand, *waiting])

    async def came(self, messages: Iterable[Incoming | None]) -> None:
        """These could not be stored, or not handled, and come again."""
        now = asyncio.get_running_loop().time()
        if self._since is None:
            self._since = now
        safe = [(one.chat, safety_words(self._desk, one)) for one in messages if one]
        grave = [(chat, told) for chat, told in safe if told]
        for chat, told in grave:
            await self._tell(chat, told, now)
        admin = self._desk.admin
        if admin and (grave or now - self._since >= LASTS):
            await self._tell(admin, (nothing_stored(words(), danger=bool(grave)),), now)

    async def _tell(self, chat: Chat, replies: tuple[Reply, ...], now: float) -> None:
        say = self._says.get(chat.channel)
        if say is None or now - self._told.get(chat, -AGAIN) < AGAIN:
            return
        # Set before: what is pushed comes again while the first is still being answered.
        self._told[chat] = now
        try:
            async with asyncio.timeout(PATIENCE):
                for reply in replies:
                    await say(chat, reply)
        except Exception as error:
            log.warning("nothing can be stored, nor said: %s", type(error).__name__)
            del self._told[chat]
