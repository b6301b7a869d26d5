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
from collections.abc import Callable
from datetime import datetime
from html import unescape
from typing import Any

from telegram import Bot
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
from bot.channels.telegram.journal import Journal
from bot.channels.telegram.outgoing import calls_of
from bot.channels.telegram.settings import CHANNEL
from bot.contract.messages import Call, CasePapers, Chat
from bot.counter.door import taken
from bot.counter.later import unfold
from bot.staff.turn import DeskSettings
from bot.store.outbox import Outgoing, Taken
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
        desk: DeskSettings,
        budget: Budget,
        clock: Callable[[], datetime],
        journal: Journal,
    ) -> None:
        self._bot, self._database, self._desk = bot, database, desk
        self._budget, self._clock, self._journal = budget, clock, journal
        self._bell = asyncio.Event()
        self._stopping = False
        self._tries: dict[str, int] = {}
        # Sent, but the store does not know it yet: parts by key, and what is whole.
        self._parts = journal.left_over()
        self._whole: dict[str, str] = {}  # with what Telegram calls the last part

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
                    # Not wait_for: before Python 3.12 it swallows a cancellation that comes
                    # together with the bell.
                    async with asyncio.timeout(wait):
                        await self._bell.wait()
        await self._tell_store()

    async def _send_what_is_due(self) -> float:
        """Send each chat's first message; returns seconds until there may be more to do."""
        await self._tell_store()
        now = self._clock()
        heads = await self._database.read(lambda store: store.outbox.heads(CHANNEL, now))
        loop = asyncio.get_running_loop()
        heads = [message for message in heads if message.key not in self._whole]
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
        """Send the next part of a message; a part that an earlier process sent is not repeated."""
        if message.not_after and message.not_after < self._clock():
            await self._database.note(lambda store: store.outbox.expired(message.id))
            metrics.SENDS.labels("expired").inc()
            return
        if isinstance(message.what, CasePapers):
            now = self._clock()
            await self._database.note(lambda store: unfold(store, self._desk, message, now))
            return
        calls = calls_of(message.what)
        done = max(message.parts, self._parts.get(message.key, 0))
        if done < len(calls):
            await self._send_part(message, calls, done)
        else:
            self._parts[message.key] = done
            self._whole[message.key] = ""

    async def _send_part(self, message: Outgoing, calls: list[Call], part: int) -> None:
        loop = asyncio.get_running_loop()
        chat = message.chat.chat_id
        self._budget.spend(chat, loop.time())
        try:
            answer = await _call(self._bot, message.chat, calls[part])
        except RetryAfter as error:
            metrics.SENDS.labels("held").inc()
            self._budget.hold(loop.time() + seconds_asked(error))
        except ChatMigrated as error:
            new_id = str(error.new_chat_id)
            await self._database.write(lambda store: store.outbox.moved(message.chat, new_id))
        except (BadRequest, Forbidden) as error:
            await self._refused(message, calls, part, error)
        except (NetworkError, InvalidToken, TelegramError) as error:
            metrics.SENDS.labels("retried").inc()
            tries = self._tries[chat] = self._tries.get(chat, 0) + 1
            log.warning("a message could not be sent: %s", type(error).__name__)
            self._budget.hold_chat(chat, loop.time() + min(LONGEST_PAUSE, 0.5 * 2**tries))
        else:
            self._tries.pop(chat, None)
            self._parts[message.key] = part + 1
            if part + 1 == len(calls):
                self._whole[message.key] = _wire_id(answer)
            metrics.SENDS.labels("sent").inc()
            try:
                self._journal.add(message.key, part + 1)
            except OSError:
                await self._tell_store()

    async def _refused(
        self, message: Outgoing, calls: list[Call], part: int, error: TelegramError
    ) -> None:
        """Telegram will not take it: as plain text if the marks were at fault, else never."""
        params = calls[part].params
        if "parse entities" in str(error) and "parse_mode" in params:
            plain = unescape(re.sub(r"</?\w+>", "", params["text"]))
            rest = {k: v for k, v in params.items() if k != "parse_mode"} | {"text": plain}
            again = [*calls[:part], Call(calls[part].method, rest), *calls[part + 1 :]]
            await self._send_part(message, again, part)
            return
        metrics.SENDS.labels("refused").inc()
        kind = type(error).__name__
        log.warning("Telegram refuses a message for good: %s", kind)
        await self._database.write(lambda store: store.outbox.failed(message.id, kind))

    async def _tell_store(self) -> None:
        """Mark what was taken; should the store fail, it is not sent again meanwhile."""
        if not self._parts:
            return
        messages = [
            Taken(key, parts, key in self._whole, self._whole.get(key, ""))
            for key, parts in self._parts.items()
        ]
        now = self._clock()
        await self._database.note(lambda store: taken(store, messages, now))
        for message in messages:
            self._parts.pop(message.key)
            self._whole.pop(message.key, None)
        self._journal.clear()


async def _call(bot: Bot, chat: Chat, call: Call) -> Any:
    """What Telegram answers to a call.

    Telegram reads method names in any case; capitals keep the library from warning.
    """
    params = dict(call.params)
    if call.method.startswith("send"):
        params["chat_id"] = chat.chat_id
    method = call.method[0].upper() + call.method[1:]
    return await bot.do_api_request(method, api_kwargs=params)


def _wire_id(answer: Any) -> str:
    """The number of the message that was sent; empty for calls that send none."""
    return str(answer["message_id"]) if isinstance(answer, dict) and "message_id" in answer else ""
