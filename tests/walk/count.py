"""Counts what a piece of work costs: statements, calls, files. Counts, not times."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from functools import cache
from pathlib import Path
from types import FrameType

from bot.contract.messages import Incoming

ROOT = str(Path(__file__).parents[2]) + "/"
HEARING, WORDING = "bot/hearing/", "bot/wording/"
PAPERS = {"sheet", "explanation", "letter"}


@dataclass
class Count:
    """How often what was done; each field's name is a line of the table.

    Attributes:
        statements: SQL statements, savepoints included.
        rows_entered: of them, those that insert a row.
        normalisations: calls of `plain` in hearing.
        readings: calls from other rooms into hearing with a text or a message.
        assessments, recomputations, searches_for_causes: calls in `tariff_rules`.
        papers: sheets and explanations put into words.
        changes_of_file: calls into another file of ours than the call before.
    """

    statements: int = 0
    rows_entered: int = 0
    normalisations: int = 0
    readings: int = 0
    assessments: int = 0
    recomputations: int = 0
    searches_for_causes: int = 0
    papers: int = 0
    files_entered: int = 0
    changes_of_file: int = 0
    files: set[str] = field(default_factory=set, repr=False)


LINES = tuple(one.name for one in fields(Count) if one.name != "files")


def counted(connection: sqlite3.Connection, work: Callable[[], object]) -> Count:
    """What that work costs over that database."""
    count, last = Count(), ""

    def profile(frame: FrameType, event: str, arg: object) -> None:
        nonlocal last
        del arg
        file = _ours(frame.f_code.co_filename)
        if event != "call" or not file:
            return
        count.changes_of_file += file != last
        count.files.add(file)
        last = file
        _note(count, file, frame)

    statements: list[str] = []
    connection.set_trace_callback(statements.append)
    sys.setprofile(profile)
    try:
        work()
    finally:
        sys.setprofile(None)
        connection.set_trace_callback(None)
    # What a trigger does is told as a comment.
    own = [one for one in statements if not one.startswith("--")]
    count.statements = len(own)
    count.rows_entered = sum(one.lstrip().upper().startswith("INSERT") for one in own)
    count.files_entered = len(count.files)
    return count


def _note(count: Count, file: str, frame: FrameType) -> None:
    name = frame.f_code.co_name
    if file.startswith(HEARING):
        count.normalisations += name == "plain"
        count.readings += _reads(frame)
    elif file.startswith(WORDING):
        count.papers += name in PAPERS
    elif file == "tariff_rules/assessment.py":
        count.assessments += name == "assess"
    elif file == "tariff_rules/as_billed.py":
        count.recomputations += name == "as_billed"
    elif file == "tariff_rules/causes.py":
        count.searches_for_causes += name == "find_causes"


def _reads(frame: FrameType) -> bool:
    code, caller = frame.f_code, frame.f_back
    asked_by = _ours(caller.f_code.co_filename) if caller else ""
    if not asked_by or asked_by.startswith(HEARING) or not code.co_argcount:
        return False
    return isinstance(frame.f_locals.get(code.co_varnames[0]), str | Incoming)


@cache
def _ours(filename: str) -> str:
    """The path in the project of a file of `bot` or `tariff_rules`; empty for any other."""
    path = filename.removeprefix(ROOT)
    return path if path.startswith(("bot/", "tariff_rules/")) else ""
