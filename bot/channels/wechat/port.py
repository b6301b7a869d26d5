"""Where WeChat pushes to: looked at, opened, stored, acknowledged; nothing else in the request.

A ring of 微信客服 stores nothing: if it is lost the next fetch brings what it rang for.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from aiohttp import web

from bot.channels.listening import CROWD, body_of
from bot.channels.storing import Forged, Intake
from bot.channels.unstored import Unstored
from bot.channels.wechat.pushed import Guard
from bot.channels.wechat.seal import ForgedError
from bot.contract.messages import Incoming
from bot.store.port import UnusableError

RING = "kf_msg_or_event"
log = logging.getLogger(__name__)
Names = Callable[[Mapping[str, str]], str]
Takes = Callable[[dict[str, str]], Awaitable[str]]


@dataclass
class Address:
    """Where one company, or one 服务号, pushes to.

    Attributes:
        path: as the maker was told it.
        guard: what is let in.
        takes: takes what was pushed, and returns what is answered.
    """

    path: str
    guard: Guard
    takes: Takes
    clock: Callable[[], datetime]
    forged: Forged = field(default_factory=lambda: Forged("%d pushes that were not WeChat's"))

    def routes(self) -> list[web.RouteDef]:
        """For the check of the address, and for pushes."""
        return [web.get(self.path, self.check), web.post(self.path, self.receive)]

    async def check(self, request: web.Request) -> web.Response:
        """The maker looks whether it is us who listens here."""
        try:
            return web.Response(body=self.guard.echo(request.query), content_type="text/plain")
        except ForgedError:
            return self._turned_away()

    async def receive(self, request: web.Request) -> web.Response:
        """One push: 200 once it is safe, else the maker comes again twice."""
        body = await body_of(request)
        try:
            fields = self.guard.opened(request.query, body or b"", self.clock())
        except ForgedError:
            return self._turned_away()
        request.app[CROWD].knows(request)
        try:
            return web.Response(text=await self.takes(fields))
        except UnusableError:
            log.exception("a push could not be stored")
            return web.Response(status=500)

    def _turned_away(self) -> web.Response:
        self.forged.note()
        response = web.Response(status=403)
        response.force_close()
        return response


def ringing(rings: Mapping[str, Callable[[str], None]]) -> Takes:
    """Rings for the account of the company that has something to fetch; others are not ours."""

    async def ring(fields: dict[str, str]) -> str:
        rung = rings.get(fields.get("OpenKfId", ""))
        if rung is not None and fields.get("Event") == RING:
            rung(fields.get("Token", ""))
        return ""

    return ring


def storing(
    intake: Intake,
    name_of: Names,
    unstored: Unstored,
    message_in: Callable[[str], Incoming | None],
) -> Takes:
    """Stores what was pushed, and says so once it is safe."""

    async def store(fields: dict[str, str]) -> str:
        payload = json.dumps(fields, ensure_ascii=False)
        try:
            await intake.store(name_of(fields), payload)
        except UnusableError:
            await unstored.came([message_in(payload)])
            raise
        unstored.end()
        return "success"

    return store
