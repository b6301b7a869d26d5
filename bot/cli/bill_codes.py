"""`jieti bill-codes`: a code for each of many bills, that binds the WeChat of whoever scans it."""

from __future__ import annotations

import argparse
import asyncio
import csv
import io
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bot import clock
from bot.cases.paper_proof import HOLDS, link, made
from bot.cli import shell
from bot.cli.databases import open_existing
from bot.cli.new_file import write_new
from bot.cli.parser import file_named
from bot.cli.rules import USAGE_ERROR
from bot.cli.settings import Settings, read_settings
from bot.contract.errors import SettingsError
from bot.store.port import Store
from bot.wording.catalogue import mark, words


def add_to(add: Callable[..., Any]) -> None:
    """Make the command known to the parser."""
    command = add(
        "bill-codes", write, mark("codes to print on bills, that bind the customer's WeChat, once")
    )
    command.add_argument("accounts", type=Path, help=mark("file of account numbers, one a line"))
    command.add_argument("--out", type=file_named(".csv"), required=True, help=mark(
        "the table that is written: account, address of the code, until when"
    ))  # fmt: skip


def write(arguments: argparse.Namespace) -> int:
    """Write the table. Earlier codes of these accounts end with it, or not at all."""
    say, settings = words(), read_settings(os.environ)
    if not settings.desk.scan:
        told = say("There is no link to WeChat yet: see `link` in docs/wechat.md.")
        print(told, file=sys.stderr)
        return USAGE_ERROR
    text = arguments.accounts.read_text(encoding="utf-8-sig", errors="replace")
    accounts = list(dict.fromkeys(text.split()))
    if not accounts:
        raise SettingsError("{file}: write account numbers, one a line.", file=arguments.accounts)
    try:
        asyncio.run(_written(settings, accounts, arguments.out))
    except FileExistsError:
        told = say("{file} is there already; name another with --out.", file=arguments.out)
        print(told, file=sys.stderr)
        return USAGE_ERROR
    print(say("{count} codes are written: {file}", count=len(accounts), file=arguments.out))
    return 0


async def _written(settings: Settings, accounts: list[str], out: Path) -> None:
    """In one transaction: what cannot be written down ends no earlier code."""
    async with open_existing(settings.database, settings.audit_key) as database:

        def work(store: Store) -> None:
            strange = [one for one in accounts if store.accounts.get(one) is None]
            if strange:
                raise SettingsError(
                    "{count} of these accounts are not in the records, such as {account}; "
                    "nothing was made.",
                    count=len(strange), account=strange[0],
                )  # fmt: skip
            write_new(out, _table(store, settings.desk.scan, accounts), 0o600)

        await database.write(work)


def _table(store: Store, desk_link: str, accounts: list[str]) -> bytes:
    """As spreadsheets and printing programs read it."""
    say, now, file = words(), clock.now(), io.StringIO()
    until = f"{now + HOLDS:%Y-%m-%d}"
    rows = csv.writer(file)
    rows.writerow([say("Account number"), say("Address of the code"), say("Until")])
    rows.writerows(
        (one, link(desk_link, made(store, one, shell.actor(), now)), until) for one in accounts
    )
    return file.getvalue().encode("utf-8-sig")
