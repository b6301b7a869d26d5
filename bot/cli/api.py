"""`jieti api`: which systems of the company may ask by the API, and what."""

from __future__ import annotations

import argparse
import asyncio
import os
import secrets
import sys
from collections.abc import Callable
from datetime import datetime
from typing import Any

from bot import clock
from bot.cli import shell
from bot.cli.databases import open_existing
from bot.cli.settings import read_settings
from bot.contract.clean import one_line
from bot.records.client import Client, Right
from bot.store.port import Store
from bot.wording.catalogue import mark, words

USAGE_ERROR = 2


def add_to(add: Callable[..., Any]) -> None:
    """Make the command known to the parser."""
    command = add("api", api, mark("which systems of the company may ask by the API, and what"))
    command.add_argument(
        "action", nargs="?", default="list", choices=["list", "add", "off"],
        help=mark("list; add NAME RIGHT …: prints its token, once; off NAME"),
    )  # fmt: skip
    command.add_argument("what", nargs="*", help=mark("name, and rights"))


def api(arguments: argparse.Namespace) -> int:
    """Do what is asked, and say it."""
    settings = read_settings(os.environ)

    async def done() -> tuple[bool, str]:
        async with open_existing(settings.database, settings.audit_key) as database:
            return await database.write(lambda store: _done(store, arguments, clock.now()))

    well, told = asyncio.run(done())
    print(told, file=sys.stdout if well else sys.stderr)
    return 0 if well else USAGE_ERROR


def _done(store: Store, arguments: argparse.Namespace, now: datetime) -> tuple[bool, str]:
    say = words()
    match arguments.action, arguments.what:
        case "list", []:
            lines = [f"{one.name}: {' '.join(sorted(one.rights))}" for one in store.clients.all()]
            return True, "\n".join(lines) or say("No system asks by the API.")
        case "add", [name, *rights] if one_line(name) and rights and set(rights) <= set(Right):
            return _added(store, Client(one_line(name), frozenset(map(Right, rights))), now)
        case "off", [name]:
            if not store.clients.end(name):
                return False, say("There is no such system; see jieti api.")
            store.audit.add(now, shell.actor(), "api_client_ended", name)
            return True, say("The token of {name} opens nothing any more.", name=name)
    return False, say(
        "Write jieti api, jieti api add NAME RIGHT … or jieti api off NAME. Rights: {rights}",
        rights=" ".join(Right),
    )


def _added(store: Store, client: Client, now: datetime) -> tuple[bool, str]:
    say, token = words(), secrets.token_urlsafe(32)
    if not store.clients.add(client, token, now):
        return False, say("{name} is let in already; first: jieti api off", name=client.name)
    store.audit.add(
        now, shell.actor(), "api_client_added", client.name, " ".join(sorted(client.rights))
    )
    return True, say(
        "The token of {name}, shown this once:\n{token}", name=client.name, token=token
    )
