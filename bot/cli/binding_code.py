"""What a code says that binds the customer's WeChat: by 微信客服, or else by the 服务号."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot import clock
from bot.cases.paper_proof import link, offer, scene
from bot.channels.wechat.settings import Account, Kind
from bot.cli import shell
from bot.cli.settings import Settings
from bot.contract.errors import SettingsError
from bot.store.port import Database, Store


def can_be_made(settings: Settings) -> bool:
    """Whether the office has an account that such a code leads to."""
    return bool(settings.desk.scan or _service_account(settings))


@dataclass(frozen=True, slots=True)
class Code:
    """A code that opens nothing yet.

    Attributes:
        scene: by which it is known when it is scanned.
        address: what it says.
    """

    scene: str
    address: str


async def made(settings: Settings, database: Database, account: str) -> Code | None:
    """A code for the account, to be offered once it is on paper; None where there is no account.

    Raises:
        SettingsError: WeChat makes no code now, says why; earlier ones go on.
    """
    if await database.read(lambda store: store.accounts.get(account)) is None:
        return None  # the letter says that there is no such account
    told = scene()
    if settings.desk.scan:
        return Code(told, link(settings.desk.scan, told))
    return Code(told, await _by_service_account(settings, database, told))


def offered(store: Store, code: Code, account: str, now: datetime) -> None:
    """It binds from now on; earlier codes of the account open nothing any more."""
    offer(store, code.scene, account, shell.actor(), now)


async def _by_service_account(settings: Settings, database: Database, told: str) -> str:
    import aiohttp  # noqa: PLC0415 - seldom

    from bot.channels.wechat.client import Client, locks  # noqa: PLC0415
    from bot.channels.wechat.code import address_of  # noqa: PLC0415
    from bot.channels.wechat.outcome import (  # noqa: PLC0415
        CallError,
        LineError,
        UnclearError,
    )

    one = _service_account(settings)
    if one is None or settings.wechat is None:
        return ""  # `can_be_made` was asked before
    async with aiohttp.ClientSession() as session:
        client = Client(one, session, database, clock.now, settings.wechat.limits, locks())
        try:
            return await address_of(client, told)
        except (CallError, LineError, UnclearError) as error:
            raise SettingsError(
                "WeChat makes no code now: {error}. See jieti doctor", error=error
            ) from error


def _service_account(settings: Settings) -> Account | None:
    accounts = settings.wechat.accounts if settings.wechat else ()
    return next((one for one in accounts if one.kind is Kind.MP), None)
