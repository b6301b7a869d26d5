"""The sentences for what can be wrong with a file or a row, and for what becomes of columns."""

from __future__ import annotations

from bot.intake.codes import FileCode, RowCode
from bot.intake.columns import Use
from bot.wording.catalogue import mark

FILE = {
    FileCode.NOT_FOUND: mark("there is no such file. Check the name."),
    FileCode.NO_FILE: mark("that is no file. Name the files that lie in the folder."),
    FileCode.NOT_ALLOWED: mark(
        "this user may not read it. Copy it, or let its owner allow that (chmod)."
    ),
    FileCode.EMPTY: mark("the file is empty. Export it again."),
    FileCode.TOO_LARGE: mark(
        "the file is too large (over {limit} MB, or far larger once unpacked). Split it, "
        "by month or by area."
    ),
    FileCode.STRAY_CELL: mark(
        "the sheet reaches to {cell}, far beyond the table: something was left there, perhaps a "
        "blank. Delete the empty rows below the table and the empty columns to its right, save, "
        "and import again."
    ),
    FileCode.LONG_CELL: mark(
        "the text in {cell} is longer than a cell can hold ({limit} characters). Shorten or empty "
        "that cell, save, and import again."
    ),
    FileCode.OUT_OF_BOUNDS: mark(
        "reading it takes too much memory or time. Save the table alone as .csv and import that."
    ),
    FileCode.NOT_A_TABLE: mark("this is no table ({kind}). Export as .xlsx, .xls or .csv."),
    FileCode.CUT_OFF: mark(
        "its end is missing: it was not copied or downloaded whole. Fetch it again."
    ),
    FileCode.UNKNOWN_ENCODING: mark(
        "the characters cannot be read. Save the file as CSV UTF-8 or as .xlsx."
    ),
    FileCode.BROKEN_CSV: mark("the CSV is broken (perhaps an open quotation mark). Export again."),
    FileCode.BROKEN_WORKBOOK: mark("the workbook is damaged. Export it again."),
    FileCode.PASSWORD: mark("the file has a password. Save it without one."),
    FileCode.NO_HEADER: mark("no row of headings with an account number was found."),
    FileCode.NOTHING_KNOWN: mark(
        "its columns ({headings}) are none of accounts, readings or bills. If one of them is, "
        "give it its usual heading, 户号 and so on (on the command line: --map COLUMN=户号)."
    ),
    FileCode.FOREIGN_KIND: mark(
        "this seems to be {seems}; nothing in it is needed. Needed are lists of accounts, "
        "readings and issued bills."
    ),
    FileCode.MISSING_COLUMNS: mark(
        "this seems to be {seems}, and these columns are missing: {columns}. Export again with "
        "them; if the file has one under another name, give it this heading (on the command "
        "line: --map COLUMN=FIELD)."
    ),
    FileCode.MONTHS_SIDE_BY_SIDE: mark(
        "its months or days stand side by side ({columns}). Export it with one row for each, "
        "with the columns 电费年月, 结算电量 and 应收电费, or 本次示数 and 抄表日期; or have kWh "
        "and yuan of each month beside each other, and the year in the title or before each month."
    ),
    FileCode.UNCERTAIN: mark(
        "some columns are not certain. If this is right, import again with {proposals} added."
    ),
    FileCode.UNKNOWN_COLUMN: mark(
        "{column} is no column of this file, or no field that is read. Write --map column=field."
    ),
    FileCode.NO_ROWS: mark("there are no rows of data (total rows left out: {totals})."),
    FileCode.NOT_REMEMBERED: mark("there is no import {number}, or it was undone already."),
    FileCode.CHANGED_SINCE: mark(
        "what import {number} stored was changed since, or a chat or a case needs it. Undo the "
        "later imports first."
    ),
}
ROW = {
    RowCode.MISSING_VALUE: mark("{column} is empty"),
    RowCode.ACCOUNT_NO_INVALID: mark("the account number must have 10, 13 or 16 digits"),
    RowCode.METER_NO_INVALID: mark("the meter number holds other signs than letters and digits"),
    RowCode.DIGITS_LOST: mark(
        "Excel stored {column} as a number and lost its last digits; make the column text and "
        "export again"
    ),
    RowCode.NOT_A_NUMBER: mark("{column}: {value} is not a number"),
    RowCode.UNIT_IN_CELL: mark("{column}: {value} holds another unit; write the number alone"),
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
    RowCode.ACCOUNT_UNKNOWN: mark(
        "account …{last4} is not here; import the file of accounts first"
    ),
    RowCode.SAME_KEY_DIFFERS: mark("row {other_row} says something else about the same thing"),
    RowCode.METER_NOT_READ: mark("the meter was not read"),
    RowCode.FACT_NOT_NAMED: mark("“{value}” is no fact that we know; see the list in README"),
    RowCode.FACT_NO_DATE: mark("{column}: since when is missing; write the day as 2018-12-05"),
    RowCode.FACT_NO_END: mark("{column}: the last day is missing"),
    RowCode.FACT_REVERSED: mark("{column}: it ends before it begins"),
    RowCode.FACT_NO_PERSONS: mark("{column}: the number of persons is missing"),
    RowCode.FACT_MANY_PERSONS: mark("{column}: so many persons in one home? Check the number"),
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
    RowCode.FACT_USED_AFTER: mark("{column}: electricity was used and read after that day"),
    RowCode.FACT_TO_COME: mark("{column}: that day is still to come; check the year"),
    RowCode.FACT_IMPOSSIBLE: mark("{column}: it cannot be so together with what is known"),
    RowCode.PHONE_UNUSABLE: mark("the phone number cannot be used and was left out"),
    RowCode.NO_ACCOUNT_DATE: mark("neither registration nor power-on date"),
    RowCode.NAMES_WHO_LEFT: mark(
        "the records still name the holder of before, so nobody can bind with those particulars; "
        "import a new list of accounts or, if it is the new holder, say so at the desk with /bound"
    ),
    RowCode.READ_BEFORE_REGISTRATION: mark(
        "read on {read_on}, before registration on {registered_on}; perhaps connected before it "
        "was registered, please check"
    ),
    RowCode.BILL_WITHOUT_READING: mark("bill of {month} without a reading"),
    RowCode.STARTING_POINT: mark(
        "the date of the reading before is not known; kept as the starting point of {read_on}, "
        "the next reading follows it"
    ),
    RowCode.ESTIMATED: mark("the reading was estimated"),
    RowCode.ONE_OF_SEVERAL_BILLS: mark("one of several bills of {month}; they are added"),
    RowCode.BILL_REPLACED: mark("the bill of {month} was {before} yuan and is now {now}"),
}
KIND = {
    "account": mark("a list of accounts"),
    "reading": mark("a list of readings"),
    "bill": mark("a list of bills"),
    "fact": mark("a list of facts of accounts (persons, low income, transfers, closings)"),
    "payments": mark("a list of payments"),
    "invoices": mark("a list of invoices"),
    "tickets": mark("a list of tickets"),
    "feed_in": mark("a list of what solar panels fed in"),
}
FORM = {
    "picture": mark("a picture"),
    "word": mark("a Word document"),
    "slides": mark("slides"),
    "html": mark("a web page without a table"),
}
USE = {
    Use.USED: mark("  Columns read: {names}"),
    Use.NOT_NEEDED: mark("  Columns not needed: {names}"),
    Use.NOT_READ: mark("  Columns not read, though they may change a bill; please check: {names}"),
    Use.NOT_UNDERSTOOD: mark("  Columns not understood: {names}"),
}
