"""While the store takes nothing (a full disk), who may be in danger has the words all the same.

Telegram keeps what was not confirmed; once there is room again all of it is handled as ever.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable

from telegram import Bot

from bot.channels.telegram.calling import call
from bot.channels.telegram.incoming import message_of, update_in
from bot.channels.telegram.outgoing import calls_of
from bot.channels.telegram.salvage import salvaged
from bot.channels.telegram.settings import CHANNEL
from bot.contract.messages import Chat, Incoming, Reply
from bot.counter.unhandled import safety_words
from bot.hearing.total import total
from bot.staff.turn import DeskSettings
from bot.wording.catalogue import words
from bot.wording.phrases_admin import nothing_stored

PATIENCE = 10.0  # seconds for one chat
LASTS = 30.0  # seconds after which the admin hears of it; where somebody is in danger, at once
AGAIN = 60 * 60.0  # seconds until a chat is told once more: nothing of it is written down
log = logging.getLogger(__name__)


class Unstored:
    """The trouble of a process with its store, as long as it lasts."""

    def __init__(self, bot: Bot, desk: DeskSettings) -> None:
        self._bot, self._desk = bot, desk
        self._since: float | None = None
        self._told: dict[str, float] = {}  # when, by chat

    @property
    def is_over(self) -> bool:
        """Whether what was stored last could be."""
        return self._since is None

    def end(self) -> None:
        """Something could be stored."""
        self._since = None

    async def came(self, payloads: Iterable[str]) -> None:
        """These updates could not be stored, or not handled, and come again."""
        now = asyncio.get_running_loop().time()
        if self._since is None:
            self._since = now
        safe = [
            (one.chat, safety_words(self._desk, one)) for one in map(_message, payloads) if one
        ]
        grave = [(chat, told) for chat, told in safe if told]
        for chat, told in grave:
            await self._tell(chat, told, now)
        admin = self._desk.admin
        if admin and admin.channel == CHANNEL and (grave or now - self._since >= LASTS):
            await self._tell(admin, (nothing_stored(words(), danger=bool(grave)),), now)

    async def _tell(self, chat: Chat, replies: tuple[Reply, ...], now: float) -> None:
        if now - self._told.get(chat.chat_id, -AGAIN) < AGAIN:
            return
        try:
            async with asyncio.timeout(PATIENCE):
                for one in (one for reply in replies for one in calls_of(reply)):
                    await call(self._bot, chat, one)
        except Exception as error:
            log.warning("nothing can be stored, nor said: %s", type(error).__name__)
            return
        self._told[chat.chat_id] = now


@total(None)
def _read(payload: str) -> Incoming | None:
    return message_of(update_in(payload))


def _message(payload: str) -> Incoming | None:
    return _read(payload) or salvaged(payload)
