"""An answer too long for a messenger, read once on a page.

Showing takes a press: a messenger that looks at links on its own opens nothing by that.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from aiohttp import web

from bot.channels.web.guarding import html, must_be_own, words_of
from bot.channels.web.pages import ENVIRONMENT
from bot.channels.web.visitors import Limiter, address_of
from bot.contract.clean import clean
from bot.staff.turn import DeskSettings
from bot.store.once import Opens
from bot.store.port import Database

TRIES = 30  # an hour, of one address: a link has 128 bits, and nobody tries so often by accident


class Reading:
    """The address of such answers."""

    def __init__(
        self, database: Database, desk: DeskSettings, clock: Callable[[], datetime]
    ) -> None:
        self._database, self._desk, self._clock = database, desk, clock
        self._limiter = Limiter(clock, TRIES)

    def routes(self) -> list[web.RouteDef]:
        """With a secret of our own making alone."""
        path = r"/read/{secret:[A-Za-z0-9_-]{22}}"
        return [web.get(path, self.offer), web.post(path, self.show)]

    async def offer(self, request: web.Request) -> web.Response:
        """The button that shows it; whether there is anything to show is not told yet."""
        return self._page(request, secret=request.match_info["secret"])

    async def show(self, request: web.Request) -> web.Response:
        """The answer, once."""
        must_be_own(request)
        if not self._limiter.may_begin(address_of(request)):
            return self._page(request, status=429)
        secret, now = request.match_info["secret"], self._clock()
        found = await self._database.write(lambda store: store.once.use(secret, Opens.TEXT, now))
        if found is None:
            return self._page(request, status=410)
        return self._page(request, text=found.subject)

    def _page(
        self, request: web.Request, *, secret: str = "", text: str = "", status: int = 200
    ) -> web.Response:
        say, office = words_of(request), self._desk.office
        paragraphs = [part.split("\n") for part in clean(text).split("\n\n")] if text else []
        page = ENVIRONMENT.get_template("read.html").render(
            say=say, language=str(say.locale).replace("_", "-"), office=office.name,
            phone=office.phone or "95598", secret=secret, paragraphs=paragraphs,
        )  # fmt: skip
        return html(page, status)
