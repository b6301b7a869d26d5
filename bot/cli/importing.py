"""`jieti import`: the office's exports come in."""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sys
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import AbstractAsyncContextManager, contextmanager
from enum import Enum
from pathlib import Path
from typing import Any

from tqdm import tqdm

from bot import clock
from bot.cli import shell
from bot.cli.columns_told import Told, parsed, told_of
from bot.cli.databases import open_copy, open_database
from bot.cli.new_file import write_new
from bot.cli.parser import file_named
from bot.cli.settings import read_settings
from bot.intake.codes import IntakeError
from bot.intake.columns import UncertainError
from bot.intake.fields import RecordKind
from bot.intake.importer import ImportReport, store_parsed
from bot.intake.mending import keep_refused
from bot.intake.parsing import ParsedFile
from bot.intake.report_data import refusal_data, report_data
from bot.intake.report_lines import question_lines, refusal_line, report_lines
from bot.intake.template import template
from bot.store.port import Database
from bot.wording.catalogue import Words, mark, words

USAGE_ERROR = 2
POLITE = 5  # of 19: who asks at the counter is answered first


def add_to(add: Callable[..., Any]) -> None:
    """Declare the command."""
    files = add("import", _import, mark("read exports of the office: tables in any form"))
    files.add_argument("files", nargs="*", type=Path, help=mark("exports"))
    files.add_argument(
        "--map", action="append", default=[], metavar="COLUMN=FIELD",
        help=mark("what a column is, such as 用户编码=户号 or 备用=不用; it is remembered"),
    )  # fmt: skip
    files.add_argument(
        "--check", action="store_true", help=mark("store nothing, say what would be")
    )
    files.add_argument("--json", action="store_true", help=mark("as data"))
    files.add_argument(
        "--template", type=file_named(".xlsx"), metavar="FILE",
        help=mark("write an empty workbook with the headings that are needed"),
    )  # fmt: skip


def _import(arguments: argparse.Namespace) -> int:
    say = words()
    if arguments.template:
        return _write_template(say, arguments.template)
    if not arguments.files:
        print(say("Name the files to be imported: jieti import FILE…"), file=sys.stderr)
        return USAGE_ERROR
    settings = read_settings(os.environ)
    database, key = settings.database, settings.audit_key
    told = told_of(arguments.map)
    if not database.exists() and not any(path.exists() for path in arguments.files):
        print(say("There is no such file; nothing was imported. Check the name."), file=sys.stderr)
        return USAGE_ERROR
    if not database.exists() and not arguments.check:
        print(say("A new database is made: {file}", file=database.absolute()), file=sys.stderr)
    os.nice(POLITE)
    opened = open_copy(database, key) if arguments.check else open_database(database, key=key)
    return asyncio.run(_import_all(opened, arguments, told, say))


def _write_template(say: Words, path: Path) -> int:
    try:
        write_new(path, template())
    except FileExistsError:
        print(say("{file} is there already; give another name.", file=path), file=sys.stderr)
        return USAGE_ERROR
    print(say("{file} is written: a sheet for each kind of export, needed headings in bold.",
              file=path))  # fmt: skip
    return 0


async def _import_all(
    opened: AbstractAsyncContextManager[Database], arguments: argparse.Namespace, told: Told,
    say: Words,
) -> int:  # fmt: skip
    whole = True
    files = deque((file, len(arguments.files) > 1) for file in arguments.files)
    waiting: list[Path] = []
    async with opened as database:
        while files or waiting:
            if not files:  # their accounts do not come
                files, waiting = deque((file, False) for file in waiting), []
            file, may_wait = files.popleft()
            done = await _imported(database, file, arguments, told, say, may_wait=may_wait)
            if done is Done.WAITS:
                waiting.append(file)
                continue
            whole = whole and done is not Done.NOT_ALL
            if done is Done.ACCOUNTS:
                files.extendleft((one, False) for one in reversed(waiting))
                waiting = []
    return 0 if whole else 1


class Done(Enum):
    """What became of a file: all of it stored (accounts, or others), not all, or not yet."""

    ACCOUNTS, OTHERS, NOT_ALL, WAITS = range(4)


async def _imported(
    database: Database, file: Path, arguments: argparse.Namespace, told: Told, say: Words, *,
    may_wait: bool,
) -> Done:  # fmt: skip
    """Import a file and say what became of it; not yet where all its accounts are unknown."""
    ask = sys.stdin.isatty() and not (arguments.check or arguments.json)
    try:
        outcome = await parsed(
            database, file, told, say, ask=ask, several=len(arguments.files) > 1
        )
        if not isinstance(outcome, ParsedFile):
            _tell_refusal(say, file, outcome, arguments.json)
            return Done.NOT_ALL
        with _progress() as progress:
            report = await store_parsed(database, outcome, clock.now(), progress, shell.actor())
    except asyncio.CancelledError:  # Ctrl-C
        print(say("Stopped: nothing of {file} is stored.", file=file.name), file=sys.stderr)
        raise
    if may_wait and report.lacks_all_accounts:
        return Done.WAITS
    _tell_of(say, report, file, arguments)
    if report.refused:
        return Done.NOT_ALL
    return Done.ACCOUNTS if RecordKind.ACCOUNT in outcome.kinds else Done.OTHERS


def _tell_of(say: Words, report: ImportReport, file: Path, arguments: argparse.Namespace) -> None:
    if arguments.check and not arguments.json:
        print(say("{file} was checked; nothing is stored yet.", file=report.file_name))
    _tell(say, report, arguments.json)
    if not arguments.check:
        _keep_refused(say, report, file)


def _tell(say: Words, report: ImportReport, as_data: bool) -> None:
    if as_data:
        print(json.dumps(report_data(say, report), ensure_ascii=False))
    else:
        print("\n".join(report_lines(say, report)))


def _tell_refusal(say: Words, file: Path, error: IntakeError, as_data: bool) -> None:
    if as_data:
        print(json.dumps(refusal_data(say, file.name, error), ensure_ascii=False))
        return
    print(refusal_line(say, file.name, error), file=sys.stderr)
    if isinstance(error, UncertainError):
        print("\n".join(question_lines(say, error.columns)), file=sys.stderr)


def _keep_refused(say: Words, report: ImportReport, file: Path) -> None:
    try:
        kept = keep_refused(say, report, file)
    except OSError:
        print(say("The refused rows could not be written beside the file."), file=sys.stderr)
    else:
        if kept:
            told = say("The refused rows are in {file}: mend them there, import it again.",
                       file=kept.name)  # fmt: skip
            print(told, file=sys.stderr)


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None]]:
    """A progress bar on standard error where it is a terminal and the file is long."""
    say = words()
    told = say("{done} of {all} rows, {time} left", done="{n_fmt}", all="{total_fmt}",
               time="{remaining}")  # fmt: skip
    with tqdm(
        file=sys.__stderr__, disable=None, delay=1, leave=False,
        bar_format=f"{{percentage:3.0f}} % {{bar}} {told}",
    ) as bar:  # fmt: skip

        def show(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        yield show
