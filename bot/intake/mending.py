"""Refused rows go into a workbook beside their file: mended there, it is imported again."""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path

from bot.intake.codes import RowCode
from bot.intake.fields import Field
from bot.intake.importer import ImportReport
from bot.intake.report_lines import row_reason
from bot.intake.rows import RowIssue
from bot.intake.tables import OWN_HEADINGS, Table
from bot.wording.catalogue import Words

TAKEN, NOT_TAKEN = "已导入", "没有导入"  # folders for what was taken in at night, and was not
_SUFFIX = "退回"
_MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - the same rows make the same file
_AT_FAULT = {
    RowCode.ACCOUNT_NO_INVALID: Field.ACCOUNT_NO,
    RowCode.ACCOUNT_UNKNOWN: Field.ACCOUNT_NO,
    RowCode.METER_NO_INVALID: Field.METER_NO,
    RowCode.MULTIPLIER_ZERO: Field.MULTIPLIER,
    RowCode.READING_BELOW_LAST: Field.THIS_READING,
    RowCode.METER_ROLLOVER: Field.THIS_READING,
    RowCode.METER_NOT_READ: Field.THIS_READING,
    RowCode.KWH_DIFFERS: Field.READ_KWH,
    RowCode.DATES_REVERSED: Field.THIS_READ_ON,
    RowCode.READ_BEFORE_POWER_ON: Field.LAST_READ_ON,
    RowCode.FACT_NOT_NAMED: Field.FACT,
    RowCode.FACT_NO_DATE: Field.SINCE,
    RowCode.FACT_OVERLAPS: Field.SINCE,
    RowCode.FACT_BEFORE_ACCOUNT: Field.SINCE,
    RowCode.FACT_USED_AFTER: Field.SINCE,
    RowCode.FACT_TO_COME: Field.SINCE,
    RowCode.FACT_NO_END: Field.UNTIL,
    RowCode.FACT_REVERSED: Field.UNTIL,
    RowCode.FACT_NO_PERSONS: Field.PERSONS,
    RowCode.FACT_MANY_PERSONS: Field.PERSONS,
}


def keep_refused(say: Words, report: ImportReport, beside: Path) -> Path | None:
    """Write the refused rows; nothing where there are none.

    Args:
        say: for the reasons.
        report: what became of the file.
        beside: the file.

    Returns:
        The workbook; one with the same rows that is there already stays as it is.

    Raises:
        OSError: the folder cannot be written.
    """
    if not report.refused:
        return None
    content = refused_rows(say, report)
    for number in range(1, 1000):
        path = beside.with_name(name_of_refused(beside, number))
        if not path.exists():
            path.touch(mode=0o600)
            path.write_bytes(content)
            return path
        if path.read_bytes() == content:
            return path
    return None


def name_of_refused(file: Path, number: int = 1) -> str:
    """How the workbook with a file's refused rows is called; of several with its number."""
    stem = file.stem.split(f".{_SUFFIX}")[0]
    return f"{stem}.{_SUFFIX}{number if number > 1 else ''}.xlsx"


def refused_rows(say: Words, report: ImportReport) -> bytes:
    """The workbook with the rows that were not stored, the reasons, and the cells at fault."""
    import xlsxwriter  # noqa: PLC0415 - most files have no rows refused

    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"created": _MADE})
    fault = book.add_format({"bg_color": "#FFC7CE", "num_format": "@"})
    text = book.add_format({"num_format": "@"})
    for table in report.parsed.tables:
        sheet_name = table.sheet if len(report.parsed.tables) > 1 else ""
        refused = {i.row: i for i in report.refused if i.sheet == sheet_name}
        if not refused:
            continue
        sheet = book.add_worksheet(None)
        reason, row_no = OWN_HEADINGS
        sheet.write_row(0, 0, [*table.names, reason, row_no])
        rows = [row for row in table.rows if row.number in refused]
        for place, row in enumerate(rows, start=1):
            issue = refused[row.number]
            bad = _place_at_fault(table, issue)
            for column in range(len(table.names)):
                sheet.write_string(
                    place, column, row.cell(column), fault if column == bad else text
                )
            sheet.write_string(place, len(table.names), row_reason(say, issue))
            sheet.write_number(place, len(table.names) + 1, row.number)
        sheet.autofit()
    book.close()
    return file.getvalue()


def _place_at_fault(table: Table, issue: RowIssue) -> int | None:
    named = issue.params.get("column")
    # Of a fact its name is told, which is no column's.
    field = Field(named) if named in set(Field) else _AT_FAULT.get(issue.code)
    if field is None and named is None:
        field = Field.ACCOUNT_NO
    return table.places.get(field) if field else None
