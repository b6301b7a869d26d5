"""What an import did or would do, as data: `jieti import --check --json`."""

from __future__ import annotations

from typing import Any

from bot.intake.codes import IntakeError
from bot.intake.columns import Column, UncertainError, Use
from bot.intake.importer import ImportReport
from bot.intake.report_lines import file_reason, row_reason
from bot.intake.rows import RowIssue
from bot.wording.catalogue import Words

Data = dict[str, Any]


def report_data(say: Words, report: ImportReport) -> Data:
    """What the file is, its rows, and what becomes of each column."""
    rows_refused = {(issue.sheet, issue.row) for issue in report.refused}
    return {
        "file": report.file_name,
        "kinds": [kind.value for kind in report.parsed.kinds],
        "rows": report.rows,
        "taken": report.rows - len(rows_refused),
        "added": report.added,
        "changed": report.changed,
        "unchanged": report.unchanged,
        "left_out": report.parsed.totals,
        "sheets_left_out": list(report.parsed.passed_over),
        "refused": [_issue(say, issue) for issue in report.refused],
        "notes": [_issue(say, issue) for issue in report.warnings],
        "columns": _columns(report.columns),
    }


def refusal_data(say: Words, name: str, error: IntakeError) -> Data:
    """Why a whole file is refused, and what its uncertain columns seem to be."""
    asked = error.columns if isinstance(error, UncertainError) else ()
    return {
        "file": name,
        "kinds": [],
        "rows": 0,
        "taken": 0,
        "error": {"code": error.code.value, "reason": file_reason(say, error), **error.params},
        "questions": [
            {"column": c.name, "field": str(c.guess.field), "sure": c.guess.sure,
             "samples": list(c.samples)}
            for c in asked if c.guess
        ],
    }  # fmt: skip


def _issue(say: Words, issue: RowIssue) -> Data:
    return {
        "sheet": issue.sheet,
        "row": issue.row,
        "code": issue.code.value,
        "reason": row_reason(say, issue),
    }


def _columns(columns: tuple[Column, ...]) -> Data:
    return {
        "used": [
            {"column": c.name, "field": str(c.field)} for c in columns if c.use is Use.USED
        ],
        **{
            use.value: [c.name for c in columns if c.use is use]
            for use in (Use.NOT_NEEDED, Use.NOT_READ)
        },
        Use.NOT_UNDERSTOOD.value: [
            {"column": c.name, "samples": list(c.samples)}
            for c in columns if c.use is Use.NOT_UNDERSTOOD
        ],
    }  # fmt: skip
