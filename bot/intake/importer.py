"""A file in, a report out."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot import clock
from bot.intake.codes import FileCode, IntakeError, RowCode, RowRefusedError
from bot.intake.headings import Field, Header, RecordKind, field_of, find_header, kinds_in
from bot.intake.rows import Draft, IssueKind, ParsedFile, RowIssue, parse_row, refusal
from bot.intake.sheets import Sheet, SheetRow, read_sheets
from bot.intake.storing import Progress, Storing
from bot.store.accounts import Change
from bot.store.port import Database, Store

_TOTAL = re.compile(r"(?:本页|本月)?(?:合\s*计|总\s*计|小\s*计)")
_TOTAL_WITHIN = 5


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of a file.

    Attributes:
        file_name: without its folder.
        kinds: which records its columns give.
        rows: rows of data, without blank and total rows.
        added: records that are new; a row may give several.
        changed: records that the store had with other content.
        unchanged: records that the store had already.
        totals: total rows (合计) left out.
        issues: what is to be said about rows, in their order.
    """

    file_name: str
    kinds: tuple[RecordKind, ...]
    rows: int
    added: int
    changed: int
    unchanged: int
    totals: int
    issues: tuple[RowIssue, ...]

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
    progress: Progress | None = None,
    now: datetime | None = None,
) -> ImportReport:
    """Read the file and store its records in one transaction.

    Args:
        database: the store.
        path: a .csv, .xlsx or .xls export.
        progress: told the rows done and the rows in all, from the database's thread.
        now: when its facts are noted; this moment unless given.

    Raises:
        IntakeError: the file as a whole cannot be read; nothing was stored.
    """
    parsed = await asyncio.to_thread(read_file, path)

    def store(store: Store) -> Storing:
        storing = Storing(store, path.name, now or clock.now())
        storing.run(parsed.drafts, progress)
        return storing

    done = await database.write(store)
    return ImportReport(
        parsed.name,
        parsed.kinds,
        parsed.rows,
        done.changes[Change.ADDED],
        done.changes[Change.CHANGED],
        done.changes[Change.UNCHANGED],
        parsed.totals,
        tuple(sorted((*parsed.issues, *done.issues), key=lambda issue: issue.row)),
    )


def read_file(path: Path) -> ParsedFile:
    """Read and check the file without the store.

    Raises:
        IntakeError: the file as a whole cannot be read.
    """
    header, sheet = _sheet_with_records(read_sheets(path))
    kinds = kinds_in(header)
    rows = [row for row in sheet[header.number :] if _holds_data(header, row)]
    data = [row for row in rows if not _is_total(header, row)]
    totals = len(rows) - len(data)
    if not data:
        raise IntakeError(FileCode.NO_ROWS, totals=str(totals))
    drafts, issues = _parse(header, kinds, data)
    clashes = dict(_clashes(drafts))
    kept = tuple(draft for draft in drafts if draft.row not in clashes)
    noted = tuple(i for i in issues if i.row not in clashes) + tuple(
        refusal(row, RowRefusedError(RowCode.SAME_KEY_DIFFERS, other_row=str(other)))
        for row, other in clashes.items()
    )
    return ParsedFile(path.name, kinds, len(data), totals, kept, noted)


def _sheet_with_records(sheets: tuple[Sheet, ...]) -> tuple[Header, Sheet]:
    found = [(header, sheet) for sheet in sheets if (header := find_header(sheet))]
    if not found:
        filled = any(any(row.cells) for sheet in sheets for row in sheet)
        raise IntakeError(FileCode.NO_HEADER if filled else FileCode.EMPTY)
    if len(found) > 1:
        raise IntakeError(FileCode.SEVERAL_SHEETS, sheets=str(len(found)))
    return found[0]


def _holds_data(header: Header, row: SheetRow) -> bool:
    """Neither blank nor the header again, as at the top of each printed page."""
    again = field_of(_account_cell(header, row))
    return any(row.cells) and (again is None or again[0] is not Field.ACCOUNT_NO)


def _is_total(header: Header, row: SheetRow) -> bool:
    if any(c.isdigit() for c in _account_cell(header, row)):
        return False
    return any(_TOTAL.match(cell) for cell in row.cells[:_TOTAL_WITHIN])


def _account_cell(header: Header, row: SheetRow) -> str:
    column = header.columns[Field.ACCOUNT_NO]
    return row.cells[column] if column < len(row.cells) else ""


def _parse(
    header: Header, kinds: tuple[RecordKind, ...], rows: list[SheetRow]
) -> tuple[list[Draft], list[RowIssue]]:
    drafts: list[Draft] = []
    issues: list[RowIssue] = []
    for row in rows:
        try:
            draft, warnings = parse_row(header, kinds, row)
        except RowRefusedError as error:
            issues.append(refusal(row.number, error))
        else:
            drafts.append(draft)
            issues.extend(warnings)
    return drafts, issues


def _clashes(drafts: list[Draft]) -> Iterator[tuple[int, int]]:
    """Rows that say different things under one key, each with another such row.

    Which of them is right is not known, so none of them may be stored.
    """
    seen: dict[Hashable, list[tuple[int, object]]] = {}
    for draft in drafts:
        for key, record in draft.keyed():
            seen.setdefault(key, []).append((draft.row, record))
    for entries in seen.values():
        first_row, first = entries[0]
        other = next((row for row, record in entries if record != first), None)
        if other is not None:
            for row, record in entries:
                yield row, (other if record == first else first_row)
