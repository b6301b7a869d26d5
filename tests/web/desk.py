"""The counter's page over real HTTP: who works there, and what they press."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import Any

from aiohttp import ClientResponse
from aiohttp.test_utils import TestClient

from bot.channels.web.desk.signing import COOKIE
from bot.records.staff import Role, Staff
from bot.sqlite.store import SqliteStore
from bot.staff.signing_in import offered
from bot.store.port import Store
from tests.web.conftest import DESK, Page


@dataclass
class Seat:
    """Somebody of the staff in a browser."""

    page: Page
    client: TestClient[Any, Any]
    who: Staff
    html: str = ""

    async def comes_in(self) -> ClientResponse:
        link = await link_for(self.page, self.who)
        door = await self.client.get(link)
        token = field_of(await door.text(), "token")
        return await self.keeps(await self.client.post("/desk/in", data={"token": token}))

    async def opens(self, path: str) -> str:
        """What stands on that page."""
        await self.keeps(await self.client.get(path))
        return words_of(self.html)

    async def keeps(self, answer: ClientResponse) -> ClientResponse:
        self.html = await answer.text()
        return answer

    async def presses(self, label: str) -> str:
        """A button of the page as it stands."""
        for form in re.findall(r"<form.*?</form>", self.html, re.DOTALL):
            found = re.search(rf'name="press" value="([^"]+)">{re.escape(label)}<', form)
            if found:
                return await self.sends(fields_of(form) | {"press": unescape(found[1])})
        raise AssertionError(f"no button {label}: {words_of(self.html)}")

    async def writes(self, text: str) -> str:
        """Into the first field that is there to be written into."""
        form = next(f for f in re.findall(r"<form.*?</form>", self.html, re.DOTALL)
                    if "<textarea" in f)  # fmt: skip
        return await self.sends(fields_of(form) | {"text": text})

    async def sends(self, fields: dict[str, str], path: str = "/desk/do", **headers: str) -> str:
        await self.keeps(await self.client.post(path, data=fields, headers=headers))
        return words_of(self.html)

    @property
    def key(self) -> str:
        return field_of(self.html, "key")

    @property
    def cookie(self) -> str:
        jar = self.client.session.cookie_jar
        return next(cookie.value for cookie in jar if cookie.key == COOKIE)


async def link_for(page: Page, who: Staff) -> str:
    def made(store: Store) -> str:
        return offered(store, DESK.page, who, page.now, "test")

    return (await page.database.write(made)).removeprefix(DESK.page)


async def seat(page: Page, name: str, role: Role) -> Seat:
    """Somebody new, who has come in."""
    who = await page.database.write(lambda store: store.staff.add(name, role, page.now))
    sits = Seat(page, (await page.browser()).client, who)
    assert (await sits.comes_in()).status == 200
    return sits


def field_of(html: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', html)
    assert found, f"no field {name}: {words_of(html)}"
    return unescape(found[1])


def fields_of(form: str) -> dict[str, str]:
    """The fields that a form sends by itself."""
    pairs = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form)
    return {name: unescape(value) for name, value in pairs}


def words_of(html: str) -> str:
    """The words of a page, its marks taken out."""
    return unescape(re.sub(r"<[^>]+>", " ", html.partition("<body")[2] or html))


async def trail_of(page: Page) -> list[tuple[str, str, str]]:
    """Who did what to whom, as the audit trail has it."""

    def rows(store: Store) -> list[tuple[str, str, str]]:
        assert isinstance(store, SqliteStore)
        found = store.connection.execute("SELECT actor, action, subject FROM audit ORDER BY id")
        return [tuple(row) for row in found]

    return await page.database.read(rows)
