"""`jieti run`: the office's database, and the channel that is served from it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractContextManager, asynccontextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from bot.channels import ears
from bot.channels.listening import Shared
from bot.channels.pulse import Pulse, Watch
from bot.channels.running import until_stopped
from bot.channels.telegram import webhook
from bot.channels.telegram.house import HOUSE, House
from bot.channels.telegram.serve import More, asked_to_stop, health_port, serve
from bot.channels.telegram.standing_by import standing_by
from bot.channels.telegram.witness import Witness
from bot.channels.unstored import Unstored
from bot.channels.web import serve as web
from bot.cli import desk_files, folder, group_line
from bot.cli.databases import open_database, open_existing
from bot.cli.operations import bring_up_to_date
from bot.cli.settings import Settings
from bot.contract.beside import Beside
from bot.contract.errors import SettingsError
from bot.store.port import Database

if TYPE_CHECKING:  # it needs an extra
    from bot.channels.wechat.serve import Wechat


async def serve_office(settings: Settings, clock: Callable[[], datetime]) -> None:
    """Serve Telegram until SIGINT or SIGTERM; an older database is brought up to date first.

    Raises:
        SettingsError: the token is missing or refused, or the port is taken.
        StoreError: the database cannot be opened.
        LoopEndedError: a part of the service ended that should not.
    """
    if settings.database.exists():
        bring_up_to_date(settings)
    unstored = Unstored(settings.desk)
    async with (
        open_database(settings.database, key=settings.audit_key) as database,
        _wechat(settings, database, clock, unstored) as wechat,
    ):
        shared = _shared(settings)
        beside, desk = wechat.beside() if wechat else None, settings.desk
        more = _loops(settings, database, clock, shared, beside)
        if wechat is None:
            await serve(settings.telegram, desk, database, clock, unstored, more, shared)
            return
        more |= wechat.loops(shared)
        if settings.wechat and settings.wechat.robot:
            more[group_line.NAME] = group_line.each_morning(database, desk, clock)
        wake = wechat.wake
        if settings.token:
            await serve(settings.telegram, desk, database, clock, unstored, more, shared, wake)
        else:
            await serve_quietly(settings, database, clock, unstored, more, wake)


def _loops(
    settings: Settings, database: Database, clock: Callable[[], datetime],
    shared: Shared | None, beside: Beside | None,
) -> dict[str, More]:  # fmt: skip
    """What is served beside the messengers; `beside` is what one opens beside its chats."""
    desk = settings.desk
    more: dict[str, More] = {desk_files.NAME: desk_files.served(database, desk, clock)}
    if settings.inbox:
        more[folder.NAME] = folder.each_night(settings.inbox, database, desk, clock)
    if settings.nightly:
        from bot.cli import audit_nightly  # noqa: PLC0415 - what counts in columns takes 24 MB
        from bot.cli.audit_nightly import Nightly  # noqa: PLC0415

        nightly = Nightly(settings.nightly, settings.tells)
        more[audit_nightly.NAME] = audit_nightly.each_night(nightly, database, desk, clock)
    if settings.web:
        more[web.NAME] = web.page(
            settings.web, database, desk, clock, shared=shared, beside=beside
        )
    return more


def stand_by(settings: Settings, clock: Callable[[], datetime]) -> AbstractContextManager[None]:
    """What is done while another process serves the office."""
    opened = open_existing(settings.database, settings.audit_key)
    return standing_by(opened, settings.telegram, clock, shared=settings.web is not None)


def _shared(settings: Settings) -> Shared | None:
    """The port of the pages, where messengers push to unless they have ports of their own."""
    if settings.web is None:
        return None
    accounts = settings.wechat.accounts if settings.wechat else ()
    return Shared(webhook.PATH, *{one.path for one in accounts})


@asynccontextmanager
async def _wechat(
    settings: Settings, database: Database, clock: Callable[[], datetime], unstored: Unstored
) -> AsyncIterator[Wechat | None]:
    """The accounts at WeChat, where the office has some."""
    if settings.wechat is None:
        yield None
        return
    try:
        from bot.channels.wechat.serve import wechat  # noqa: PLC0415 - needs an extra
    except ImportError as error:
        raise SettingsError(
            "JIETI_WECHAT needs the extra `wechat`: pip install 'jieti[wechat]'"
        ) from error
    async with wechat(settings.wechat, database, settings.desk, clock, unstored) as served:
        yield served


async def serve_quietly(
    settings: Settings,
    database: Database,
    clock: Callable[[], datetime],
    unstored: Unstored,
    more: Mapping[str, More],
    wake: Callable[[], None],
) -> None:
    """Serve without Telegram until SIGINT or SIGTERM."""
    stop, nobody = asked_to_stop(), Witness(clock)
    pulse = Pulse([HOUSE, ears.NAME, *more])
    house = House(settings.keep, settings.desk, database, clock, nobody, pulse, wake)

    async def nothing(_: str) -> bytes | None:
        return None

    loops = {
        HOUSE: house.run,
        ears.NAME: ears.ears(database, pulse, wake),
        **{name: loop(pulse, nothing, wake) for name, loop in more.items()},
    }
    async with health_port(
        settings.telegram,
        database,
        pulse,
        clock,
        settings.office.hours,
        lambda: True,
        unstored,
    ):
        with Watch(pulse):
            await until_stopped(stop, loops, lambda: None, "")
