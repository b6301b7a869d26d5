"""Sends what waits in the outbox, chats side by side, within one budget.

A chat's messages go one after the other. Each is noted in a journal as soon as Telegram has taken
it, so a crash repeats at most one a chat; the store is told of many at once. A chat whose line is
slow holds up no other. What Telegram refuses for good is marked so and never blocks its chat.
"""

from __future__ import annotations

import asyncio
import functools
import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from telegram import Bot
from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter

from bot import metrics
from bot.channels.pulse import Pulse
from bot.channels.running import turning
from bot.channels.telegram.budget import Budget, seconds_asked
from bot.channels.telegram.calling import (
    as_plain_text,
    call,
    cannot_change,
    has_no_topic,
    is_certain,
    is_unchanged,
    why_refused,
    wire_id,
)
from bot.channels.telegram.doubts import Doubts
from bot.channels.telegram.journal import Journal
from bot.channels.telegram.outgoing import calls_of
from bot.channels.telegram.settings import CHANNEL
from bot.channels.telegram.unsaid import Unsaid, nothing
from bot.contract.messages import Call, CasePapers, Reply
from bot.counter.delivery import refused
from bot.counter.door import due
from bot.counter.later import unfold
from bot.staff.turn import DeskSettings
from bot.store.outbox import Outgoing
from bot.store.port import Database, Store

NAME = "sender"
# A sleep cannot be shorter; what is not waited for stays in the budget's account.
SHORTEST_WAIT = 0.001
LONGEST_WAIT = 60.0  # seconds between looks at the outbox
LONGEST_PAUSE = 15.0  # seconds between tries of one chat
AT_ONCE = 64  # calls
SLOW = 0.25  # seconds; who takes longer is not waited for
FINISH = 6.0  # seconds for what is on its way when the process is to end
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
        pulse: Pulse,
    ) -> None:
        self._bot, self._database, self._desk = bot, database, desk
        self._budget, self._clock, self._pulse = budget, clock, pulse
        self._unsaid = Unsaid(journal, database, desk, clock)
        self._bell = asyncio.Event()
        self._stopping = False
        self._tries: dict[str, int] = {}
        self._doubts = Doubts()
        self._on_the_way: dict[str, asyncio.Task[None]] = {}  # by chat

    def wake(self) -> None:
        """Something was put into the outbox."""
        self._bell.set()

    def stop(self) -> None:
        """Finish the messages that are being sent, and no more."""
        self._stopping = True
        self._bell.set()

    async def run(self) -> None:
        """Send until asked to stop."""
        try:
            await turning(NAME, self._pulse, self._turn, lambda: self._stopping)
            if self._on_the_way:
                await asyncio.wait(self._on_the_way.values(), timeout=FINISH)
        finally:
            for task in self._on_the_way.values():
                task.cancel()
            await asyncio.gather(*self._on_the_way.values(), return_exceptions=True)
        await self._unsaid.say(nothing)

    async def _turn(self) -> None:
        self._bell.clear()
        wait = await self._send_what_is_due()
        if not self._stopping:
            await self._pulse.wait(NAME, self._bell, wait)

    async def _send_what_is_due(self) -> float:
        """Send each chat's first message; returns seconds until there may be more to do."""
        now = self._clock()
        # What is under way when the outbox is read may look as if it still waited.
        busy = set(self._on_the_way)

        def look(store: Store) -> tuple[list[Outgoing], datetime | None]:
            return due(store, CHANNEL, now), store.outbox.next_due(CHANNEL)

        heads, next_due = await self._unsaid.say(look)
        free = [m for m in heads if m.chat.chat_id not in busy and not self._unsaid.is_whole(m)]
        if not free:
            wait = LONGEST_WAIT if next_due is None or busy else (next_due - now).total_seconds()
            return min(LONGEST_WAIT, max(0.0, wait))
        later = await self._start_all(free)
        if self._on_the_way:
            await asyncio.wait(self._on_the_way.values(), timeout=SLOW)
        return min(later) if len(later) == len(free) else 0.0

    async def _start_all(self, heads: list[Outgoing]) -> list[float]:
        """Start those that may go now; for how many seconds each of the others must wait."""
        loop, later = asyncio.get_running_loop(), []
        for message in sorted(
            heads, key=lambda m: (self._budget.ready_at(m.chat.chat_id, loop.time()), m.id)
        ):
            wait = self._budget.ready_at(message.chat.chat_id, loop.time()) - loop.time()
            if wait > max(1 / self._budget.limits.in_all, SHORTEST_WAIT):
                later.append(wait)
                continue
            if wait > SHORTEST_WAIT:
                await asyncio.sleep(wait)
            while len(self._on_the_way) >= AT_ONCE:
                self._pulse.beat(NAME)
                await asyncio.wait(self._on_the_way.values(), return_when=asyncio.FIRST_COMPLETED)
            if self._stopping:
                break
            self._start(message)
        return later

    def _start(self, message: Outgoing) -> None:
        chat = message.chat.chat_id
        if not isinstance(message.what, CasePapers):
            self._budget.spend(chat, asyncio.get_running_loop().time())
        task = asyncio.create_task(self._send(message), name=f"send {message.id}")
        self._on_the_way[chat] = task
        task.add_done_callback(functools.partial(self._ended, chat))

    def _ended(self, chat: str, task: asyncio.Task[None]) -> None:
        del self._on_the_way[chat]
        self._bell.set()
        error = None if task.cancelled() else task.exception()
        if error is not None:
            log.error("a message could not be handled", exc_info=error)
            self._hold(chat)

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
        drawn = isinstance(message.what, Reply) and message.what.drawing
        made = functools.partial(calls_of, message.what, message.changes)
        calls = await asyncio.to_thread(made) if drawn else made()
        done = max(message.parts, self._unsaid.parts_of(message.key))
        if done >= len(calls):
            self._unsaid.add(message.key, done, whole=True)
        elif await self._may_try(message):
            await self._send_part(message, calls, done)

    async def _may_try(self, message: Outgoing) -> bool:
        """Whether to send now: what may have arrived waits until the line is seen to work."""
        if not self._doubts.about(message.key):
            return True
        try:
            await self._bot.do_api_request("GetMe")
        except Exception as error:
            log.warning("the line does not work yet: %s", type(error).__name__)
            self._hold(message.chat.chat_id)
            return False
        return True

    async def _send_part(self, message: Outgoing, calls: list[Call], part: int) -> None:
        loop = asyncio.get_running_loop()
        try:
            answer = await call(self._bot, message.chat, calls[part], message.topic)
        except RetryAfter as error:
            metrics.SENDS.labels("held").inc()
            until = loop.time() + seconds_asked(error)
            self._budget.hold(message.chat.chat_id, until, loop.time())
        except ChatMigrated as error:
            new_id = str(error.new_chat_id)
            await self._database.write(lambda store: store.outbox.moved(message.chat, new_id))
        except (BadRequest, Forbidden) as error:
            await self._refused(message, calls, part, error)
        except Exception as error:
            await self._failed(message, calls, part, error)
        else:
            metrics.SENDS.labels("sent").inc()
            await self._sent(message, calls, part, wire_id(answer))

    async def _refused(
        self, message: Outgoing, calls: list[Call], part: int, error: BadRequest | Forbidden
    ) -> None:
        """Sent in another way where that helps; else refused for good."""
        this = calls[part]
        if is_unchanged(this, error):
            await self._sent(message, calls, part, message.changes)
            return
        plain = as_plain_text(this, error)
        if plain is not None:
            await self._send_part(message, [*calls[:part], plain, *calls[part + 1 :]], part)
        elif cannot_change(this, error) and not isinstance(message.what, CasePapers):
            old = message.changes
            await self._database.note(lambda store: store.cards.gone(message.chat, old))
            await self._send_part(replace(message, changes=""), calls_of(message.what), part)
        elif message.topic and has_no_topic(error):
            await self._send_part(replace(message, topic=""), calls, part)
        else:
            why, now = why_refused(error), self._clock()
            metrics.SENDS.labels("refused").inc()
            log.warning("Telegram refuses a message for good: %s", why)
            await self._database.write(lambda store: refused(store, self._desk, message, why, now))

    async def _failed(
        self, message: Outgoing, calls: list[Call], part: int, error: Exception
    ) -> None:
        """No clear answer: tried at will if it surely was not obeyed, else once more at most."""
        log.warning("a message could not be sent: %s", type(error).__name__)
        if is_certain(error):
            metrics.SENDS.labels("retried").inc()
            self._hold(message.chat.chat_id)
            return
        loop = asyncio.get_running_loop()
        pause = self._doubts.raise_one(message.key, error)
        if pause is not None:
            metrics.SENDS.labels("retried").inc()
            self._budget.hold_chat(message.chat.chat_id, loop.time() + pause)
            return
        metrics.SENDS.labels("unknown").inc()
        log.warning("whether a message has arrived cannot be known; it is not sent again")
        await self._sent(message, calls, part, "", sure=False)

    async def _sent(
        self, message: Outgoing, calls: list[Call], part: int, wire: str, *, sure: bool = True
    ) -> None:
        self._tries.pop(message.chat.chat_id, None)
        self._doubts.settle(message.key)
        await self._unsaid.note(
            message.key, part + 1, whole=part + 1 == len(calls), wire=wire, sure=sure
        )

    def _hold(self, chat: str) -> None:
        """The chat waits, longer each time; the others do not."""
        tries = self._tries[chat] = min(10, self._tries.get(chat, 0) + 1)
        until = asyncio.get_running_loop().time() + min(LONGEST_PAUSE, 0.5 * 2**tries)
        self._budget.hold_chat(chat, until)
