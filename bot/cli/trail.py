"""`jieti audit-trail`: whether anything in the audit trail was changed, and its key."""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import json
import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from bot import clock
from bot.cli import shell
from bot.cli.databases import must_exist, only_service, open_existing, trail_of
from bot.cli.new_file import write_new
from bot.cli.settings import Settings, read_settings
from bot.records.trail import Trail
from bot.store.audit import SEALED
from bot.store.port import Store
from bot.wording.catalogue import Words, mark, words
from bot.wording.trail import faults

USAGE_ERROR = 2
_OF_HASH, _DIGITS = 64, 19  # signs of a hash; no number has as many


def add_to(add: Callable[..., Any]) -> None:
    """Make the command known to the parser."""
    trail = add("audit-trail", _audit_trail, mark("check that no entry was changed or removed"))
    trail.add_argument(
        "what", choices=["verify", "seal", "key-lost", "show"],
        help=mark(
            "verify: follow the chain; seal: from now on with the key in JIETI_AUDIT_KEY; "
            "key-lost: with that new key, for the one before is lost; show: who did what"
        ),
    )  # fmt: skip
    trail.add_argument(
        "--out", type=Path, metavar="FILE",
        help=mark("key-lost: where the entries go that nobody can check any more"),
    )  # fmt: skip
    trail.add_argument(
        "--account", default="", metavar="NUMBER", help=mark("show: of that account alone")
    )
    trail.add_argument(
        "--since", type=date.fromisoformat, default=date.min, metavar="DAY",
        help=mark("show: from that day on, as 2018-12-01"),
    )  # fmt: skip
    trail.add_argument(
        "--head", metavar="NUMBER:HASH", help=mark("as it was sent or printed on another day")
    )


def _audit_trail(arguments: argparse.Namespace) -> int:
    settings = read_settings(os.environ)
    say, head = words(), arguments.head
    if arguments.what == "show":
        return asyncio.run(_show(say, settings, arguments.account, arguments.since))
    if arguments.what == "seal":
        return asyncio.run(_seal(say, settings))
    if arguments.what == "key-lost":
        return _key_lost(say, settings, arguments.out)
    if head is not None and not _is_head(head):
        print(say("Write --head as NUMBER:HASH, whole, as it was sent or printed."),
              file=sys.stderr)  # fmt: skip
        return USAGE_ERROR
    return asyncio.run(_verify(say, settings, head))


def _is_head(text: str) -> bool:
    """Whether it has the form: of another one nothing can be said about the trail."""
    number, _, digest = text.partition(":")
    is_number = number.isascii() and number.isdigit() and len(number) < _DIGITS
    return is_number and len(digest) == _OF_HASH and set(digest) <= set("0123456789abcdef")


async def _verify(say: Words, settings: Settings, head: str | None) -> int:
    """1 if anything was changed."""

    def look(store: Store) -> tuple[Trail, str | None]:
        number = head.partition(":")[0] if head else ""
        return store.audit.verify(), store.audit.hash_at(int(number)) if number else None

    async with open_existing(settings.database, settings.audit_key) as database:
        trail, there = await database.read(look)
    wrong = list(faults(say, trail))
    if head and there != head.partition(":")[2]:
        wrong.append(
            say(
                "The head {head} is not in the trail: its end was cut off, it was written anew, "
                "an older backup was put back, or the entry is older than it is kept.",
                head=head,
            )
        )
    if wrong:
        print("\n".join(wrong), file=sys.stderr)
        return 1
    print(
        say(
            "The audit trail is whole: {count} entries. Head, to be noted elsewhere: {head}",
            count=trail.entries,
            head=trail.head,
        )
    )
    if trail.sealed_from is not None:
        print(say("Sealed with the key from entry {number} on.", number=trail.sealed_from))
    return 0


def _key_lost(say: Words, settings: Settings, out: Path | None) -> int:
    """A new key in the place of one that is lost; the old entries are kept in a file."""
    if not settings.audit_key:
        print(say("Name the file with the key in JIETI_AUDIT_KEY first."), file=sys.stderr)
        return USAGE_ERROR
    if out is None:
        print(say("Say with --out into which new file the old entries go."), file=sys.stderr)
        return USAGE_ERROR
    must_exist(settings.database)
    with only_service(settings.database), trail_of(settings.database, settings.audit_key) as trail:
        lines = [json.dumps(entry, ensure_ascii=False) for entry in trail.entries()]
        content = "\n".join([*lines, ""]).encode()
        trail.begin_anew(clock.now(), shell.actor(), hashlib.sha256(content).hexdigest())
        write_new(out, content, 0o600)
        found = trail.verify()
    print(
        say(
            "The audit trail goes on with the new key from entry {number} on, and says who did "
            "that. The {count} entries before are in {file}; its hash stands in the trail, so "
            "keep it as it is. Tell the office's head of it.",
            number=found.sealed_from,
            count=len(lines),
            file=out,
        )
    )
    wrong = list(faults(say, found))
    print("\n".join(wrong), end="\n" if wrong else "", file=sys.stderr)
    return int(bool(wrong))


async def _seal(say: Words, settings: Settings) -> int:
    if not settings.audit_key:
        print(say("Name the file with the key in JIETI_AUDIT_KEY first."), file=sys.stderr)
        return USAGE_ERROR

    def seal(store: Store) -> Trail:
        store.audit.add(clock.now(), shell.actor(), SEALED, "")
        return store.audit.verify()

    async with open_existing(settings.database, settings.audit_key) as database:
        trail = await database.write(seal)
    print(say("Sealed with the key from entry {number} on.", number=trail.sealed_from))
    return 0


async def _show(say: Words, settings: Settings, account: str, since: date) -> int:
    """Who saw or changed what; that it was looked at is an entry, too."""

    def read(store: Store) -> list[str]:
        found = ["\t".join(entry) for entry in store.audit.since(since, account)]
        store.audit.add(clock.now(), shell.actor(), "trail_shown", account)
        return found

    async with open_existing(settings.database, settings.audit_key) as database:
        lines = await database.write(read)
    print("\n".join(lines) or say("No entry of that account since that day."))
    return 0
