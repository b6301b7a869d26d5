"""Sends what waits in the outbox for WeChat: chats side by side, each chat's messages in order.

Under one name 微信客服 takes a message once: what may have arrived is sent again. A 服务号 has no
such names: a notice that may have arrived is not sent again, an answer once, and both are marked.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial

from bot import metrics
from bot.channels.pulse import Pulse
from bot.channels.running import turning
from bot.channels.wechat.kf_outgoing import Wire
from bot.channels.wechat.outcome import Later, Outcome, Refused, Sent, Strange
from bot.channels.wechat.speaking import CARD_HOLDS, Speaker, wire_id
from bot.channels.wechat.telling import tell_admin
from bot.contract.channel import Refusal
from bot.contract.messages import CasePapers, Menu
from bot.counter import rights
from bot.counter.door import due, taken
from bot.counter.later import unfold
from bot.staff.turn import DeskSettings
from bot.store.outbox import Outgoing, Taken
from bot.store.port import Database, Store

NAME = "wechat sender"
LONGEST_WAIT = 60.0  # seconds between looks at the outbox
LONGEST_PAUSE = 60.0  # seconds between tries of one chat
AT_ONCE = 32  # messages
FINISH = 6.0  # seconds for what is on its way when the process is to end
log = logging.getLogger(__name__)


class Sender:
    """The one sender of a process, for all accounts."""

    def __init__(
        self,
        speakers: Mapping[str, Speaker],
        database: Database,
        desk: DeskSettings,
        clock: Callable[[], datetime],
        on_outgoing: Callable[[], None],
    ) -> None:
        self._speakers, self._database, self._desk = speakers, database, desk
        self._clock, self._on_outgoing = clock, on_outgoing
        self._bell = asyncio.Event()
        self._rests: dict[str, float] = {}  # of a chat or an account: until when
        self._tries: dict[str, int] = {}
        self._on_the_way: dict[str, asyncio.Task[None]] = {}
        self._looked_for_late = -LONGEST_WAIT

    def wake(self) -> None:
        """Something was put into the outbox."""
        self._bell.set()

    async def run(self, pulse: Pulse) -> None:
        """Send until cancelled; what is on its way then may arrive."""
        try:
            await turning(NAME, pulse, partial(self._turn, pulse))
        finally:
            if self._on_the_way:
                await asyncio.wait(self._on_the_way.values(), timeout=FINISH)
            for task in self._on_the_way.values():
                task.cancel()

    async def _turn(self, pulse: Pulse) -> None:
        self._bell.clear()
        await self._give_up_late()
        await pulse.wait(NAME, self._bell, await self.send_due())

    async def send_due(self) -> float:
        """Begin to send each chat's first message; returns for how long there is nothing to do."""
        now, loop = self._clock(), asyncio.get_running_loop()
        busy = set(self._on_the_way)

        def look(store: Store) -> tuple[list[Outgoing], list[datetime]]:
            channels = list(self._speakers)
            heads = [one for channel in channels for one in due(store, channel, now)]
            times = (store.outbox.next_due(channel) for channel in channels)
            return heads, [at for at in times if at is not None]

        heads, times = await self._database.read(look)
        self._rests = {name: at for name, at in self._rests.items() if at > loop.time()}
        for one in heads:
            resting = one.chat.name in self._rests or one.chat.channel in self._rests
            if one.chat.name in busy or resting or len(self._on_the_way) >= AT_ONCE:
                continue
            task = asyncio.create_task(self._send(one), name=f"send {one.id}")
            self._on_the_way[one.chat.name] = task
            task.add_done_callback(partial(self._ended, one.chat.name))
        waits = [at - loop.time() for at in self._rests.values()]
        waits += [(at - now).total_seconds() for at in times if at > now]
        return max(0.01, min([LONGEST_WAIT, *waits]))

    async def settle(self) -> None:
        """Wait until nothing is on its way."""
        while self._on_the_way:
            await asyncio.wait(self._on_the_way.values())
            await asyncio.sleep(0)

    def _ended(self, chat: str, task: asyncio.Task[None]) -> None:
        self._on_the_way.pop(chat, None)
        self._bell.set()
        error = None if task.cancelled() else task.exception()
        if error is not None:
            log.error("a message could not be handled", exc_info=error)
            self._rest(chat)

    async def _send(self, message: Outgoing) -> None:
        """Send a message, part after part, from where an earlier process left it."""
        now = self._clock()
        if message.not_after and message.not_after < now:
            await self._give_up_late(now)
            return
        speaker = self._speakers[message.chat.channel]
        what = message.what
        if isinstance(what, CasePapers):
            await self._database.note(lambda store: unfold(store, self._desk, message, now))
            self._on_outgoing()
            return
        if isinstance(what, Menu):  # a list of commands has no place in a chat here
            done = Taken(message.key, 1, whole=True)
            await self._database.note(lambda store: taken(store, self._desk, [done], now))
            return
        wires = await asyncio.to_thread(speaker.wires, what, message.changes)
        if not wires:
            await self._refused(message, Refused(Refusal.NOT_TAKEN))
        elif message.parts >= len(wires):
            # It was cut otherwise when it began: whether its end went out stands nowhere.
            await self._taken(message, wires, len(wires) - 1, sure=False)
        for part in range(message.parts, len(wires)):
            if not await self._part(speaker, message, wires, part):
                return

    async def _part(
        self, speaker: Speaker, message: Outgoing, wires: tuple[Wire, ...], part: int
    ) -> bool:
        """Whether that part is done with, and the next may go."""
        tried = await self._database.note(lambda store: store.pending.begin(message.id))
        if tried and not speaker.repeats and (message.case_number or tried > 1):
            return await self._taken(message, wires, part, sure=False)
        name = wire_id(message.key, part)
        outcome = await speaker.send(message.chat, wires[part], name, message.topic)
        return await self._after(speaker, message, wires, part, outcome, tried)

    async def _after(
        self, speaker: Speaker, message: Outgoing, wires: tuple[Wire, ...], part: int,
        outcome: Outcome, tried: int,
    ) -> bool:  # fmt: skip
        match outcome:
            case Sent(name, card_pass):
                return await self._taken(message, wires, part, name, card_pass)
            case Refused():
                await self._refused(message, outcome)
            case Strange() if tried and speaker.repeats:
                return await self._taken(message, wires, part, wire_id(message.key, part))
            case Strange(code):
                log.warning("WeChat refuses a message by a number that is not known: %s", code)
                await self._refused(message, Refused(Refusal.NOT_TAKEN))
            case Later(seconds, ours):
                await self._later(message, seconds, ours)
                await self._database.note(lambda store: store.pending.take_back(message.id))
            case _ if speaker.repeats or not (tried or message.case_number):
                metrics.SENDS.labels("retried").inc()
                self._rest(message.chat.name)
            case _:
                return await self._taken(message, wires, part, sure=False)
        return False

    async def _taken(
        self, message: Outgoing, wires: tuple[Wire, ...], part: int, name: str = "",
        card_pass: str = "", *, sure: bool = True,
    ) -> bool:  # fmt: skip
        metrics.SENDS.labels("sent" if sure else "unknown").inc()
        self._tries.pop(message.chat.name, None)
        done, now = part + 1, self._clock()
        whole = done == len(wires)
        one = Taken(message.key, done, whole, name, sure)

        def note(store: Store) -> None:
            taken(store, self._desk, [one], now)
            if card_pass:
                store.cards.put_pass(message.chat, name, card_pass, now + CARD_HOLDS)
            store.pending.forget(message.id)

        await self._database.note(note)
        self._on_outgoing()
        return True

    async def _refused(self, message: Outgoing, refusal: Refused) -> None:
        metrics.SENDS.labels("refused").inc()
        log.warning("WeChat refuses a message for good: %s", refusal.why)
        now = self._clock()
        await self._database.write(
            lambda store: rights.not_taken(
                store, self._desk, message, refusal.why, now, refusal.who
            )
        )
        self._on_outgoing()

    async def _later(self, message: Outgoing, seconds: float, ours: int) -> None:
        loop = asyncio.get_running_loop()
        metrics.SENDS.labels("held").inc()
        if not ours:
            self._rest(message.chat.name, seconds)
            return
        log.error("WeChat refuses the account itself: %s", ours)
        self._rests[message.chat.channel] = loop.time() + seconds
        channel, now = message.chat.channel, self._clock()
        await tell_admin(self._database, self._desk, channel, ours, now)
        self._on_outgoing()

    def _rest(self, name: str, least: float = 0.0) -> None:
        """The chat waits, longer each time; the others do not."""
        tries = self._tries[name] = min(10, self._tries.get(name, 0) + 1)
        seconds = max(least, min(LONGEST_PAUSE, 0.5 * 2**tries))
        self._rests[name] = asyncio.get_running_loop().time() + seconds

    async def _give_up_late(self, now: datetime | None = None) -> None:
        """What came too late is told to whom it concerns, once a minute."""
        loop = asyncio.get_running_loop()
        if now is None and loop.time() - self._looked_for_late < LONGEST_WAIT:
            return
        self._looked_for_late = loop.time()
        moment = (now or self._clock()) + timedelta(0)

        def give_up(store: Store) -> int:
            return sum(
                rights.give_up_late(store, self._desk, channel, moment)
                for channel in self._speakers
            )

        if await self._database.write(give_up):
            self._on_outgoing()
