"""`jieti audit`: find the accounts that will be tomorrow's complaints."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from tqdm import tqdm

from bot import clock
from bot.cli.settings import read_settings
from bot.wording.catalogue import words

USAGE_ERROR = 2


def add_to(add: Callable[..., Any]) -> None:
    """Declare the command."""
    command = add("audit", _audit, "look through an office's exports before the bills go out")
    command.add_argument("folder", type=Path, help="folder of exports, in any form")
    command.add_argument("--as-of", type=date.fromisoformat, metavar="DAY",
                         help="the day on which they were made, such as 2018-10-31")  # fmt: skip
    command.add_argument("--json", action="store_true", help="one object a line, the summary last")
    command.add_argument("--limits", type=Path, metavar="FILE",
                         help="your own limits of the rules, such as A03: {days: 7}")  # fmt: skip


def _audit(arguments: argparse.Namespace) -> int:
    from bot.audit import lines  # noqa: PLC0415
    from bot.audit import words as found  # noqa: PLC0415
    from bot.audit.auditing import audit  # noqa: PLC0415
    from bot.audit.exports import files_in, read_exports  # noqa: PLC0415
    from bot.audit.newest import newest_day  # noqa: PLC0415
    from bot.audit.truth import compare, truth_in  # noqa: PLC0415

    say, started = words(), time.monotonic()
    paths = files_in(arguments.folder) if arguments.folder.is_dir() else []
    if not paths:
        told = say("There is no folder {folder} with exports in it.", folder=arguments.folder)
        print(told, file=sys.stderr)
        return USAGE_ERROR
    office = read_settings(os.environ).office
    with tqdm(disable=None, leave=False, delay=1) as bar:

        def show(what: str, done: int, total: int) -> None:
            bar.set_description(what, refresh=False)
            bar.total = total
            bar.update(done - bar.n)

        exports = read_exports(arguments.folder, paths)
        as_of = arguments.as_of or newest_day(exports, clock.now().date())
        audited = audit(exports, as_of, office, arguments.limits, show)
    seconds = time.monotonic() - started
    truth = truth_in(arguments.folder)
    compared = None if truth is None else compare(audited.findings, truth)
    shown = found.json_lines if arguments.json else lines.text_lines
    for line in shown(say, audited, seconds, compared):
        print(line)
    return 0
