"""`jieti letter`: the explanation of a bill as a PDF, for who stands at the counter."""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from bot import clock
from bot.bills.history import HistoryError
from bot.cli import binding_code, rules, shell
from bot.cli.databases import open_existing
from bot.cli.new_file import write_new
from bot.cli.parser import account_number, file_named
from bot.cli.settings import Settings, read_settings
from bot.contract.errors import NotInstalledError
from bot.contract.month import Month
from bot.contract.office import Office
from bot.store.port import Store
from bot.wording.catalogue import mark, words


def add_to(add: Callable[..., Any]) -> None:
    """Make the command known to the parser."""
    command = add("letter", write, mark("explain a bill in a letter of one page (PDF)"))
    command.add_argument("account", type=account_number, help=mark("account number"))
    command.add_argument("bill", help=mark("bill month, such as 2018-12"))
    command.add_argument("--out", type=file_named(".pdf"), help=mark("the PDF that is written"))
    command.add_argument("--scan", action="store_true", help=mark(
        "with a code that binds the customer's WeChat, once; first look at the identity card"
    ))  # fmt: skip


def write(arguments: argparse.Namespace) -> int:
    """Write the letter; whoever looked is noted. A file that is there already stays.

    Earlier codes of the account end only once the new one is written down.
    """
    say, settings, account = words(), read_settings(os.environ), arguments.account
    month = rules.month_of(arguments.bill)
    if month is None:
        return rules.USAGE_ERROR
    if arguments.scan and not binding_code.can_be_made(settings):
        print(
            say("There is no link to WeChat yet: see `link` in docs/wechat.md."), file=sys.stderr
        )
        return rules.USAGE_ERROR
    out = arguments.out or Path(f"bill-{arguments.bill}.pdf")
    drawn = partial(_drawn, office=settings.office, account=account, month=month)
    try:
        asyncio.run(_written(settings, account, out, drawn, scan=arguments.scan))
    except FileExistsError:
        told = say("{file} is there already; name another with --out.", file=out)
    except HistoryError as error:
        told = rules.no_figures(error, account, settings)
    except NotInstalledError as error:
        told = say('This needs an extra that is not installed: pip install "jieti[{extra}]"',
                   extra=error)  # fmt: skip
    else:
        print(say("The letter is written: {file}", file=out))
        return 0
    print(told, file=sys.stderr)
    return rules.USAGE_ERROR


async def _written(
    settings: Settings, account: str, out: Path, drawn: Callable[..., bytes], *, scan: bool
) -> None:
    """In one transaction: what cannot be written down was not shown, and ends no code."""
    async with open_existing(settings.database, settings.audit_key) as database:
        code = await binding_code.made(settings, database, account) if scan else None

        def work(store: Store) -> None:
            page = drawn(store, binds=code.address if code else "")
            if code:
                binding_code.offered(store, code, account, clock.now())
            write_new(out, page, 0o600)  # nobody else reads whose bill it is

        await database.write(work)


def _drawn(store: Store, office: Office, account: str, month: Month, binds: str) -> bytes:
    """The letter; with a code that binds where there is one."""
    from bot.bills.lookup import findings_for, history_of  # noqa: PLC0415 - most commands need none
    from bot.cases.asked import open_about  # noqa: PLC0415
    from bot.cases.people import DESK  # noqa: PLC0415
    from bot.contract.messages import Chat  # noqa: PLC0415
    from bot.papers import letter, typeset  # noqa: PLC0415

    now = clock.now()
    history = history_of(store, account, office.regions)
    found = findings_for(history, office, month)
    case = open_about(store, Chat(DESK, ""), account, found.bill.bill_month)
    year = letter.year_of(history, office, found, now.date())
    told = letter.letter(words(), found, year, case, office, now, binds)
    page = typeset.pdf("letter", told, now)
    store.audit.add(now, shell.actor(), "figures_shown", account, "letter")
    return page
