"""Commands that keep the service running: backup, restore, doctor, retention, hold, audit."""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bot import clock
from bot.cli.settings import read_settings
from bot.sqlite.database import open_existing
from bot.store.port import Store
from bot.wording.catalogue import words

USAGE_ERROR = 2


def add_to(add: Callable[..., Any]) -> None:
    """Make the commands known to the parser."""
    copy = add("backup", backup, "write a copy of the database, also while it is in use")
    copy.add_argument("file", type=Path, help="the copy; must not exist yet")
    back = add("restore", restore, "put a backup in the place of the database")
    back.add_argument("file", type=Path, help="a file that `jieti backup` wrote")
    add("doctor", doctor, "check settings, clock, disk, font, database and token")
    add("retention", retention, "remove what is older than it is to be kept")
    case = add("hold", hold, "keep a case and its chat whatever their age (legal hold)")
    case.add_argument("case", help="case number")
    case.add_argument("--off", action="store_true", help="end the hold")
    trail = add("audit-trail", audit_trail, "check that no entry was changed or removed")
    trail.add_argument("what", choices=["verify"])


def backup(arguments: argparse.Namespace) -> int:
    """Write a copy of the database."""
    from bot.sqlite.backup import back_up  # noqa: PLC0415

    say = words()
    back_up(read_settings(os.environ).database, arguments.file)
    print(say("{file}: written and checked.", file=arguments.file))
    return 0


def restore(arguments: argparse.Namespace) -> int:
    """Put a backup in its place."""
    from bot.sqlite import backup as copies  # noqa: PLC0415

    say, settings = words(), read_settings(os.environ)
    kept, forgotten = copies.restore(settings.database, arguments.file, clock.now())
    print(say("{database} is restored.", database=settings.database))
    if kept:
        print(say("The one before is kept as {file}.", file=kept))
    if forgotten:
        print(
            say(
                "{count} chats had asked to be forgotten since; they are deleted from it again.",
                count=forgotten,
            )
        )
    return 0


def doctor(_: argparse.Namespace) -> int:
    """Check what the service needs; 1 if something is wrong."""
    from bot.cli.doctor import Finding, examine  # noqa: PLC0415

    async def look() -> int:
        found = []
        async for check in examine(os.environ, clock.now(), words()):
            print(check.finding, check.text)
            found.append(check.finding)
        return 1 if Finding.BAD in found else 0

    return asyncio.run(look())


def retention(_: argparse.Namespace) -> int:
    """Remove what is older than it is to be kept."""
    say, settings = words(), read_settings(os.environ)

    async def remove() -> int:
        async with open_existing(settings.database) as database:
            gone = await database.write(
                lambda store: store.retention.remove_old(settings.keep, clock.now())
            )
        print(
            say(
                "Removed: {messages} messages, {cases} cases, {entries} entries of the audit "
                "trail.",
                messages=gone.messages,
                cases=gone.cases,
                entries=gone.entries,
            )
        )
        return 0

    return asyncio.run(remove())


def hold(arguments: argparse.Namespace) -> int:
    """Keep a case and its chat, or end that."""
    say, settings, number = words(), read_settings(os.environ), arguments.case

    def change(store: Store) -> bool:
        known = store.retention.hold(number, on=not arguments.off)
        if known:
            action = "hold_ended" if arguments.off else "held"
            store.audit.add(clock.now(), "desk", action, number)
        return known

    async def change_it() -> int:
        async with open_existing(settings.database) as database:
            if not await database.write(change):
                print(say("There is no case {number}.", number=number), file=sys.stderr)
                return USAGE_ERROR
        print(
            say("Case {number} is no longer on hold.", number=number)
            if arguments.off
            else say("Case {number} and its chat are kept, whatever their age.", number=number)
        )
        return 0

    return asyncio.run(change_it())


def audit_trail(_: argparse.Namespace) -> int:
    """Follow the chain of the audit trail; 1 if it is broken."""
    say, settings = words(), read_settings(os.environ)

    async def verify() -> int:
        async with open_existing(settings.database) as database:
            trail = await database.read(lambda store: store.audit.verify())
        if trail.broken_at is not None:
            print(
                say(
                    "The audit trail is broken at entry {number}: it, or one before it, was "
                    "changed or removed.",
                    number=trail.broken_at,
                ),
                file=sys.stderr,
            )
            return 1
        print(
            say(
                "The audit trail is whole: {count} entries. Last hash, to be noted elsewhere: "
                "{head}",
                count=trail.entries,
                head=trail.head,
            )
        )
        return 0

    return asyncio.run(verify())
