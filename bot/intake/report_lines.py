"""What an import did, row by row, in sentences a clerk can act on."""

from __future__ import annotations

from collections.abc import Sequence

from bot.intake.codes import IntakeError
from bot.intake.columns import Column, Use
from bot.intake.importer import ImportReport
from bot.intake.rows import IssueKind, RowIssue
from bot.intake.sentences import FILE, FORM, KIND, ROW, USE
from bot.wording.catalogue import Words

SHOWN = 200


def report_lines(say: Words, report: ImportReport) -> list[str]:
    """A summary, what became of the columns, then each row that was refused or is doubtful."""
    lines = [
        say(
            "{file}: {rows} rows; {added} new, {changed} changed, {unchanged} unchanged; "
            "{refused} rows refused, {warnings} notes.",
            file=report.file_name,
            rows=report.rows,
            added=report.added,
            changed=report.changed,
            unchanged=report.unchanged,
            refused=len(report.refused),
            warnings=len(report.warnings),
        )
    ]
    lines += column_lines(say, report.columns)
    if report.parsed.passed_over:
        names = "、".join(report.parsed.passed_over)
        lines.append(say("  Sheets left out (hidden, or without records): {names}", names=names))
    if report.parsed.totals:
        lines.append(
            say(
                "  Rows of totals, titles and signatures left out: {count}",
                count=report.parsed.totals,
            )
        )
    lines += [_issue_line(say, issue) for issue in report.issues[:SHOWN]]
    if len(report.issues) > SHOWN:
        lines.append(say("  … and {count} more.", count=len(report.issues) - SHOWN))
    return lines


def column_lines(say: Words, columns: Sequence[Column]) -> list[str]:
    """What became of each column: a line for each use that occurs."""
    return [
        say(
            USE[use],
            names="、".join(
                dict.fromkeys(_told(say, column) for column in columns if column.use is use)
            ),
        )
        for use in Use
        if any(column.use is use for column in columns)
    ]


def _told(say: Words, column: Column) -> str:
    if column.field and column.use is Use.USED and column.heading != column.field:
        return f"{column.name}({column.field})"
    if column.use is Use.NOT_UNDERSTOOD and column.samples:
        return say("{name} (such as {sample})", name=column.name, sample=column.samples[0])
    return column.name


def refusal_line(say: Words, name: str, error: IntakeError) -> str:
    """Why a whole file was refused and what to do. Nothing of it was stored."""
    return say("{file}: not imported: {reason}", file=name, reason=file_reason(say, error))


def file_reason(say: Words, error: IntakeError) -> str:
    """Why a whole file was refused, as a sentence."""
    params = dict(error.params)
    kind = params.get("seems")
    if kind:
        params["seems"] = say(KIND[kind])
    form = params.get("kind", "")
    if form in FORM:
        params["kind"] = say(FORM[form])
    return say(FILE[error.code], **params)


def row_reason(say: Words, issue: RowIssue) -> str:
    """What is wrong with a row, in words."""
    return say(ROW[issue.code], **issue.params)


def question_lines(say: Words, columns: Sequence[Column]) -> list[str]:
    """What the columns may be, by their values, for somebody to confirm."""
    return [
        say(
            "  {name} (such as {samples}) seems to be {field}.",
            name=column.name,
            samples="、".join(column.samples) or "-",
            field=str(column.guess.field),
        )
        for column in columns
        if column.guess
    ]


def _issue_line(say: Words, issue: RowIssue) -> str:
    reason = row_reason(say, issue)
    where = f"{issue.sheet} " if issue.sheet else ""
    if issue.kind is IssueKind.REFUSED:
        line = say("  Row {row} refused: {reason}", row=issue.row, reason=reason)
    else:
        line = say("  Row {row} stored, please note: {reason}", row=issue.row, reason=reason)
    return line.replace("  ", f"  {where}", 1) if where else line
