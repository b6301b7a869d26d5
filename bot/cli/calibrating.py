"""`jieti calibrate`: which way of counting explains the bills that the office has issued."""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
from collections.abc import Callable, Iterator
from typing import Any

from bot.bills.history import History
from bot.cli.counting import SETTING_OF
from bot.cli.databases import open_existing
from bot.cli.settings import Settings, read_settings
from bot.store.port import Store
from bot.wording.catalogue import mark, words

USAGE_ERROR = 2

BILLS = 100


def add_to(add: Callable[..., Any]) -> None:
    """Make the command known to the parser."""
    command = add(
        "calibrate",
        _calibrate,
        mark("try each reading of the rule on imported bills; print which explains how many"),
    )
    command.add_argument(
        "--bills", type=int, default=BILLS, metavar="N", help=mark("at most so many")
    )


def _calibrate(arguments: argparse.Namespace) -> int:
    from bot.bills.calibrating import calibrate  # noqa: PLC0415
    from bot.wording.calibration import calibration  # noqa: PLC0415
    from tariff_rules import MonthsFrom, load_region  # noqa: PLC0415

    if arguments.bills < 1:
        say = words()
        print(say("--bills: at least 1"), file=sys.stderr)
        return USAGE_ERROR
    settings = read_settings(os.environ)
    office = settings.office
    tariff = load_region(office.region, office.regions)
    histories = asyncio.run(_histories(settings, arguments.bills))
    found = calibrate(histories, tariff, MonthsFrom(office.months_from), office.rules)
    print("\n".join(calibration(words(), found, SETTING_OF)))
    return 0


async def _histories(settings: Settings, most: int) -> list[History]:
    async with open_existing(settings.database) as database:
        return await database.read(lambda store: list(_first(store, settings, most)))


def _first(store: Store, settings: Settings, most: int) -> Iterator[History]:
    """The accounts in order, with so many bills in all."""
    from bot.bills.lookup import history_of  # noqa: PLC0415

    for number in store.accounts.billed(most):
        history = history_of(store, number, settings.office.regions)
        if len(history.bills) >= most:
            yield History(
                history.account, history.readings, history.bills[:most], history.facts,
                history.prices,
            )  # fmt: skip
            return
        most -= len(history.bills)
        yield history
