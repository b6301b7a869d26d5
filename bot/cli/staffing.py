"""`jieti staff`: who works at the office, for one without a messenger: added, linked, removed."""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
from collections.abc import Callable
from datetime import datetime
from typing import Any

from bot import clock
from bot.cli import shell
from bot.cli.databases import open_existing
from bot.cli.settings import Settings, read_settings
from bot.contract.channel import COUNTER
from bot.contract.errors import SettingsError
from bot.contract.messages import Chat
from bot.records.staff import Role, Staff
from bot.store.port import Store
from bot.wording.cases import ROLES
from bot.wording.catalogue import mark, words

USAGE_ERROR = 2


def add_to(add: Callable[..., Any]) -> None:
    """Make the command known to the parser."""
    command = add("staff", staff, mark("who works at the office; for the counter's page"))
    command.add_argument(
        "action", nargs="?", default="list", choices=["list", "add", "link", "remove"],
        help=mark("list; add NAME ROLE; link NUMBER: a link to sign in; remove NUMBER"),
    )  # fmt: skip
    command.add_argument("what", nargs="*", help=mark("name and role, or a number of the list"))
    command.add_argument(
        "--link", action="store_true", help=mark("with add: print a link to sign in, too")
    )
    command.add_argument(
        "--wecom", metavar="USERID", help=mark("with add: their UserID in the office's WeCom")
    )


def staff(arguments: argparse.Namespace) -> int:
    """Do what is asked, and say it."""
    settings = read_settings(os.environ)

    async def done() -> tuple[bool, str]:
        async with open_existing(settings.database, settings.audit_key) as database:
            return await database.write(lambda store: _done(store, settings, arguments))

    well, told = asyncio.run(done())
    print(told, file=sys.stdout if well else sys.stderr)
    return 0 if well else USAGE_ERROR


def _done(store: Store, settings: Settings, arguments: argparse.Namespace) -> tuple[bool, str]:
    from bot.contract.clean import one_line  # noqa: PLC0415 - each command loads what it needs
    from bot.staff.joining import role_named  # noqa: PLC0415

    say, now = words(), clock.now()
    match arguments.action, arguments.what:
        case "list", []:
            return True, _listed(store)
        case "add", [name, title] if (role := role_named(say, title)) and one_line(name):
            chat = _in_wecom(settings, arguments.wecom) if arguments.wecom else None
            return True, _added(store, settings, name, role, now, arguments.link, chat)
        case "link", [number] if (who := _member(store, number)) is not None:
            return True, _link(store, settings, who, now)
        case "remove", [number] if _member(store, number) is not None:
            return True, _removed(store, settings, number, now)
    known = say(", ").join(say(label) for label in ROLES.values())
    return False, say(
        "Write jieti staff, jieti staff add NAME ROLE --link, jieti staff link NUMBER or "
        "jieti staff remove NUMBER. Roles: {roles}",
        roles=known,
    )


def _member(store: Store, number: str) -> Staff | None:
    return next((one for one in store.staff.members() if str(one.id) == number), None)


def _listed(store: Store) -> str:
    say = words()
    lines = [f"{one.id}. {one.name} · {say(ROLES[one.role])}" for one in store.staff.members()]
    return "\n".join(lines) or say("Nobody works here yet: jieti staff add NAME ROLE --link")


def _added(
    store: Store, settings: Settings, name: str, role: Role, now: datetime, linked: bool,
    chat: Chat | None,
) -> str:  # fmt: skip
    from bot.counter.door import put_all  # noqa: PLC0415
    from bot.staff.joining import added  # noqa: PLC0415

    who, told = added(store, settings.desk, name, role, shell.actor(), now, chat)
    put_all(store, settings.desk, who.seat, f"added:{who.id}", told, now)
    lines = [f"{who.id}. {who.name} · {words()(ROLES[role])}"]
    return "\n".join([*lines, *([_link(store, settings, who, now)] if linked else [])])


def _in_wecom(settings: Settings, member: str) -> Chat:
    """Where that member of the company writes to the office's application.

    Raises:
        SettingsError: the office has none.
    """
    accounts = settings.wechat.accounts if settings.wechat else ()
    channel = next((one.channel for one in accounts if one.kind == "app"), None)
    if channel is None:
        raise SettingsError("JIETI_WECHAT names no application in WeCom: docs/wechat.md shows one")
    return Chat(channel, member)


def _link(store: Store, settings: Settings, who: Staff, now: datetime) -> str:
    from bot.staff.signing_in import VALID, offered  # noqa: PLC0415

    if not settings.desk.page:
        raise SettingsError(
            "JIETI_WEB is not set (or JIETI_WEB_URL, where the pages are reached from outside): "
            "without the pages there is nothing to sign in to"
        )
    say = words()
    address = offered(store, settings.desk.page, who, now, shell.actor())
    return f"{address}\n" + say(
        "It works once, until {until}. Nobody else may have it.", until=say.moment(now + VALID)
    )


def _removed(store: Store, settings: Settings, number: str, now: datetime) -> str:
    from bot.contract.messages import Reply  # noqa: PLC0415
    from bot.counter.door import put_all  # noqa: PLC0415
    from bot.staff.leaving import Hand, remove  # noqa: PLC0415

    here = Chat(COUNTER, "")
    first, *told = remove(Hand(store, settings.desk, None, here, now), number)
    put_all(store, settings.desk, here, f"removed:{number}:{now.isoformat()}", told, now)
    return first.text if isinstance(first, Reply) else ""
