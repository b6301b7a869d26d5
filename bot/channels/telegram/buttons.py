"""Pressed buttons are acknowledged at once, beside the queue of messages.

The acknowledgement says only that the tap has arrived. It takes nothing of a chat's budget, waits
for nobody, and is not tried again: after a moment nobody looks for it.
"""

from __future__ import annotations

import asyncio
import logging

from telegram import Bot

MOST = 200  # on their way at a time
log = logging.getLogger(__name__)


class Buttons:
    """Acknowledges what was pressed."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._on_the_way: set[asyncio.Task[None]] = set()

    def pressed(self, query_id: str) -> None:
        """Somebody has pressed a button, and Telegram wants to hear that we know."""
        if len(self._on_the_way) >= MOST:
            return
        task = asyncio.create_task(self._acknowledge(query_id), name=f"button {query_id}")
        self._on_the_way.add(task)
        task.add_done_callback(self._on_the_way.discard)

    async def _acknowledge(self, query_id: str) -> None:
        try:
            await self._bot.do_api_request(
                "AnswerCallbackQuery", api_kwargs={"callback_query_id": query_id}
            )
        except Exception as error:
            # Too old, or the line is down: the tap itself is handled all the same.
            log.info("a button was not acknowledged: %s", type(error).__name__)

    async def finish(self, seconds: float) -> None:
        """What is on its way may arrive; then it is given up."""
        if self._on_the_way:
            _, late = await asyncio.wait(self._on_the_way, timeout=seconds)
            for task in late:
                task.cancel()
