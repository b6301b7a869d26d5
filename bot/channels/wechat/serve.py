"""Serves the office's accounts at WeChat: loops of the service beside its other channels."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import datetime
from functools import partial
from itertools import groupby

import aiohttp

from bot.channels.listening import Shared, bare, open_port
from bot.channels.pulse import Pulse
from bot.channels.running import Loop
from bot.channels.storing import Intake
from bot.channels.unstored import Unstored
from bot.channels.wechat import app_incoming, kf_incoming, mp_incoming, sender, worker
from bot.channels.wechat.app_speaking import AppSpeaker
from bot.channels.wechat.beside import WecomBeside
from bot.channels.wechat.client import Client, locks
from bot.channels.wechat.keeping import Keeping
from bot.channels.wechat.mp_speaking import MpSpeaker
from bot.channels.wechat.port import Address, ringing, storing
from bot.channels.wechat.puller import Puller
from bot.channels.wechat.pushed import Guard
from bot.channels.wechat.robot import RobotSpeaker
from bot.channels.wechat.seal import Seal
from bot.channels.wechat.sender import Sender
from bot.channels.wechat.settings import GROUP, OWN_PORT, Account, Kind, Limits, WechatSettings
from bot.channels.wechat.speaking import KfSpeaker, Speaker
from bot.channels.wechat.spoken import Reads
from bot.channels.wechat.telling import tell_admin
from bot.channels.wechat.turns import turn_of
from bot.channels.wechat.unstored import message_in, saying
from bot.channels.wechat.worker import Source, Worker
from bot.contract.messages import Action
from bot.hearing.ocr import TextReader, is_installed
from bot.staff.signing_in import case_page
from bot.staff.turn import DeskSettings
from bot.store.port import Database

PORT = "wechat port"
DAY = 86_400.0  # seconds
Fetch = Callable[[str], Awaitable[bytes | None]]
More = Callable[[Pulse, Fetch, Callable[[], None]], Loop]


class Wechat:
    """All accounts, in one process."""

    def __init__(
        self,
        settings: WechatSettings,
        session: aiohttp.ClientSession,
        database: Database,
        desk: DeskSettings,
        clock: Callable[[], datetime],
        unstored: Unstored,
        reader: TextReader | None = None,
    ) -> None:
        self._settings, self._database, self._clock = settings, database, clock
        self._desk, self.unstored = desk, unstored
        self._ring: Callable[[], None] = lambda: None
        shared, limits = locks(), settings.limits
        clients = {
            one.channel: Client(one, session, database, clock, limits, shared)
            for one in settings.accounts
        }
        sources = {
            name: Source(client, self._reads(client), _link(client.account))
            for name, client in clients.items()
        }
        self.works = Worker(
            sources, database, desk, clock, self._outgoing, unstored, Keeping(reader)
        )
        speakers: dict[str, Speaker] = {
            name: _speaker(client, limits, desk) for name, client in clients.items()
        }
        for name, speaker in speakers.items():
            unstored.speaks(name, saying(speaker))
        if settings.robot:
            speakers[GROUP.channel] = RobotSpeaker(settings.robot, session)
        self.sends = Sender(speakers, database, desk, clock, self._outgoing)
        self.pulls = {
            client.account.id: self._puller(client)
            for client in clients.values()
            if client.account.kind is Kind.KF
        }

    def _puller(self, client: Client) -> Puller:
        return Puller(
            client,
            self._database,
            self._clock,
            self._settings.limits,
            self.works.wake,
            partial(self._refused, client.account.channel),
            self.unstored,
            partial(message_in, self._reads(client)),
        )

    def loops(self, shared: Shared | None = None) -> Mapping[str, More]:
        """Its loops by their names, as a service runs them; `shared` is the port of the pages."""

        def simple(run: Callable[[Pulse], Awaitable[None]]) -> More:
            def made(pulse: Pulse, _: Fetch, ring: Callable[[], None]) -> Loop:
                self._ring = ring

                async def loop() -> None:
                    await run(pulse)

                return loop

            return made

        return {
            PORT: simple(partial(self._listen, shared)),
            worker.NAME: simple(self.works.run),
            sender.NAME: simple(self.sends.run),
            **{one.name: simple(one.run) for one in self.pulls.values()},
        }

    def beside(self) -> WecomBeside | None:
        """The application that staff have in WeCom beside chats of its company's 微信客服."""
        sources = self.works.sources.values()
        clients = [one.client for one in sources if one.client.account.kind is Kind.APP]
        if not clients:
            return None
        app = clients[0]
        ours = (one for one in self._settings.accounts if one.owner == app.account.owner)
        return WecomBeside(app, tuple(one.channel for one in ours if one.kind is Kind.KF))

    def wake(self) -> None:
        """Something was put into outbox or inbox, by another channel or another process."""
        self.works.wake()
        self.sends.wake()

    async def _refused(self, channel: str, code: int) -> None:
        """The account itself is refused to whoever fetches."""
        await tell_admin(self._database, self._desk, channel, code, self._clock())
        self._outgoing()

    def _outgoing(self) -> None:
        self.sends.wake()
        self._ring()

    def _reads(self, client: Client) -> Reads:
        account, limits = client.account, self._settings.limits
        return partial(_READS[account.kind], channel=account.channel, limits=limits)

    def addresses(self) -> list[Address]:
        """Where each company, or 服务号, pushes to."""

        def path(account: Account) -> str:
            return account.path

        accounts = sorted(self._settings.accounts, key=path)
        return [self._address(list(of_one)) for _, of_one in groupby(accounts, key=path)]

    def _address(self, accounts: list[Account]) -> Address:
        """Accounts of one company have one address and one seal."""
        first = accounts[0]
        if first.kind is not Kind.KF:
            intake = Intake(self._database, self._clock, self.works.wake, first.channel, turn_of)
            reads = self.works.sources[first.channel].reads
            takes = storing(
                intake, mp_incoming.delivery_of, self.unstored, partial(message_in, reads)
            )
            return Address(first.path, guard_of(first), takes, self._clock)
        rings = {one.id: self.pulls[one.id].ring for one in accounts}
        return Address(first.path, guard_of(first), ringing(rings), self._clock)

    async def _listen(self, shared: Shared | None, pulse: Pulse) -> None:
        async with self.listening(shared):
            while True:
                await pulse.rest(PORT, DAY)

    def listening(self, shared: Shared | None) -> AbstractAsyncContextManager[None]:
        """At the port of the pages, or at its own."""
        routes = [route for one in self.addresses() for route in one.routes()]
        if self._settings.port is None and shared:
            return shared.answering(routes)
        port = self._settings.port or OWN_PORT
        return open_port("JIETI_WECHAT", self._settings.address, port, bare(routes))


_READS = {
    Kind.KF: kf_incoming.spoken, Kind.MP: mp_incoming.spoken, Kind.APP: app_incoming.spoken,
}  # fmt: skip


def _speaker(client: Client, limits: Limits, desk: DeskSettings) -> Speaker:
    match client.account.kind:
        case Kind.KF:
            return KfSpeaker(client, limits)
        case Kind.MP:
            return MpSpeaker(client, limits)
    return AppSpeaker(client, limits, partial(case_page, desk.page))


def _link(account: Account) -> str:
    """What stands before an invitation: who is invited by the application sends both to it."""
    return f"/{Action.START} " if account.kind is Kind.APP else ""


def guard_of(account: Account) -> Guard:
    """What is let in at an account's address."""
    seal = Seal(account.key, account.owner) if account.key else None
    return Guard(account.token, seal, sealed_echo=account.kind is not Kind.MP)


@asynccontextmanager
async def wechat(
    settings: WechatSettings, database: Database, desk: DeskSettings,
    clock: Callable[[], datetime], unstored: Unstored,
) -> AsyncIterator[Wechat]:  # fmt: skip
    """The office's accounts, with connections to the makers' interfaces."""
    connector = aiohttp.TCPConnector(limit=64)
    async with aiohttp.ClientSession(connector=connector) as session:
        if not is_installed():
            yield Wechat(settings, session, database, desk, clock, unstored)
            return
        reader = await asyncio.to_thread(TextReader)
        with reader:
            yield Wechat(settings, session, database, desk, clock, unstored, reader)
