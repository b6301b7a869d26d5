"""Commands that keep the service running: backup, restore, doctor, retention, hold."""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bot import clock
from bot.cli import shell
from bot.cli.databases import (
    copy_of,
    move,
    must_exist,
    only_service,
    open_existing,
    upgrade_server,
)
from bot.cli.settings import Settings, read_settings
from bot.store.address import Server, place_of
from bot.store.port import Store, StoreError
from bot.store.retention import DoubtfulClockError, Removed
from bot.wording.catalogue import Words, mark, words
from bot.wording.faults import fault
from bot.wording.trail import clock_doubted

USAGE_ERROR = 2


def add_to(add: Callable[..., Any]) -> None:
    """Make the commands known to the parser."""
    copy = add("backup", backup, mark("write a copy of the database, also while it is in use"))
    copy.add_argument("file", type=Path, help=mark("the copy; must not exist yet"))
    back = add("restore", restore, mark("put a backup in the place of the database"))
    back.add_argument("file", type=Path, help=mark("a file that `jieti backup` wrote"))
    add("upgrade", upgrade, mark("bring the database up to date, and keep a copy of it first"))
    to = add("move", move_office, mark("copy the office in a file into PostgreSQL"))
    to.add_argument("--to", required=True, metavar="URL", help=mark("postgresql://…, empty"))
    add("doctor", doctor, mark("check all that the service needs, and say what to do"))
    old = add("retention", retention, mark("remove what is older than it is to be kept"))
    old.add_argument(
        "--today",
        metavar="DAY",
        help=mark("today's date as a calendar has it, where the clock is new"),
    )
    case = add("hold", hold, mark("keep a case and its chat whatever their age (legal hold)"))
    case.add_argument("case", help=mark("case number"))
    case.add_argument("--off", action="store_true", help=mark("end the hold"))


def backup(arguments: argparse.Namespace) -> int:
    """Write a copy of the database."""
    from bot.sqlite.backup import back_up, keep  # noqa: PLC0415

    say, settings = words(), read_settings(os.environ)
    place = settings.database
    if isinstance(place, Server):
        keep(lambda part: copy_of(place, part), arguments.file, settings.audit_key)
    else:
        back_up(place, arguments.file, settings.audit_key)
    print(say("{file}: written and checked.", file=arguments.file))
    _note(say, settings, "backed_up", arguments.file)
    return 0


def _note(say: Words, settings: Settings, action: str, file: Path) -> None:
    """Into the audit trail; that it cannot be written does not undo what was done."""
    now, actor = clock.now(), shell.actor()

    async def note() -> None:
        async with open_existing(settings.database, settings.audit_key) as database:
            await database.write(lambda store: store.audit.add(now, actor, action, "", file.name))

    try:
        asyncio.run(note())
    except StoreError as error:
        print(
            say("Not noted in the audit trail: {error}", error=fault(say, error)),
            file=sys.stderr,
        )


def restore(arguments: argparse.Namespace) -> int:
    """Put a backup in its place."""
    from bot.sqlite import backup as copies  # noqa: PLC0415

    say, settings = words(), read_settings(os.environ)
    place = settings.database
    if isinstance(place, Server):
        raise StoreError(
            "a backup is put into a new, empty database: jieti --database {file} move --to "
            "postgresql://…",
            file=arguments.file,
        )
    kept, forgotten = copies.restore(place, arguments.file, clock.now(), settings.audit_key)
    print(say("{database} is restored.", database=settings.database))
    _note(say, settings, "restored", arguments.file)
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


def upgrade(_: argparse.Namespace) -> int:
    """Bring the database up to date."""
    say, settings = words(), read_settings(os.environ)
    must_exist(settings.database)
    with only_service(settings.database):
        if not bring_up_to_date(settings):
            print(say("{file} is up to date.", file=settings.database.absolute()))
    return 0


def bring_up_to_date(settings: Settings) -> bool:
    """Whether the database was older; then it is said where the copy of it is."""
    from bot.sqlite.upgrading import upgrade as upgraded  # noqa: PLC0415

    say, path = words(), settings.database.absolute()
    if isinstance(path, Server):
        return upgrade_server(path, settings.audit_key)
    kept = upgraded(path, clock.now(), settings.audit_key)
    if kept:
        told = say(
            "{file} is brought up to date. As it was it is kept: {kept}", file=path, kept=kept
        )
        print(told, file=sys.stderr)
    return kept is not None


def move_office(arguments: argparse.Namespace) -> int:
    """Copy the office into PostgreSQL; what was cut off goes on."""
    say, settings, to = words(), read_settings(os.environ), place_of(arguments.to)
    if isinstance(settings.database, Server) or not isinstance(to, Server):
        print(say("Move a file (JIETI_DATABASE) into PostgreSQL: jieti move --to "
                  "postgresql://…"), file=sys.stderr)  # fmt: skip
        return USAGE_ERROR

    def told(table: str, rows: int) -> None:
        print(say("{table}: {rows} rows", table=table, rows=rows), file=sys.stderr)

    must_exist(settings.database)
    with only_service(settings.database):
        rows = move(settings.database, to, settings.audit_key, told)
    print(say("{rows} rows are copied, counted and compared.", rows=rows))
    print(say("From now on: JIETI_DATABASE={to}. The file stays as it was.", to=to))
    return 0


def doctor(arguments: argparse.Namespace) -> int:
    """Check what the service needs; 1 if something is wrong."""
    from bot.cli.checks import Finding  # noqa: PLC0415
    from bot.cli.doctor import examine  # noqa: PLC0415

    async def look() -> int:
        found = []
        async for check in examine(os.environ, clock.now(), words(), arguments.env_file):
            print(check.finding, check.text)
            found.append(check.finding)
        return 1 if Finding.BAD in found else 0

    return asyncio.run(look())


def retention(arguments: argparse.Namespace) -> int:
    """Remove what is older than it is to be kept."""
    say, settings, now = words(), read_settings(os.environ), clock.now()
    sure = arguments.today == f"{now:%Y-%m-%d}"
    if arguments.today and not sure:
        print(
            say("The clock says {now}: set it right first.", now=f"{now:%Y-%m-%d}"),
            file=sys.stderr,
        )
        return USAGE_ERROR

    def remove_old(store: Store) -> Removed:
        # First: an entry of this moment would vouch for the clock.
        gone = store.retention.remove_old(settings.keep, now, clock.boot(now), sure=sure)
        store.audit.add(now, shell.actor(), "retention", "", arguments.today or "")
        return gone

    async def remove() -> int:
        async with open_existing(settings.database, settings.audit_key) as database:
            try:
                gone = await database.write(remove_old)
            except DoubtfulClockError as error:
                print(clock_doubted(say, error.now, error.last), file=sys.stderr)
                return USAGE_ERROR
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
        return store.retention.hold(number, clock.now(), shell.actor(), on=not arguments.off)

    async def change_it() -> int:
        async with open_existing(settings.database, settings.audit_key) as database:
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
