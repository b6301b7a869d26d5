"""`jieti audit`: find the accounts that will be tomorrow's complaints."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from tqdm import tqdm

from bot import clock
from bot.cli.settings import read_settings
from bot.wording.catalogue import mark, words

USAGE_ERROR = 2


def add_to(add: Callable[..., Any]) -> None:
    """Declare the command."""
    command = add(
        "audit", _audit, mark("look through an office's exports before the bills go out")
    )
    command.add_argument("folder", type=Path, help=mark("folder of exports, in any form"))
    command.add_argument(
        "--as-of", type=date.fromisoformat, metavar="DAY",
        help=mark("the day on which they were made, such as 2018-10-31"),
    )  # fmt: skip
    command.add_argument(
        "--json", action="store_true", help=mark("one object a line, the summary last")
    )
    command.add_argument("--limits", type=Path, metavar="FILE",
                         help=mark("YAML: your own limits of the rules, by rule"))  # fmt: skip
    command.add_argument("--since", type=date.fromisoformat, metavar="DAY",
                         help=mark("only what began on that day or later"))  # fmt: skip
    command.add_argument("--explained", type=Path, metavar="LIST", action="append", default=[],
                         help=mark("lists of before: leave out what has its 说明"))  # fmt: skip
    command.add_argument(
        "--xlsx", type=Path, metavar="LIST", help=mark("also write the list as .xlsx")
    )
    command.add_argument(
        "--letter", type=Path, metavar="FILE", help=mark("also write to the head")
    )
    command.add_argument(
        "--open-cases", action="store_true",
        help=mark("open a case on the desk for each household, once"),
    )  # fmt: skip
    command.add_argument(
        "--spark", metavar="MASTER",
        help=mark("share the offices out among machines: a Spark cluster, or local[2]"),
    )  # fmt: skip


def _audit(arguments: argparse.Namespace) -> int:
    from bot.audit.crossing import crossing  # noqa: PLC0415
    from bot.audit.lines import text_lines  # noqa: PLC0415
    from bot.audit.on_spark import paths_by_spark  # noqa: PLC0415
    from bot.audit.one_office import Asked, result_of  # noqa: PLC0415
    from bot.audit.parts import Kept, parts_of, summary_of, together  # noqa: PLC0415
    from bot.cli.audit_actions import Acted  # noqa: PLC0415

    say, started = words(), time.monotonic()
    folder = arguments.folder
    parts = parts_of(folder) if folder.is_dir() else []
    if not parts:
        told = say("There is no folder {folder} with exports in it.", folder=folder)
        print(told, file=sys.stderr)
        return USAGE_ERROR
    asked = Asked(read_settings(os.environ).office, arguments.as_of, arguments.limits,
                  clock.now().date())  # fmt: skip
    kept = Kept(folder, repr(asked), several=len(parts) > 1)
    work = partial(result_of, kept, asked)
    if arguments.spark:
        paths = paths_by_spark(arguments.spark, parts, work)
    else:
        shown = tqdm(parts, file=sys.__stderr__, disable=None, leave=False, delay=1,
                     unit=" offices")  # fmt: skip
        paths = [work(part) for part in shown]
    summary = together([summary_of(path) for path in paths])
    crossed = crossing(say, paths)
    crossed.correct(summary)
    acted = Acted.of(arguments, say, read_settings(os.environ), crossed, summary)
    summary["seconds"] = round(time.monotonic() - started, 1)
    if arguments.json:
        for finding in acted.findings():
            print(json.dumps(finding, ensure_ascii=False))
        print(json.dumps(summary, ensure_ascii=False))
    else:
        print("\n".join(text_lines(say, acted.findings(), summary)))
    kept.clear()
    return 0
