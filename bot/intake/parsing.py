"""A file becomes drafts of records: every sheet by its own columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from pathlib import Path

from bot.intake.clashes import clashes, key_of
from bot.intake.codes import FileCode, IntakeError, RowCode, RowRefusedError
from bot.intake.columns import NOTHING, Column, UncertainError
from bot.intake.fields import Field, RecordKind
from bot.intake.header import find_headings
from bot.intake.headings import simple
from bot.intake.plain_rows import PlainRow, plain_rows
from bot.intake.rows import Draft, RowIssue, parse_row, refusal
from bot.intake.sheet import Sheet, SheetRow
from bot.intake.sheets import read_sheets
from bot.intake.tables import Table, read_table
from bot.intake.title import TITLE

LONG = 1000  # rows from which on the plain ones are read by column
Profile = Callable[[str], Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """All that a file says, before the store is asked.

    Attributes:
        name: the file's name.
        tables: its sheets with records.
        passed_over: names of sheets that hold none, or are hidden.
        rows: rows of data, without blank and total rows.
        totals: rows of totals and signatures left out.
        drafts: the rows that may be stored.
        plain: of a long file the rows that say nothing unusual, by account.
        issues: what was noted so far.
        confirmed: what was said of columns, by shape of the table and heading.
    """

    name: str
    tables: tuple[Table, ...]
    passed_over: tuple[str, ...]
    rows: int
    totals: int
    drafts: tuple[Draft, ...]
    issues: tuple[RowIssue, ...]
    confirmed: dict[str, dict[str, str]] = field(default_factory=dict)
    plain: tuple[PlainRow, ...] = ()

    def draft_of(self, plain: PlainRow) -> Draft:
        """A plain row as others are read."""
        return _draft(self.tables, plain.table, plain.row)[0]

    @property
    def kinds(self) -> tuple[RecordKind, ...]:
        """Which records its columns give."""
        return tuple(dict.fromkeys(one.kind for table in self.tables for one in table.kinds))


def read_file(path: Path, told: Mapping[str, str] | None = None) -> ParsedFile:
    """Read and check the file without the store.

    Raises:
        IntakeError: the file as a whole cannot be read.
    """
    return parse_sheets(path.name, read_sheets(path), told or {}, lambda _: {})


def parse_sheets(
    name: str, sheets: Sequence[Sheet], told: Mapping[str, str], profile: Profile
) -> ParsedFile:
    """The records of all sheets.

    Raises:
        IntakeError: no sheet has any, or somebody must confirm what columns are.
    """
    if any(sheet.is_cut for sheet in sheets):
        raise IntakeError(FileCode.CUT_OFF)
    said = _said(told, sheets)
    shown = [sheet for sheet in sheets if not sheet.hidden] or list(sheets)
    tables, troubles = _tables(shown, said, profile)
    passed_over = tuple(
        sheet.name for sheet in sheets
        if sheet.rows and sheet.name not in {table.sheet for table in tables}
    )  # fmt: skip
    if not tables:
        raise troubles[0] if troubles else IntakeError(FileCode.EMPTY)
    rows = [row for table in tables for row in table.rows]
    totals = sum(table.left_out for table in tables)
    if not rows:
        raise IntakeError(FileCode.NO_ROWS, totals=str(totals))
    plain = plain_rows(tables) if len(rows) >= LONG else []
    drafts, issues = _parse(tables, {id(one.row) for one in plain})
    clashing = dict(clashes(drafts))
    kept = tuple(draft for draft in drafts if key_of(draft) not in clashing)
    noted = [issue for issue in issues if (issue.sheet, issue.row) not in clashing]
    for (sheet, row), other in clashing.items():
        error = RowRefusedError(RowCode.SAME_KEY_DIFFERS, other_row=str(other))
        noted.append(replace(refusal(row, error), sheet=sheet))
    confirmed = {table.shape: {**said} for table in tables} if said else {}
    return ParsedFile(
        name, tables, passed_over, len(rows), totals, kept, tuple(noted), confirmed, tuple(plain)
    )


def _said(told: Mapping[str, str], sheets: Sequence[Sheet]) -> dict[str, str]:
    """What was told of columns, by simplified heading.

    Raises:
        IntakeError: there is no such column, or no such field.
    """
    there = {simple(cell) for sheet in sheets for row in sheet.rows[:30] for cell in row.cells}
    # Of two rows of headings the name is put together.
    there |= {simple(name) for one in map(find_headings, sheets) if one for name in one.names}
    for heading, meaning in told.items():
        if meaning not in {*Field, NOTHING}:
            raise IntakeError(FileCode.UNKNOWN_COLUMN, column=meaning)
        if simple(heading) not in {*there, TITLE} and not heading.startswith("第"):
            raise IntakeError(FileCode.UNKNOWN_COLUMN, column=heading)
    return {simple(heading): meaning for heading, meaning in told.items()}


def _tables(
    sheets: Sequence[Sheet], said: Mapping[str, str], profile: Profile
) -> tuple[tuple[Table, ...], list[IntakeError]]:
    tables: list[Table] = []
    troubles: list[IntakeError] = []
    asked: list[Column] = []
    for sheet in sheets:
        try:
            tables.append(read_table(sheet, said, profile))
        except UncertainError as error:
            asked += error.columns
        except IntakeError as error:
            if error.code is FileCode.EMPTY:
                continue
            troubles.append(error)
    if asked:
        raise UncertainError(tuple({column.name: column for column in asked}.values()))
    # What a sheet lacks says more than that another has no headings.
    troubles.sort(key=lambda error: error.code is FileCode.NO_HEADER)
    return tuple(tables), troubles


def _draft(
    tables: Sequence[Table], place: int, row: SheetRow
) -> tuple[Draft, tuple[RowIssue, ...]]:
    table = tables[place]
    kinds = tuple(one.kind for one in table.kinds)
    return parse_row(table.places, kinds, row, _sheet(tables, table))


def _sheet(tables: Sequence[Table], table: Table) -> str:
    """Its name, which is told where there are several."""
    return table.sheet if len(tables) > 1 else ""


def _parse(tables: Sequence[Table], plain: AbstractSet[int]) -> tuple[list[Draft], list[RowIssue]]:
    """The rows but for the plain ones."""
    drafts: list[Draft] = []
    issues: list[RowIssue] = []
    for place, table in enumerate(tables):
        sheet = _sheet(tables, table)
        for row in table.rows:
            if id(row) in plain:
                continue
            try:
                draft, warnings = _draft(tables, place, row)
            except RowRefusedError as error:
                issues.append(replace(refusal(row.number, error), sheet=sheet))
            else:
                drafts.append(draft)
                issues.extend(replace(one, sheet=sheet) for one in warnings)
    return drafts, issues
