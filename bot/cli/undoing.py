"""`jieti imports` and `jieti undo`: what was imported, and putting it back."""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
from collections.abc import Callable
from typing import Any

from bot import clock
from bot.cli import shell
from bot.cli.databases import open_existing
from bot.cli.importing import POLITE
from bot.cli.settings import read_settings
from bot.intake.codes import FileCode, IntakeError
from bot.intake.report_lines import file_reason
from bot.intake.undoing import undo
from bot.store.imports import CannotUndoError
from bot.wording.catalogue import mark, words

USAGE_ERROR = 2


def add_to(add: Callable[..., Any]) -> None:
    """Declare the commands."""
    add("imports", _imports, mark("list what was imported, with the number to undo it by"))
    one = add("undo", _undo, mark("put back what an import changed"))
    one.add_argument("number", type=int, help=mark("as `jieti imports` has it"))


def _imports(_: argparse.Namespace) -> int:
    say, settings = words(), read_settings(os.environ)

    async def listed() -> int:
        async with open_existing(settings.database, settings.audit_key) as database:
            imports = await database.read(lambda store: store.imports.all())
        for one in imports:
            line = say(
                "{number}  {at}  {file}: {changes} records changed",
                number=one.number,
                at=f"{one.at:%Y-%m-%d %H:%M}",
                file=one.file_name,
                changes=one.changes,
            )
            undone = (
                say(" (undone {at})", at=f"{one.undone_at:%Y-%m-%d %H:%M}")
                if one.undone_at
                else ""
            )
            print(line + undone)
        if not imports:
            print(say("Nothing was imported."))
        return 0

    return asyncio.run(listed())


def _undo(arguments: argparse.Namespace) -> int:
    say, settings, number = words(), read_settings(os.environ), arguments.number
    os.nice(POLITE)

    async def undone() -> int:
        async with open_existing(settings.database, settings.audit_key) as database:
            try:
                count = await undo(database, number, clock.now(), shell.actor())
            except CannotUndoError as error:
                code = FileCode.CHANGED_SINCE if error.changed_since else FileCode.NOT_REMEMBERED
                name = say("Import {number}", number=number)
                reason = file_reason(say, IntakeError(code, number=str(number)))
                print(
                    say("{file}: not undone: {reason}", file=name, reason=reason), file=sys.stderr
                )
                return USAGE_ERROR
        print(
            say(
                "Import {number} was undone: {count} records put back.", number=number, count=count
            )
        )
        return 0

    return asyncio.run(undone())
