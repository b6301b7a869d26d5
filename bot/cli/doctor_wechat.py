"""What the doctor says of each account at WeChat: token, address, rights, how far it was read."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime
from typing import TYPE_CHECKING

from bot.channels.wechat.settings import Account, Kind, WechatSettings
from bot.cli import doctor_reach
from bot.cli.checks import Check, Finding, check_of
from bot.cli.databases import open_existing
from bot.cli.settings import Settings
from bot.store.port import Database, StoreError
from bot.wording.catalogue import Words, mark

if TYPE_CHECKING:  # it needs an extra
    from bot.channels.wechat.client import Client

_WHY = {
    40001: mark("the secret is wrong"),
    40125: mark("the secret is wrong"),
    40013: mark("the company or appid is wrong"),
    40164: mark("our address is not listed at WeChat"),
    60020: mark("our address is not listed at WeCom (企业可信IP)"),
    48001: mark("the account has no right to that; is it verified?"),
    95012: mark("微信客服 is not opened, or not handed to the API"),
}
_SEND = "/cgi-bin/message/custom/send"


async def accounts(settings: Settings, now: datetime, say: Words) -> AsyncIterator[Check]:
    """A line for each account; nothing where the office has none."""
    if settings.wechat is None:
        return
    try:
        from bot.channels.wechat.client import Client, locks  # noqa: PLC0415 - needs an extra
    except ImportError:
        yield Check(Finding.BAD, say("WeChat: pip install 'jieti[wechat]' is missing"))
        return
    import aiohttp  # noqa: PLC0415 - seldom

    try:
        async with (
            open_existing(settings.database, settings.audit_key) as database,
            aiohttp.ClientSession() as session,
        ):
            for one in settings.wechat.accounts:
                client = Client(
                    one, session, database, lambda: now, settings.wechat.limits, locks()
                )
                yield await _account(client, database, settings.wechat, now, say)
            yield await doctor_reach.clock(session, settings.wechat.accounts[0].api, now, say)
            if settings.web and settings.web.url.startswith("https://"):
                for path in sorted({one.path for one in settings.wechat.accounts}):
                    yield await doctor_reach.address(session, settings.web.url + path, say)
    except StoreError:
        return  # another line says so


async def _account(
    client: Client, database: Database, settings: WechatSettings, now: datetime, say: Words
) -> Check:
    from bot.channels.wechat.outcome import (  # noqa: PLC0415 - seldom
        CallError,
        LineError,
        UnclearError,
    )

    one = client.account
    try:
        told = await _ASKS[one.kind](client, say)
    except CallError as error:
        why = say(_WHY[error.code]) if error.code in _WHY else error.text
        told = say("WeChat {account}: refused, {code}: {why}", account=one.channel,
                   code=error.code, why=why)  # fmt: skip
        return Check(Finding.BAD, told)
    except (LineError, UnclearError) as error:
        told = say("WeChat {account}: cannot be reached: {kind}", account=one.channel,
                   kind=str(error))  # fmt: skip
        return Check(Finding.BAD, told)
    if isinstance(told, Check):
        return told
    return await _read_lately(one, database, settings, now, say, told)


async def _kf(client: Client, say: Words) -> Check | str:
    """Whether the account is one that the interface may serve."""
    answer = await client.call("cgi-bin/kf/account/list", {"offset": 0, "limit": 100})
    found = {str(one.get("open_kfid")) for one in answer.get("account_list") or []}
    account = client.account
    if account.id not in found:
        told = say(
            "WeChat {account}: not among the accounts that were handed to the API: {found}",
            account=account.channel, found=", ".join(sorted(found)) or "—",
        )  # fmt: skip
        return Check(Finding.BAD, told)
    return say("WeChat {account}: the token is good, and the account is ours",
               account=account.channel)  # fmt: skip


async def _mp(client: Client, say: Words) -> Check | str:
    """How many messages may still be sent today."""
    answer = await client.call("cgi-bin/openapi/quota/get", {"cgi_path": _SEND})
    left = (answer.get("quota") or {}).get("remain", "?")
    return say("WeChat {account}: the token is good; messages left today: {left}",
               account=client.account.channel, left=left)  # fmt: skip


async def _app(client: Client, say: Words) -> Check | str:
    """Whether the application is there, and which domain its pages may have."""
    answer = await client.ask("cgi-bin/agent/get", {"agentid": client.account.id})
    if answer.get("close"):
        told = say("WeChat {account}: the application is switched off in WeCom",
                   account=client.account.channel)  # fmt: skip
        return Check(Finding.BAD, told)
    return say(
        "WeChat {account}: the token is good; application {name}, trusted domain: {domain}",
        account=client.account.channel, name=answer.get("name") or "?",
        domain=answer.get("redirect_domain") or "—",
    )  # fmt: skip


_ASKS = {Kind.KF: _kf, Kind.MP: _mp, Kind.APP: _app}


async def _read_lately(
    one: Account, database: Database, settings: WechatSettings, now: datetime, say: Words,
    told: str,
) -> Check:  # fmt: skip
    """How long ago the account was read: nothing is kept for more than three days."""
    if one.kind is not Kind.KF:
        return check_of(told, good=True)
    place = await database.read(lambda store: store.lines.place(one.channel))
    if place is None:
        return check_of(say("{told}; nothing was read yet", told=told), good=True)
    minutes = int((now - place.read_at).total_seconds() // 60)
    late = minutes * 60 > 2 * settings.limits.pull_seconds
    read = say("{told}; read {minutes} minutes ago", told=told, minutes=minutes)
    return check_of(read, good=not late)
