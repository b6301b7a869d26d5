"""Fetches the messages of a 微信客服 account: a push only rings.

What was fetched and how far are written in one transaction, by one process at a time: a crash
fetches again what is stored already, and its names drop it.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import uuid4

from bot.channels.pulse import Pulse
from bot.channels.running import turning
from bot.channels.unstored import Unstored
from bot.channels.wechat.client import Client
from bot.channels.wechat.kf_incoming import delivery_of
from bot.channels.wechat.outcome import OURS, TOKEN, CallError, LineError, UnclearError
from bot.channels.wechat.settings import Limits
from bot.channels.wechat.turns import turn_of
from bot.clock import CHINA
from bot.contract.messages import Incoming
from bot.store.lines import Place
from bot.store.port import Database, Store, UnusableError

LEASE = timedelta(seconds=30)
AGAIN = 5.0  # seconds after a fetch that failed
MOST_OFTEN = 60.0  # seconds after one that came too often
_PAGES = 20  # that are looked at where nothing can be stored
OFTEN = 45009  # too many without a ring
RING_HOLDS = 540.0  # seconds; the makers say ten minutes
Json = dict[str, Any]
log = logging.getLogger(__name__)


class Puller:
    """Of one account; `on_refused` is told the number by which the account itself is refused."""

    def __init__(
        self,
        client: Client,
        database: Database,
        clock: Callable[[], datetime],
        limits: Limits,
        on_new: Callable[[], None],
        on_refused: Callable[[int], Awaitable[None]],
        unstored: Unstored,
        message_in: Callable[[str], Incoming | None],
    ) -> None:
        self._client, self._database, self._clock = client, database, clock
        self._limits, self._on_new, self._on_refused = limits, on_new, on_refused
        self._unstored, self._message_in = unstored, message_in
        self._bell = asyncio.Event()
        self._ring = ("", 0.0)  # the pass that came with the last ring, and when
        self._holder = uuid4().hex
        self.channel = client.account.channel

    @property
    def name(self) -> str:
        """Of its loop."""
        return f"{self.channel} pull"

    def ring(self, token: str) -> None:
        """There is something to fetch, with that pass."""
        self._ring = (token, asyncio.get_running_loop().time())
        self._bell.set()

    async def run(self, pulse: Pulse) -> None:
        """Fetch at the start, at each ring, and now and then, until cancelled."""
        await turning(self.name, pulse, partial(self._turn, pulse))

    async def _turn(self, pulse: Pulse) -> None:
        self._bell.clear()
        wait = await self.attempt(lambda: pulse.beat(self.name))
        if wait < self._limits.pull_seconds:
            await pulse.rest(self.name, wait)
        else:
            await pulse.wait(self.name, self._bell, wait)

    async def attempt(self, beat: Callable[[], None] = lambda: None) -> float:
        """Fetch all there is, whatever comes of it; returns the seconds until the next time."""
        try:
            if await self.pull(beat) is None:
                return LEASE.total_seconds()  # whoever reads it may be gone
        except UnusableError:
            log.warning("%s: nothing can be stored", self.channel)
            await self._look()
            return AGAIN
        except (LineError, UnclearError) as error:
            log.warning("%s cannot be fetched: %s", self.channel, type(error).__name__)
            return AGAIN
        except CallError as error:
            log.warning("%s is not given: %s", self.channel, error.code)
            if error.code != OFTEN:
                self._ring = ("", 0.0)  # perhaps its pass is not good any more
            if error.code in OURS | TOKEN:
                await self._on_refused(error.code)  # nothing comes in, so nothing goes out
            return MOST_OFTEN
        return self._limits.pull_seconds

    async def pull(self, beat: Callable[[], None] = lambda: None) -> int | None:
        """Fetch all there is; returns how many were new, None while another process fetches.

        Raises:
            CallError, LineError, UnclearError: it cannot be had now.
        """
        count = 0
        while True:
            beat()
            now = self._clock()
            place = await self._database.note(partial(self._leased, now=now))
            if place is None:
                return None
            answer = await self._client.call("cgi-bin/kf/sync_msg", self._asked(place))
            found, more = answer.get("msg_list") or [], answer.get("has_more")
            cursor = str(answer.get("next_cursor") or place.cursor)
            came = await self._database.write(
                partial(self._keep, found=found, place=place, cursor=cursor, now=now)
            )
            self._unstored.end()
            count += came
            if came:
                self._on_new()
            if not more or (not found and cursor == place.cursor):
                return count

    async def _look(self) -> None:
        """What waits, where nothing can be stored: it comes again, and danger has its words."""
        try:
            place = await self._database.read(self._place)
            for _ in range(_PAGES):
                answer = await self._client.call("cgi-bin/kf/sync_msg", self._asked(place))
                found, cursor = answer.get("msg_list") or [], answer.get("next_cursor")
                ours = [
                    one for one in found if isinstance(one, dict) and _is_ours(one, place.since)
                ]
                await self._unstored.came(self._message_in(json.dumps(one)) for one in ours)
                if not answer.get("has_more") or not cursor:
                    return
                place = replace(place, cursor=str(cursor))
        except (CallError, LineError, UnclearError, UnusableError) as error:
            log.warning("%s cannot be looked at: %s", self.channel, type(error).__name__)

    def _place(self, store: Store) -> Place:
        """From where to read; a new account's first messages are not ours."""
        now = self._clock()
        first = timedelta(minutes=self._limits.first_minutes)
        return store.lines.place(self.channel) or Place("", now - first, now)

    def _leased(self, store: Store, now: datetime) -> Place | None:
        """From where to read; None while another process does."""
        if not store.lines.lease(self.channel, self._holder, now, now + LEASE):
            return None
        return self._place(store)

    def _asked(self, place: Place) -> Json:
        token, at = self._ring
        asked: Json = {"limit": self._limits.pull_messages, "open_kfid": self._client.account.id}
        if place.cursor:
            asked["cursor"] = place.cursor
        if token and asyncio.get_running_loop().time() - at < RING_HOLDS:
            asked["token"] = token
        return asked

    def _keep(
        self, store: Store, found: list[Any], place: Place, cursor: str, now: datetime
    ) -> int:
        """The messages and how far they go, in one; what is older than the account is not ours."""
        rows = [
            (delivery_of(one), json.dumps(one, ensure_ascii=False))
            for one in found
            if isinstance(one, dict) and _is_ours(one, place.since)
        ]
        came = store.inbox.receive(self.channel, rows, now, turn_of)
        store.lines.put_place(self.channel, Place(cursor, place.since, now))
        return came


def _is_ours(message: Json, since: datetime) -> bool:
    stamp = message.get("send_time")
    return not isinstance(stamp, int) or datetime.fromtimestamp(stamp, CHINA) >= since
