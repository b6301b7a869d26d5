"""A file in, a report out."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.intake.columns import Column
from bot.intake.parsing import ParsedFile, parse_sheets
from bot.intake.rows import IssueKind, RowIssue
from bot.intake.sheets import read_sheets
from bot.intake.storing import Progress, Storing
from bot.store.accounts import Change
from bot.store.port import Database, Store


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
    """Read the file and store its records in one transaction.

    Args:
        database: the store.
        path: an export in any form that holds a table.
        now: the moment, by which it is known later.
        told: the field by heading, as a person said for this file; it is remembered.
        progress: told the rows done and the rows in all, from the database's thread.

    Raises:
        IntakeError: the file as a whole cannot be read; nothing was stored.
    """
    parsed = await parse_file(database, path, told)
    return await database.write(lambda store: store_file(store, parsed, now, progress))


async def parse_file(
    database: Database, path: Path, told: Mapping[str, str] | None = None
) -> ParsedFile:
    """Read the file as what was confirmed for files of its shape, and as is told.

    Raises:
        IntakeError: the file as a whole cannot be read.
    """
    sheets = await asyncio.to_thread(read_sheets, path)

    def profiles(store: Store) -> ParsedFile:
        return parse_sheets(path.name, sheets, told or {}, store.imports.profile)

    return await database.read(profiles)


def store_file(
    store: Store,
    parsed: ParsedFile,
    now: datetime,
    progress: Progress | None = None,
    actor: str = "system",
) -> ImportReport:
    """Store what a file says, within a transaction; the audit trail says who did."""
    store.imports.begin(parsed.name, now)
    storing = Storing(store, parsed.name, now)
    storing.run(parsed.drafts, progress)
    number = store.imports.end()
    counts = ", ".join(f"{count} {change}" for change, count in storing.changes.items())
    store.audit.add(now, actor, "imported", str(number or ""), f"{parsed.name}: {counts}")
    for shape, fields in parsed.confirmed.items():
        store.imports.confirm(shape, fields, now)
    return ImportReport(
        parsed,
        storing.changes[Change.ADDED],
        storing.changes[Change.CHANGED],
        storing.changes[Change.UNCHANGED],
        tuple(
            sorted((*parsed.issues, *storing.issues), key=lambda issue: (issue.sheet, issue.row))
        ),
        number,
    )
