"""Sends what waits in the outbox, one message after the other, within one budget.

A message is noted in a journal as soon as Telegram has taken it and before the next one goes,
so a crash repeats at most one; the store is told of many at once. What cannot be delivered for
want of a connection waits; what Telegram refuses for good is marked so and never blocks its chat.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import re
from base64 import b64decode
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from html import unescape

from telegram import Bot, InputFile
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot import metrics
from bot.channels.telegram.budget import Budget, seconds_asked
from bot.channels.telegram.incoming import CHANNEL
from bot.channels.telegram.journal import Journal
from bot.store.outbox import Outgoing
from bot.store.port import Database, UnusableError

# A sleep cannot be shorter; what is not waited for stays in the budget's account.
SHORTEST_WAIT = 0.001
LONGEST_WAIT = 60.0  # seconds between looks at the outbox
LONGEST_PAUSE = 15.0  # seconds between tries of one chat
log = logging.getLogger(__name__)


class Sender:
    """The one sender of a process."""

    def __init__(
        self,
        bot: Bot,
        database: Database,
        budget: Budget,
        clock: Callable[[], datetime],
        journal: Journal,
    ) -> None:
        self._bot, self._database, self._budget, self._clock = bot, database, budget, clock
        self._journal = journal
        self._bell = asyncio.Event()
        self._stopping = False
        self._tries: dict[str, int] = {}
        self._taken = set(journal.left_over())  # keys: sent, but the store does not know it yet

    def wake(self) -> None:
        """Something was put into the outbox."""
        self._bell.set()

    def stop(self) -> None:
        """Finish the message that is being sent, and no more."""
        self._stopping = True
        self._bell.set()

    async def run(self) -> None:
        """Send until asked to stop."""
        while not self._stopping:
            self._bell.clear()
            try:
                wait = await self._send_what_is_due()
            except UnusableError:
                log.exception("the outbox cannot be used")
                wait = 1.0
            if wait > 0 and not self._stopping:
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._bell.wait(), wait)
        await self._tell_store()

    async def _send_what_is_due(self) -> float:
        """Send each chat's first message; returns seconds until there may be more to do."""
        await self._tell_store()
        now = self._clock()
        heads = await self._database.read(lambda store: store.outbox.heads(CHANNEL, now))
        loop = asyncio.get_running_loop()
        heads = [message for message in heads if message.key not in self._taken]
        if not heads:
            due = await self._database.read(lambda store: store.outbox.next_due(CHANNEL))
            wait = LONGEST_WAIT if due is None else (due - now).total_seconds()
            return min(LONGEST_WAIT, max(0.0, wait))
        later = []
        for message in sorted(
            heads, key=lambda m: (self._budget.ready_at(m.chat.chat_id, loop.time()), m.id)
        ):
            ready = self._budget.ready_at(message.chat.chat_id, loop.time())
            wait = ready - loop.time()
            if wait > max(1 / self._budget.limits.in_all, SHORTEST_WAIT):
                later.append(wait)
                continue
            if wait > SHORTEST_WAIT:
                await asyncio.sleep(wait)
            if self._stopping:
                return 0.0
            await self._send(message)
        return min(later) if len(later) == len(heads) else 0.0

    async def _send(self, message: Outgoing) -> None:
        loop = asyncio.get_running_loop()
        chat = message.chat.chat_id
        self._budget.spend(chat, loop.time())
        try:
            await _call(self._bot, message)
        except RetryAfter as error:
            metrics.SENDS.labels("held").inc()
            self._budget.hold(loop.time() + seconds_asked(error))
        except ChatMigrated as error:
            new_id = str(error.new_chat_id)
            await self._database.write(lambda store: store.outbox.moved(message.chat, new_id))
        except (BadRequest, Forbidden) as error:
            await self._refused(message, error)
        except (NetworkError, InvalidToken, TelegramError) as error:
            metrics.SENDS.labels("retried").inc()
            tries = self._tries[chat] = self._tries.get(chat, 0) + 1
            log.warning("a message could not be sent: %s", type(error).__name__)
            self._budget.hold_chat(chat, loop.time() + min(LONGEST_PAUSE, 0.5 * 2**tries))
        else:
            self._tries.pop(chat, None)
            self._taken.add(message.key)
            metrics.SENDS.labels("sent").inc()
            try:
                self._journal.add(message.key)
            except OSError:
                await self._tell_store()

    async def _refused(self, message: Outgoing, error: TelegramError) -> None:
        """Telegram will not take it: as plain text if the marks were at fault, else never."""
        if "parse entities" in str(error) and "parse_mode" in message.params:
            plain = unescape(re.sub(r"</?\w+>", "", message.params["text"]))
            params = {k: v for k, v in message.params.items() if k != "parse_mode"}
            again = replace(message, params=params | {"text": plain})
            await self._send(again)
            return
        metrics.SENDS.labels("refused").inc()
        kind = type(error).__name__
        log.warning("Telegram refuses a message for good: %s", kind)
        await self._database.write(lambda store: store.outbox.failed(message.id, kind))

    async def _tell_store(self) -> None:
        """Mark what was taken; should the store fail, it is not sent again meanwhile."""
        if self._taken:
            taken, now = tuple(self._taken), self._clock()
            await self._database.note(lambda store: store.outbox.sent(taken, now))
            self._taken.difference_update(taken)
            self._journal.clear()


async def _call(bot: Bot, message: Outgoing) -> None:
    """As it stands in the outbox. What Telegram answers is not read: nobody asks for it.

    Telegram reads method names in any case; capitals keep the library from warning.
    """
    params = dict(message.params)
    if message.method.startswith("send"):
        params["chat_id"] = message.chat.chat_id
    file = params.get("document")
    if isinstance(file, dict):
        params["document"] = InputFile(b64decode(file["base64"]), file["name"], attach=False)
    method = message.method[0].upper() + message.method[1:]
    await bot.do_api_request(method, api_kwargs=params)
