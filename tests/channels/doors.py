"""Channels as whoever writes through them sees them, each with the one customer's chat."""

from __future__ import annotations

import io
import itertools
import re
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from html import unescape
from pathlib import Path
from typing import Protocol

from aiohttp import DummyCookieJar
from aiohttp.test_utils import TestClient, TestServer

from bot.channels import console
from bot.channels.cutting import parts_of
from bot.channels.telegram import settings as telegram
from bot.channels.web import settings as page
from bot.channels.web.serve import application
from bot.channels.web.visitors import COOKIE
from bot.channels.web.visitors import chat_of as page_of
from bot.channels.wechat.settings import Limits
from bot.cli.settings import CHANNELS
from bot.contract.channel import INSIDE, TERMINAL, Can, Size
from bot.contract.messages import Chat, Document, Incoming, MessageKind, Reply
from bot.contract.office import Disclosure, Office
from bot.counter.door import taken
from bot.counter.receiving import Delivery, receive_all
from bot.sqlite.database import open_database
from bot.staff.turn import DeskSettings
from bot.store.inbox import Waiting
from bot.store.outbox import Taken
from bot.store.port import Database, Store
from bot.wording.catalogue import words
from tariff_rules import MonthsFrom
from tests.dialogue.conversation import NOW
from tests.standin import BotApi
from tests.standin.people import PATIENCE
from tests.telegram.conftest import Serving
from tests.wechat.office import Office as Served
from tests.wechat.office import chat_of, served
from tests.wechat.standin import Kf

MEMORY = "memory:account"  # as a messenger's second account would be named
SECRET = "what-the-browser-keeps"


@dataclass(frozen=True)
class Shown:
    """A message as it was shown."""

    text: str
    buttons: tuple[str, ...] = ()
    file: str = ""  # what the channel calls it


class Door(Protocol):
    """A channel with its customer at one end and the office's database at the other."""

    can: Can
    chat: Chat
    desk: DeskSettings
    database: Database

    async def says(self, text: str) -> None:
        """The customer writes."""

    async def hears(self, last: str) -> list[Shown]:
        """What is shown from the beginning, once that was."""


Opens = Callable[[Disclosure], AbstractAsyncContextManager[Door]]


def desk_of(disclosure: Disclosure) -> DeskSettings:
    office = Office(
        "青石供电所", "0377-0000000", "henan", MonthsFrom.REGISTRATION, disclosure=disclosure
    )
    return DeskSettings(office, channels={**CHANNELS, MEMORY: Memory.can, page.CHANNEL: page.CAN})


class Messenger:
    """Telegram, over the wire."""

    can = telegram.CAN

    def __init__(self, api: BotApi, database: Database, desk: DeskSettings) -> None:
        self.api, self.database, self.desk = api, database, desk
        self.person = api.person("张建国")
        self.chat = Chat(telegram.CHANNEL, str(self.person.id))

    async def says(self, text: str) -> None:
        await self.person.says(text)

    async def hears(self, last: str) -> list[Shown]:
        await self.api.bell.until(
            lambda: any(last in message.plain for message in self.person.received), PATIENCE
        )
        names = iter([name for name, _ in self.api.files.values()])
        return [
            Shown(one.plain, one.buttons, next(names) if "document" in one.params else "")
            for one in self.person.received
        ]


class Terminal:
    """A terminal, by what it prints."""

    can = INSIDE

    def __init__(self, database: Database, desk: DeskSettings) -> None:
        self.database, self.desk, self._printed = database, desk, io.StringIO()
        self._console = console.Console(database, desk, words(), self._printed, lambda: NOW)
        self.chat = Chat(TERMINAL, "terminal")

    async def says(self, text: str) -> None:
        await self._console.says(text)

    async def hears(self, last: str) -> list[Shown]:
        printed = self._printed.getvalue()
        assert last in printed
        return [_printed(block) for block in printed.split("助手:")[1:]]


def _printed(block: str) -> Shown:
    first, *rest = block.rstrip("\n").split("\n")
    files = [line.strip() for line in rest if line.startswith("   📎")]
    keys = [
        key for line in rest if line.startswith("   [") for key in re.findall(r"\[(.+?)\]", line)
    ]
    text = [line.removeprefix("  ") for line in rest if not line.startswith("   ")]
    return Shown("\n".join([first, *text]), tuple(keys), "".join(files).removeprefix("📎 "))


class Memory:
    """The smallest channel that can be: what came is a text, what is sent is remembered."""

    can = Can(inside=False, pushes=True, longest=Size(300))

    def __init__(self, database: Database, desk: DeskSettings) -> None:
        self.database, self.desk = database, desk
        self.chat = Chat(MEMORY, "1")
        self._names, self._shown = itertools.count(1), list[Shown]()

    async def says(self, text: str) -> None:
        await self.delivered(f"id-{next(self._names)}", text)

    async def delivered(self, name: str, text: str) -> None:
        """The messenger brings a message, perhaps once more."""

        def take_and_send(store: Store) -> None:
            store.inbox.receive(MEMORY, [(name, text)], NOW)
            waiting = store.inbox.take(MEMORY, 9)
            receive_all(store, self.desk, MEMORY, [self._read(one) for one in waiting], NOW)
            while heads := store.outbox.heads(MEMORY, NOW):
                for message in heads:
                    assert isinstance(message.what, Reply)
                    shown = self._rendered(message.what)
                    self._shown += shown
                    taken(store, self.desk, [Taken(message.key, len(shown), whole=True)], NOW)

        await self.database.write(take_and_send)

    def _read(self, waiting: Waiting) -> Delivery:
        text = waiting.payload
        command = MessageKind.COMMAND if text.startswith("/") else MessageKind.TEXT
        kind, action = command, text[1:] if command is MessageKind.COMMAND else ""
        message = Incoming(self.chat, kind, "" if action else text, action)
        return Delivery(waiting, self.chat, message)

    def _rendered(self, reply: Reply) -> list[Shown]:
        assert self.can.longest is not None
        texts = parts_of(reply.text, self.can.longest.takes)
        buttons = tuple(button.label for button in reply.buttons)
        file = reply.document.name if isinstance(reply.document, Document) else ""
        return [*map(Shown, texts[:-1]), Shown(texts[-1], buttons, file)]

    async def hears(self, last: str) -> list[Shown]:
        assert any(last in one.text for one in self._shown)
        return self._shown


class OnPage:
    """The page in a browser without a script: read whole when it is asked what was heard."""

    can = page.CAN

    def __init__(self, database: Database, desk: DeskSettings) -> None:
        self.database, self.desk = database, desk
        settings = page.WebSettings("127.0.0.1", 0, secure=False)
        app = application(settings, database, desk, lambda: NOW, lambda: None)
        self._client = TestClient(
            TestServer(app),
            headers={"Cookie": f"{COOKIE}={SECRET}"},
            cookie_jar=DummyCookieJar(),
        )
        self.chat = page_of(SECRET)

    async def opened(self) -> None:
        """The server listens."""
        await self._client.start_server()

    async def closed(self) -> None:
        await self._client.close()

    async def says(self, text: str) -> None:
        await self._client.post("/chat", data={"text": text})

    async def hears(self, last: str) -> list[Shown]:
        html = await (await self._client.get("/chat")).text()
        blocks = html.split('<div class="msg us">')[1:]
        shown = [_on_page(block.partition('<div class="msg me">')[0]) for block in blocks]
        assert any(last in one.text for one in shown)
        return shown


def _on_page(block: str) -> Shown:
    buttons = tuple(unescape(label) for label in re.findall(r"<button [^>]+>([^<]+)<", block))
    files = re.findall(r'href="(/chat/file/\d+)"', block)
    words_, _, _ = block.partition("</main>")[0].partition("<form")
    paragraphs = re.findall(r"<p(?: class=\"head\")?>(.*?)</p>", words_, re.DOTALL)
    text = "\n\n".join(unescape(re.sub(r"<[^>]+>", "", one)) for one in paragraphs)
    return Shown(text.split("\n\n打开文件")[0], buttons, "".join(files))


class Wechat:
    """微信客服, over the wire; with rights for far more messages than a word gives."""

    def __init__(self, kf: Kf, office: Served) -> None:
        self._office, self._who = office, kf.villager()
        self.database, self.desk, self.chat = office.database, office.desk, chat_of(self._who)
        self.can = office.desk.can(self.chat)

    async def opened(self) -> None:
        """A chat whose customer has written, so that it may be written to."""
        await self.database.write(
            lambda store: store.windows.open(self.chat, 99, NOW + timedelta(days=2))
        )
        self._who.left, self._who.until = 99, NOW + timedelta(days=2)

    async def says(self, text: str) -> None:
        await self._who.says(text)
        self._who.left = 99

    async def hears(self, last: str) -> list[Shown]:
        await self._office.settles()
        assert any(last in one.text for one in self._who.received)
        shown: list[Shown] = []
        for one in self._who.received:
            if shown and shown[-1].file and not shown[-1].text:
                # Nothing stands below a file there: its words come next.
                shown[-1] = Shown(one.text, one.buttons, shown[-1].file)
            else:
                shown.append(Shown(one.text, one.buttons, one.file))
        return shown


def doors(api: BotApi, path: Path, serving: Serving) -> dict[str, Opens]:
    """How each is opened, in an office that discloses so much."""

    @asynccontextmanager
    async def by_messenger(disclosure: Disclosure) -> AsyncIterator[Door]:
        async with open_database(path) as database, serving(JIETI_DISCLOSURE=disclosure.value):
            yield Messenger(api, database, desk_of(disclosure))

    def at(make: Callable[[Database, DeskSettings], Door]) -> Opens:
        @asynccontextmanager
        async def opened(disclosure: Disclosure) -> AsyncIterator[Door]:
            async with open_database(path) as database:
                yield make(database, desk_of(disclosure))

        return opened

    @asynccontextmanager
    async def by_page(disclosure: Disclosure) -> AsyncIterator[Door]:
        async with open_database(path) as database:
            door = OnPage(database, desk_of(disclosure))
            await door.opened()
            try:
                yield door
            finally:
                await door.closed()

    @asynccontextmanager
    async def by_wechat(disclosure: Disclosure) -> AsyncIterator[Door]:
        facts = desk_of(disclosure).office
        limits = Limits(window_messages=99)
        async with Kf(NOW) as kf, served(path, kf, facts=facts, limits=limits) as office:
            door = Wechat(kf, office)
            await door.opened()
            yield door

    return {
        "page": by_page,
        "wechat": by_wechat,
        "telegram": by_messenger,
        "terminal": at(Terminal),
        "memory": at(Memory),
    }


def texts(shown: Iterable[Shown]) -> list[str]:
    return [one.text for one in shown]
