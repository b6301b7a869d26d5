"""An office that is served at the stand-in, step by step or as a service."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp.test_utils import unused_port

from bot.channels.listening import Shared, open_port
from bot.channels.unstored import Unstored
from bot.channels.web.serve import application
from bot.channels.web.settings import CHANNELS as PAGES
from bot.channels.web.settings import WebSettings
from bot.channels.wechat.serve import Wechat
from bot.channels.wechat.settings import Account, Kind, Limits, Template, WechatSettings
from bot.cli import setting_wechat
from bot.cli.settings import CHANNELS
from bot.contract.messages import Chat
from bot.contract.office import Office as Facts
from bot.records.case import Case
from bot.records.staff import Role, Staff
from bot.sqlite.database import open_database
from bot.staff.turn import DeskSettings
from bot.store.port import Database, Store
from bot.store.windows import Window
from tests.dialogue.conversation import NOW, OFFICE, new_file, put_seed
from tests.wechat.standin import Follower, Kf, Mp, Server, Villager, Wecom
from tests.wechat.standin.server import KEY, SECRET, TOKEN

STAFF = {"周明": Role.HEAD, "王芳": Role.CLERK}


def account(server: Server, kind: Kind, id_: str, **more: Any) -> Account:
    return Account(kind, id_, server.owner, SECRET, TOKEN, KEY, server.url, **more)


def chat_of(who: Villager | Follower) -> Chat:
    """As the house calls it."""
    return Chat(f"kf:{who.account}" if isinstance(who, Villager) else f"mp:{Mp.owner}", who.id)


@dataclass
class Office:
    """The office, its accounts and its desk."""

    database: Database
    desk: DeskSettings
    wechat: Wechat
    clock: Callable[[], datetime]
    staff: dict[str, Staff]
    servers: tuple[Server, ...] = ()

    async def settles(self) -> None:
        """Fetch, handle and send until there is nothing to do."""
        for _ in range(50):
            came = 0
            for puller in self.wechat.pulls.values():
                came += await puller.pull() or 0
            while handled := await self.wechat.works.handle_all():
                came += handled
            await self._sends()
            if not came and not await self.due():
                return
        raise AssertionError("it never settles")

    async def _sends(self) -> None:
        sender = self.wechat.sends
        sender._rests.clear()
        await sender.send_due()
        await sender.settle()
        await sender._give_up_late(self.clock())

    async def due(self) -> int:
        """How many chats have something to be sent now."""
        now = self.clock()
        channels = self.wechat.sends._speakers
        return await self.database.read(
            lambda store: sum(len(store.outbox.heads(channel, now)) for channel in channels)
        )

    async def case(self) -> Case:
        return (await self.cases())[0]

    async def cases(self) -> list[Case]:
        """The newest first."""
        return list(await self.database.read(lambda store: store.cases.newest_first()))

    async def window(self, who: Villager | Follower) -> Window | None:
        return await self.database.read(lambda store: store.windows.of(chat_of(who)))

    async def read(self, what: Callable[[Store], Any]) -> Any:
        return await self.database.read(what)


@asynccontextmanager
async def served(
    path: Path, *servers: Server, limits: Limits | None = None, facts: Facts = OFFICE,
    accounts: Mapping[str, Account] | None = None, page: str = "", scan: str = "",
    robot: str = "",
) -> AsyncIterator[Office]:  # fmt: skip
    """The office of that database, pushed to at the port of its pages."""
    found = tuple(accounts.values()) if accounts else tuple(accounts_of(servers))
    settings = WechatSettings("127.0.0.1", None, found, limits or Limits(), robot)
    desk = DeskSettings(
        facts,
        channels={**CHANNELS, **PAGES, **setting_wechat.channels(settings)},
        page=page,
        scan=scan,
    )

    def clock() -> datetime:
        return servers[0].now if servers else NOW

    async with (
        open_database(new_file(path)) as database,
        aiohttp.ClientSession() as session,
    ):
        wechat = Wechat(settings, session, database, desk, clock, Unstored(desk))
        staff = await database.write(set_up)
        shared = Shared(*{one.path for one in found})
        pages = WebSettings("127.0.0.1", unused_port(), secure=False)
        app = application(pages, database, desk, clock, wechat.wake, shared, wechat.beside())
        async with (
            open_port("JIETI_WEB", pages.address, pages.port, app),
            wechat.listening(shared),
        ):
            for server in servers:
                (path,) = {one.path for one in found if one.api == server.url}
                server.push_to = f"http://127.0.0.1:{pages.port}{path}"
            yield Office(database, desk, wechat, clock, staff, servers)


def accounts_of(servers: tuple[Server, ...]) -> list[Account]:
    """All that the servers have; a 服务号 with a template."""
    found = []
    for server in servers:
        if isinstance(server, Kf):
            found += [account(server, Kind.KF, one) for one in server.accounts]
        elif isinstance(server, Wecom):
            found.append(account(server, Kind.APP, server.agent))
        else:
            fields = {"character_string1": "case", "phrase2": "state", "thing3": "青石供电所"}
            template = Template("tpl", fields)
            found.append(account(server, Kind.MP, server.owner, template=template))
    return found


def set_up(store: Store) -> dict[str, Staff]:
    """The seed's accounts and two colleagues, once."""
    if not store.accounts.get("4100000123"):
        put_seed(store)
        for name, role in STAFF.items():
            store.staff.add(name, role, NOW)
    return {one.name: one for one in store.staff.members()}


def without(office: Facts, **changed: Any) -> Facts:
    return replace(office, **changed)
