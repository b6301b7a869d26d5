"""The customer's page over real HTTP, in the process of the test."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientResponse, CookieJar, web
from aiohttp.test_utils import TestClient, TestServer

from bot.channels.web import talk
from bot.channels.web.serve import application
from bot.channels.web.settings import CHANNELS as PAGES
from bot.channels.web.settings import WebSettings
from bot.channels.web.visitors import COOKIE, chat_of
from bot.cli.settings import CHANNELS
from bot.contract.messages import Chat
from bot.sqlite.database import open_database
from bot.staff.turn import DeskSettings
from bot.store.port import Database
from tests.dialogue.conversation import NOW, OFFICE, put_seed

DESK = DeskSettings(OFFICE, channels={**CHANNELS, **PAGES}, page="http://127.0.0.1")
HTMX = {"HX-Request": "true"}


class Served(TestServer):
    """As the service serves: nothing hears by itself that its browser is gone.

    The library's own ends whatever still answers, which hid that pages stayed open that were left.
    """

    async def _make_runner(self, **settings: Any) -> web.BaseRunner[Any]:
        return await super()._make_runner(**settings | {"handler_cancellation": False})


class Page:
    """An office with its page, and the clock."""

    def __init__(self, database: Database) -> None:
        self.database, self.now = database, NOW
        self._browsers: list[TestClient[Any, Any]] = []
        self.desk_is(DESK)

    def desk_is(self, desk: DeskSettings) -> None:
        """The office, from the next browser on."""
        settings = WebSettings("127.0.0.1", 0, secure=False)
        app = application(settings, self.database, desk, self.clock, lambda: None)
        self._server = Served(app)

    def clock(self) -> datetime:
        return self.now

    def waits(self, minutes: float) -> None:
        self.now += timedelta(minutes=minutes)

    async def browser(self) -> Browser:
        """Somebody's browser, with cookies of its own."""
        client = TestClient(self._server, cookie_jar=CookieJar(unsafe=True))
        await client.start_server()
        self._browsers.append(client)
        return Browser(client)

    async def looks_for_closed_pages(self) -> int:
        return await self.database.write(lambda store: talk.give_back(store, DESK, self.now))

    async def close(self) -> None:
        for client in self._browsers:
            await client.close()


class Browser:
    """A customer at the page."""

    def __init__(self, client: TestClient[Any, Any]) -> None:
        self.client, self.html = client, ""

    @property
    def cookie(self) -> str:
        """What it sends with each call."""
        jar = self.client.session.cookie_jar
        return next(cookie.value for cookie in jar if cookie.key == COOKIE)

    @property
    def chat(self) -> Chat:
        """The chat that its cookie opens."""
        return chat_of(self.cookie)

    async def opens(self) -> str:
        """What stands on the page."""
        return shown(await (await self.client.get("/chat")).text())

    async def says(self, text: str, **headers: str) -> ClientResponse:
        return await self.client.post("/chat", data={"text": text}, headers=headers)

    async def presses(self, label: str) -> str:
        """Press a button of the page as it stands."""
        html = await (await self.client.get("/chat")).text()
        value = next(v for v in re.findall(r'name="press" value="(.+?)"', html)
                     if v.endswith(f"|{label}"))  # fmt: skip
        answer = await self.client.post("/chat", data={"press": unescape(value)})
        return shown(await answer.text())


def shown(html: str) -> str:
    """The words of a page, its marks taken out."""
    body = html.partition("<main>")[2].partition("</main>")[0] or html
    return unescape(re.sub(r"<[^>]+>", "", body))


@pytest.fixture
async def page(tmp_path: Path) -> AsyncIterator[Page]:
    async with open_database(tmp_path / "web.db") as database:
        await database.write(put_seed)
        office = Page(database)
        yield office
        await office.close()
