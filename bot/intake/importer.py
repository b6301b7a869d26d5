"""A file in, a report out.

A long file is written in pieces, and between two of them the chats have their turn: nobody waits
for it. An account is always in one piece, so nobody sees half of their own. What ends before its
time is taken back: by itself, or where the process was killed by the next import.
"""

from __future__ import annotations

import asyncio
import gc
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import islice
from pathlib import Path

from bot.intake.codes import RowCode
from bot.intake.columns import Column
from bot.intake.header import find_headings
from bot.intake.parsing import ParsedFile, parse_sheets
from bot.intake.plain_rows import PlainRow
from bot.intake.rows import Draft, IssueKind, RowIssue
from bot.intake.sheets import read_sheets
from bot.intake.storing import Piece, Storing, pieces, plain_pieces
from bot.intake.tables import shape_of
from bot.intake.undoing import end_unfinished
from bot.store.accounts import Change
from bot.store.port import Database, Store

Progress = Callable[[int, int], None]
# Rows of a piece: they hold the chats up for some thousandths of a second.
AT_ONCE = 50
PLAIN_AT_ONCE = 125
ALONE = 16  # pieces of plain rows in one transaction, where nobody is held up
TURN = 0.0005  # seconds; how long who reads a file lets a chat wait for the interpreter


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of a file.

    Attributes:
        parsed: what it said.
        added: records that are new; a row may give several.
        changed: records that the store had with other content.
        unchanged: records that the store had already.
        issues: what is to be said about rows, in their order.
        number: by which it can be undone; None where nothing changed.
    """

    parsed: ParsedFile
    added: int
    changed: int
    unchanged: int
    issues: tuple[RowIssue, ...]
    number: int | None = None

    @property
    def file_name(self) -> str:
        """Without its folder."""
        return self.parsed.name

    @property
    def rows(self) -> int:
        """Rows of data."""
        return self.parsed.rows

    @property
    def columns(self) -> tuple[Column, ...]:
        """What became of each column of each sheet."""
        return tuple(column for table in self.parsed.tables for column in table.columns)

    @property
    def refused(self) -> tuple[RowIssue, ...]:
        """Rows that were not stored."""
        return tuple(i for i in self.issues if i.kind is IssueKind.REFUSED)

    @property
    def lacks_accounts(self) -> bool:
        """Whether rows wait for the file of accounts."""
        return any(issue.code is RowCode.ACCOUNT_UNKNOWN for issue in self.refused)

    @property
    def lacks_all_accounts(self) -> bool:
        """Whether that is why nothing at all could be stored."""
        return self.lacks_accounts and not (self.added or self.changed or self.unchanged)

    @property
    def warnings(self) -> tuple[RowIssue, ...]:
        """Notes on rows that were stored."""
        return tuple(i for i in self.issues if i.kind is IssueKind.WARNING)


async def import_file(
    database: Database,
    path: Path,
    now: datetime,
    told: Mapping[str, str] | None = None,
    progress: Progress | None = None,
) -> ImportReport:
    """Read the file and store its records: all of them or nothing.

    Args:
        database: the store.
        path: an export in any form that holds a table.
        now: the moment, by which it is known later.
        told: the field by heading, as a person said for this file; it is remembered.
        progress: told the rows done and the rows in all.

    Raises:
        IntakeError: the file as a whole cannot be read; nothing was stored.
    """
    parsed = await parse_file(database, path, told)
    return await store_parsed(database, parsed, now, progress)


async def parse_file(
    database: Database, path: Path, told: Mapping[str, str] | None = None
) -> ParsedFile:
    """Read the file as what was confirmed for files of its shape, and as is told.

    Raises:
        IntakeError: the file as a whole cannot be read.
    """
    with _reading():
        return await _parsed(database, path, told or {})


async def _parsed(database: Database, path: Path, told: Mapping[str, str]) -> ParsedFile:
    sheets = await asyncio.to_thread(read_sheets, path)
    shapes = [shape_of(found.names) for sheet in sheets if (found := find_headings(sheet))]
    known = await database.read(lambda store: {one: store.imports.profile(one) for one in shapes})

    def profile(shape: str) -> Mapping[str, str]:
        return known.get(shape, {})

    # Not in the database's thread: the chats read there meanwhile.
    return await asyncio.to_thread(parse_sheets, path.name, sheets, told, profile)


@contextmanager
def _reading() -> Iterator[None]:
    """Millions of cells hold no circle: looking for one takes a third of the time."""
    was_enabled, turn = gc.isenabled(), sys.getswitchinterval()
    gc.disable()
    sys.setswitchinterval(TURN)
    try:
        yield
    finally:
        sys.setswitchinterval(turn)
        if was_enabled:
            gc.enable()


async def store_parsed(
    database: Database,
    parsed: ParsedFile,
    now: datetime,
    progress: Progress | None = None,
    actor: str = "system",
) -> ImportReport:
    """Store what a file says, in pieces; all of it, or nothing of it.

    Args:
        database: the store.
        parsed: the file.
        now: the moment, by which it is known later.
        progress: told the rows done and the rows in all.
        actor: as the audit trail names who imports.
    """
    storing = Storing(parsed.name, now)
    async with database.importing() as give_way:
        await end_unfinished(database, now, give_way)  # of a process that was killed
        try:
            number = await database.note(partial(_begun, parsed, now))
            done, held, rows = 0, list(parsed.drafts), len(parsed.drafts) + len(parsed.plain)
            at_once = 1 if await give_way() else ALONE
            for several in _together(plain_pieces(parsed.plain, PLAIN_AT_ONCE), at_once):
                back = await database.note(partial(_plain, number, parsed, storing, several))
                held += back
                done += sum(map(len, several)) - len(back)
                _tell(progress, done, rows)
                await give_way()
            for piece in pieces(held, AT_ONCE):
                await database.note(partial(_stored, number, storing, piece))
                done += sum(map(len, piece))
                _tell(progress, done, rows)
                await give_way()
            return await database.write(partial(_ended, number, parsed, storing, actor))
        except BaseException:
            await end_unfinished(database, now, give_way)
            raise


async def check_parsed(database: Database, parsed: ParsedFile, now: datetime) -> ImportReport:
    """What storing the file would do; nothing is stored."""
    storing = Storing(parsed.name, now)
    held = list(parsed.drafts)
    for several in _together(plain_pieces(parsed.plain, PLAIN_AT_ONCE), ALONE):
        with suppress(_TakenBackError):
            await database.note(partial(_tried_plain, parsed, storing, several, held))
    for piece in pieces(held, AT_ONCE):
        with suppress(_TakenBackError):
            await database.note(partial(_tried, storing, piece))
    return _report(parsed, storing, None)


def _together(pieces: Iterator[list[PlainRow]], count: int) -> Iterator[list[list[PlainRow]]]:
    """So many of the pieces at a time."""
    while several := list(islice(pieces, count)):
        yield several


def _begun(parsed: ParsedFile, now: datetime, store: Store) -> int:
    number = store.imports.begin(parsed.name, now)
    store.imports.pause()
    return number


def _tell(progress: Progress | None, done: int, rows: int) -> None:
    if progress:
        progress(done, rows)


def _plain(
    number: int, parsed: ParsedFile, storing: Storing, several: list[list[PlainRow]], store: Store
) -> list[Draft]:
    store.imports.resume(number)
    back = [draft for rows in several for draft in storing.run_plain(store, parsed, rows)]
    store.imports.pause()
    return back


def _stored(number: int, storing: Storing, piece: Piece, store: Store) -> None:
    store.imports.resume(number)
    storing.run(store, piece)
    store.imports.pause()


def _ended(
    number: int, parsed: ParsedFile, storing: Storing, actor: str, store: Store
) -> ImportReport:
    store.imports.resume(number)
    return _done(store, parsed, storing, actor)


def _done(store: Store, parsed: ParsedFile, storing: Storing, actor: str) -> ImportReport:
    number = store.imports.end()
    counts = ", ".join(f"{count} {change}" for change, count in storing.changes.items())
    store.audit.add(storing.now, actor, "imported", str(number or ""), f"{parsed.name}: {counts}")
    for shape, fields in parsed.confirmed.items():
        store.imports.confirm(shape, fields, storing.now)
    return _report(parsed, storing, number)


def _report(parsed: ParsedFile, storing: Storing, number: int | None) -> ImportReport:
    issues = sorted((*parsed.issues, *storing.issues), key=lambda issue: (issue.sheet, issue.row))
    return ImportReport(
        parsed,
        storing.changes[Change.ADDED],
        storing.changes[Change.CHANGED],
        storing.changes[Change.UNCHANGED],
        tuple(issues),
        number,
    )


def _tried_plain(
    parsed: ParsedFile, storing: Storing, several: list[list[PlainRow]], held: list[Draft],
    store: Store,
) -> None:  # fmt: skip
    for rows in several:
        held += storing.run_plain(store, parsed, rows)
    raise _TakenBackError


def _tried(storing: Storing, piece: Piece, store: Store) -> None:
    store.imports.begin(storing.name, storing.now)
    storing.run(store, piece)
    raise _TakenBackError


class _TakenBackError(Exception):
    """Ends a transaction whose only purpose was to see what it would do."""
