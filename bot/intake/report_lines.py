"""What an import did, row by row, in sentences a clerk can act on."""

from __future__ import annotations

from bot.intake.codes import FileCode, IntakeError, RowCode
from bot.intake.importer import ImportReport
from bot.intake.rows import IssueKind, RowIssue
from bot.wording.catalogue import Words, mark

SHOWN = 200

_FILE = {
    FileCode.NOT_FOUND: mark("there is no such file. Check the name."),
    FileCode.EMPTY: mark("the file is empty. Export it again."),
    FileCode.TOO_LARGE: mark(
        "the file is too large (over {limit} MB, or far larger once unpacked). Split it by month."
    ),
    FileCode.STRAY_CELL: mark(
        "the sheet reaches to {cell}, far beyond the table: something was left there, perhaps a "
        "blank. Delete the empty rows below the table and the empty columns to its right, save, "
        "and import again."
    ),
    FileCode.OUT_OF_BOUNDS: mark(
        "reading it takes too much memory or time. Save the table alone as .csv and import that."
    ),
    FileCode.NOT_A_TABLE: mark("this is no table ({kind}). Export as .xlsx, .xls or .csv."),
    FileCode.TEXT_AS_WORKBOOK: mark(
        "the name ends in {suffix}, but the content is text. Open it and save it as .xlsx or .csv."
    ),
    FileCode.UTF16: mark("the text is in UTF-16. Save it as CSV UTF-8."),
    FileCode.UNKNOWN_ENCODING: mark(
        "the characters cannot be read. Save the file as CSV UTF-8 or as .xlsx."
    ),
    FileCode.BROKEN_CSV: mark("the CSV is broken (perhaps an open quotation mark). Export again."),
    FileCode.BROKEN_WORKBOOK: mark("the workbook is damaged. Export it again."),
    FileCode.PASSWORD: mark("the workbook has a password. Save it without one."),
    FileCode.SEVERAL_SHEETS: mark(
        "{sheets} sheets hold records. Save each sheet as a file of its own."
    ),
    FileCode.NO_HEADER: mark("no row of headings with an account number was found."),
    FileCode.MISSING_COLUMNS: mark(
        "these columns are missing: {columns}. Export again with them."
    ),
    FileCode.NO_ROWS: mark("there are no rows of data (total rows left out: {totals})."),
}
_ROW = {
    RowCode.MISSING_VALUE: mark("{column} is empty"),
    RowCode.ACCOUNT_NO_INVALID: mark("the account number must have 10 or 13 digits"),
    RowCode.METER_NO_INVALID: mark("the meter number holds other signs than letters and digits"),
    RowCode.DIGITS_LOST: mark(
        "Excel stored {column} as a number and lost its last digits; make the column text and "
        "export again"
    ),
    RowCode.NOT_A_NUMBER: mark("{column}: {value} is not a number"),
    RowCode.UNIT_IN_CELL: mark("{column}: {value} holds a unit; leave the number alone"),
    RowCode.TOO_MANY_DECIMALS: mark("{column}: {value} has more than {places} decimals"),
    RowCode.NEGATIVE: mark("{column}: {value} is negative"),
    RowCode.MULTIPLIER_ZERO: mark("the multiplier must not be zero"),
    RowCode.BAD_DATE: mark("{column}: {value} is no date; write it as 2018-12-05"),
    RowCode.BAD_MONTH: mark("{column}: {value} is no month; write it as 201812"),
    RowCode.UNKNOWN_REGISTER: mark("{column}: {value} is no register we know"),
    RowCode.READING_BELOW_LAST: mark("this reading {this} is below the last one, {last}"),
    RowCode.METER_ROLLOVER: mark(
        "the reading falls from {last} to {this}; perhaps the meter has gone round. A person must "
        "look ({kwh} kWh)"
    ),
    RowCode.KWH_DIFFERS: mark("kWh is {kwh}, but the two readings give {expected}"),
    RowCode.DATES_REVERSED: mark("read on {this_read_on}, before the last time, {last_read_on}"),
    RowCode.READ_BEFORE_POWER_ON: mark("read on {read_on}, before the power came on {powered_on}"),
    RowCode.LAST_DATE_UNKNOWN: mark("the date of the last reading is not known"),
    RowCode.ACCOUNT_UNKNOWN: mark(
        "account …{last4} is not here; import the file of accounts first"
    ),
    RowCode.SAME_KEY_DIFFERS: mark("row {other_row} says something else about the same thing"),
    RowCode.FACT_NOT_NAMED: mark("“{value}” is no fact that we know; see the list in README"),
    RowCode.FACT_NO_DATE: mark("{column}: since when is missing; write the day as 2018-12-05"),
    RowCode.FACT_NO_END: mark("{column}: the last day is missing"),
    RowCode.FACT_REVERSED: mark("{column}: it ends before it begins"),
    RowCode.FACT_NO_PERSONS: mark("{column}: the number of persons is missing"),
    RowCode.FACT_NO_NUMBER: mark("{column}: the number is missing or is not one"),
    RowCode.FACT_NOT_UNDERSTOOD: mark("{column}: what stands there is not understood"),
    RowCode.FACT_OTHER: mark(
        "{column}: {basis} says something else; find out which is right and correct it at the desk"
    ),
    RowCode.FACT_OVERLAPS: mark("{column}: another one from {since} on holds at the same time"),
    RowCode.FACT_TOLD_NONE: mark(
        "{column}: {basis} says that there is none; find out which is right"
    ),
    RowCode.FACT_TOLD_SOME: mark(
        "{column}: one from {since} on is known, and this says none; find out which is right"
    ),
    RowCode.FACT_BEFORE_ACCOUNT: mark("{column}: it lies before the account had power"),
    RowCode.FACT_IMPOSSIBLE: mark("{column}: it cannot be so together with what is known"),
    RowCode.PHONE_UNUSABLE: mark("the phone number cannot be used and was left out"),
    RowCode.NO_ACCOUNT_DATE: mark("neither registration nor power-on date"),
    RowCode.READ_BEFORE_REGISTRATION: mark(
        "read on {read_on}, before registration on {registered_on}; perhaps connected before it "
        "was registered, please check"
    ),
    RowCode.BILL_WITHOUT_READING: mark("bill of {month} without a reading"),
}


def report_lines(say: Words, report: ImportReport) -> list[str]:
    """A summary line, then a line for each row that was refused or is doubtful."""
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
    lines += [_issue_line(say, issue) for issue in report.issues[:SHOWN]]
    if len(report.issues) > SHOWN:
        lines.append(say("  … and {count} more.", count=len(report.issues) - SHOWN))
    return lines


def refusal_line(say: Words, name: str, error: IntakeError) -> str:
    """Why a whole file was refused and what to do. Nothing of it was stored."""
    reason = say(_FILE[error.code], **error.params)
    return say("{file}: not imported: {reason}", file=name, reason=reason)


def _issue_line(say: Words, issue: RowIssue) -> str:
    reason = say(_ROW[issue.code], **issue.params)
    if issue.kind is IssueKind.REFUSED:
        return say("  Row {row} refused: {reason}", row=issue.row, reason=reason)
    return say("  Row {row} stored, please note: {reason}", row=issue.row, reason=reason)
