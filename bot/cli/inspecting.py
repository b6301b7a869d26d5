"""`jieti inspect`: who is visited on a day, and what was seen there."""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from bot import clock
from bot.cases.acting import Acting
from bot.cli import shell
from bot.cli.databases import open_existing
from bot.cli.new_file import write_new
from bot.cli.parser import file_named
from bot.cli.settings import read_settings
from bot.contract.office import Office
from bot.records.case import Party
from bot.store.port import Store
from bot.wording.catalogue import Words, mark, words

USAGE_ERROR = 2
MOST = 500  # visits on one list


def add_to(add: Callable[..., Any]) -> None:
    """Declare the commands."""
    draw = add("inspect", draw_list, mark("draw a list of households to be visited (.xlsx)"))
    draw.add_argument("--count", type=int, default=20, help=mark("how many visits"))
    draw.add_argument("--day", help=mark("of the visits, such as 2026-12-01; tomorrow without it"))
    draw.add_argument("--seed", type=int, help=mark("the same gives the same; else one is drawn"))
    draw.add_argument("--area", default="", help=mark("only this area"))
    draw.add_argument(
        "--out", type=file_named(".xlsx"), required=True, metavar="F.xlsx", help=mark("the list")
    )
    seen = add("inspected", take_in, mark("take in a list with what was seen, and count"))
    seen.add_argument("file", type=Path, help=mark("the list, filled in"))


def draw_list(arguments: argparse.Namespace) -> int:
    """Write the list; a file that is there already stays."""
    from bot.lessons import inspection_sheet  # noqa: PLC0415 - most commands need none of it
    from bot.lessons.drawing import DrawnAlreadyError, draw, seed_for  # noqa: PLC0415
    from bot.staff.drawing_visits import already  # noqa: PLC0415

    say, out = words(), arguments.out
    day = _day(arguments.day)
    if day is None or not 1 <= arguments.count <= MOST:
        print(say("Give a day such as 2026-12-01, and 1 to {most} visits.", most=MOST),
              file=sys.stderr)  # fmt: skip
        return USAGE_ERROR
    if out.exists():
        print(say("{file} is there already; nothing was written.", file=out), file=sys.stderr)
        return USAGE_ERROR

    def work(store: Store, office: Office) -> bytes | str:
        acting = Acting(store, Party.SYSTEM, clock.now(), office)
        seed = seed_for(store, day) if arguments.seed is None else arguments.seed
        try:
            picked = draw(acting, day, arguments.count, seed, arguments.area)
        except DrawnAlreadyError as error:
            return already(say, day, error)
        if not picked:
            return say("There is no household to be visited.")
        return inspection_sheet.written(say, picked, day, seed)

    made = asyncio.run(_write(work))
    if isinstance(made, str):
        print(made, file=sys.stderr)
        return USAGE_ERROR
    return _put(say, out, made)


def _put(say: Words, out: Path, sheet: bytes) -> int:
    write_new(out, sheet, 0o600)
    print(say("Written: {file}", file=out))
    return 0


def take_in(arguments: argparse.Namespace) -> int:
    """Keep what was seen; the same list twice counts once."""
    from bot.lessons import inspection_sheet  # noqa: PLC0415

    say = words()
    try:
        rows = inspection_sheet.read(say, arguments.file.read_bytes())
    except ValueError as error:
        print(f"jieti: {arguments.file}: {error}", file=sys.stderr)
        return USAGE_ERROR

    def keep(store: Store, office: Office) -> list[str]:
        acting = Acting(store, Party.SYSTEM, clock.now(), office)
        new, known, cases = inspection_sheet.kept(acting, say, rows)
        detail = f"{new} new, {known} known"
        store.audit.add(clock.now(), shell.actor(), "inspection_taken_in", "", detail)
        lines = inspection_sheet.told(say, new, known, store.inspections.all())
        return [*lines, *inspection_sheet.cases_told(say, cases)]

    print("\n".join(asyncio.run(_write(keep))))
    return 0


def _day(text: str | None) -> date | None:
    if text is None:
        today = clock.now().date()
        return date.fromordinal(today.toordinal() + 1)
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


async def _write(transaction: Callable[[Store, Office], Any]) -> Any:
    settings = read_settings(os.environ)
    async with open_existing(settings.database, settings.audit_key) as database:
        return await database.write(lambda store: transaction(store, settings.office))
