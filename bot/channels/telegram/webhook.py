"""Takes updates by HTTP. One is stored before the answer 200.

A call without the secret is turned away before its body is read.
"""

from __future__ import annotations

import hmac
import json
import logging

from aiohttp import web

from bot.channels.listening import CROWD, body_of
from bot.channels.storing import Forged, Intake
from bot.channels.telegram.settings import Webhook
from bot.channels.telegram.unstored import message_in
from bot.channels.unstored import Unstored
from bot.store.port import UnusableError

NAME = "webhook"
PATH = "/telegram"
SECRET = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header
log = logging.getLogger(__name__)


class Receiver:
    """Takes updates of that bot; whoever only stands by says nothing of what is not stored."""

    def __init__(
        self, webhook: Webhook, intake: Intake, bot_id: int, unstored: Unstored | None = None
    ) -> None:
        self._webhook, self._intake, self._bot_id = webhook, intake, bot_id
        self._unstored = unstored
        self._forged = Forged("%d webhook calls without the right secret")

    def routes(self) -> list[web.RouteDef]:
        """Its address."""
        return [web.post(PATH, self.receive)]

    async def receive(self, request: web.Request) -> web.Response:
        """One update. Whoever does not know the secret is turned away, their body not read."""
        given = request.headers.get(SECRET, "")
        # A header may hold any bytes.
        sent = given.encode(errors="surrogateescape")
        if not hmac.compare_digest(sent, self._webhook.secret.encode()):
            self._forged.note()
            response = web.Response(status=403)
            response.force_close()
            return response
        request.app[CROWD].knows(request)
        body = await body_of(request)
        try:
            text = (body or b"").decode()
        except UnicodeDecodeError:
            text = ""
        number = _number(text)
        if number is None:
            return web.Response(status=400)
        try:
            await self._intake.store(f"{self._bot_id}:{number}", text)
        except UnusableError:
            # Not 200: Telegram keeps it and comes again.
            log.exception("an update could not be stored")
            if self._unstored:
                await self._unstored.came([message_in(text)])
            return web.Response(status=503)
        if self._unstored:
            self._unstored.end()
        return web.Response()


def _number(body: str) -> int | None:
    """The update's number; None where the body is not an update."""
    try:
        update = json.loads(body)
    except (ValueError, RecursionError):
        return None
    number = update.get("update_id") if isinstance(update, dict) else None
    return number if type(number) is int and 0 <= number < 2**63 else None
