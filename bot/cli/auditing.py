"""`jieti audit`: find the accounts that will be tomorrow's complaints."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tqdm import tqdm

from bot import clock
from bot.cli.settings import read_settings
from bot.wording.catalogue import Words, mark, words

if TYPE_CHECKING:
    from bot.audit.parts import Part
    from bot.cli.audit_actions import Acted

Data = dict[str, Any]

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
        "--trend", type=Path, metavar="FILE",
        help=mark("CSV: add a line for this audit, and show month by month"),
    )  # fmt: skip
    command.add_argument(
        "--spark", metavar="MASTER",
        help=mark("share the offices out among machines: a Spark cluster, or local[2]"),
    )  # fmt: skip


def _audit(arguments: argparse.Namespace) -> int:
    from bot.audit.crossing import crossing  # noqa: PLC0415
    from bot.audit.one_office import Asked, result_of  # noqa: PLC0415
    from bot.audit.parts import Kept, parts_of, summary_of, together  # noqa: PLC0415
    from bot.audit.trend import by_month  # noqa: PLC0415
    from bot.cli.audit_actions import Acted  # noqa: PLC0415

    say, started = words(), time.monotonic()
    folder = arguments.folder
    parts = parts_of(folder) if folder.is_dir() else []
    if not parts:
        told = say("There is no folder {folder} with exports in it.", folder=folder)
        print(told, file=sys.stderr)
        return USAGE_ERROR
    if arguments.trend:
        by_month(arguments.trend)  # a file of another kind is refused before anything is done
    settings = read_settings(os.environ)
    asked = Asked(settings.office, arguments.as_of, arguments.limits, clock.now().date())
    kept = Kept(folder, repr(asked), several=len(parts) > 1)
    paths = _each_office(arguments.spark, parts, partial(result_of, kept, asked))
    summary = together([summary_of(path) for path in paths])
    crossed = crossing(say, paths)
    crossed.correct(summary)
    acted = Acted.of(arguments, say, settings, crossed, summary)
    summary["seconds"] = round(time.monotonic() - started, 1)
    _print(arguments, say, acted, summary)
    kept.clear()
    return 0


def _each_office(
    master: str | None, parts: Sequence[Part], work: Callable[[Part], Path]
) -> list[Path]:
    """The files with what was found, in the order of the offices."""
    from bot.audit.on_spark import paths_by_spark  # noqa: PLC0415

    if master:
        return paths_by_spark(master, parts, work)
    bar = tqdm(parts, file=sys.__stderr__, disable=None, leave=False, delay=1, unit=" offices")
    return [work(part) for part in bar]


def _print(arguments: argparse.Namespace, say: Words, acted: Acted, summary: Data) -> None:
    from bot.audit.lines import text_lines  # noqa: PLC0415
    from bot.audit.trend import by_month, month_line  # noqa: PLC0415

    if arguments.json:
        for finding in acted.findings():
            print(json.dumps(finding, ensure_ascii=False))
        print(json.dumps(summary, ensure_ascii=False))
        return
    print("\n".join(text_lines(say, acted.findings(), summary)))
    if arguments.trend:
        print("\n".join(month_line(say, one) for one in by_month(arguments.trend)))
