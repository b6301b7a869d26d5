"""What can be wrong with a file or a row, as stable codes; the sentences are made elsewhere.

Params never hold personal data. `column` is a Chinese column name; `value` is the cell where that
cannot be personal, else "…"; figures and ISO dates are text.
"""

from __future__ import annotations

from enum import StrEnum
from functools import partial


class FileCode(StrEnum):
    """Why a whole file is refused. Params in brackets."""

    NOT_FOUND = "file_not_found"
    NO_FILE = "file_is_none"  # a folder, or what never ends
    NOT_ALLOWED = "file_not_allowed"
    EMPTY = "file_empty"
    TOO_LARGE = "file_too_large"  # limit: MB
    STRAY_CELL = "file_stray_cell"  # cell
    LONG_CELL = "file_long_cell"  # cell, limit: characters
    OUT_OF_BOUNDS = "file_out_of_bounds"
    NOT_A_TABLE = "file_not_a_table"  # kind: pdf, picture, html, rar, 7z, zip, word, slides
    CUT_OFF = "file_cut_off"
    UNKNOWN_ENCODING = "file_unknown_encoding"
    BROKEN_CSV = "file_broken_csv"
    BROKEN_WORKBOOK = "file_broken_workbook"
    PASSWORD = "file_password"  # noqa: S105 - the name of a trouble
    NO_HEADER = "file_no_header"
    NOTHING_KNOWN = "file_nothing_known"  # headings: names joined by 、
    FOREIGN_KIND = "file_foreign_kind"  # seems: see `foreign` in headings.yaml
    MISSING_COLUMNS = "file_missing_columns"  # seems: kind of record; columns: joined by 、
    MONTHS_SIDE_BY_SIDE = "file_months_side_by_side"  # columns: joined by 、
    UNCERTAIN = "file_uncertain"  # proposals: --map 用户编码=户号 …
    UNKNOWN_COLUMN = "file_unknown_column"  # column: told of, but not there; or no field
    NO_ROWS = "file_no_rows"  # totals: total rows skipped
    NOT_REMEMBERED = "import_not_remembered"  # number: no such import, or undone
    CHANGED_SINCE = "import_changed_since"  # number: what it stored was changed again


class RowCode(StrEnum):
    """What is noted about a row. Params behind each."""

    # Refusals: nothing of the row is stored.
    MISSING_VALUE = "missing_value"  # column
    ACCOUNT_NO_INVALID = "account_no_invalid"
    METER_NO_INVALID = "meter_no_invalid"
    DIGITS_LOST = "digits_lost"  # column
    NOT_A_NUMBER = "not_a_number"  # column, value
    UNIT_IN_CELL = "unit_in_cell"  # column, value
    TOO_MANY_DECIMALS = "too_many_decimals"  # column, value, places
    NEGATIVE = "negative"  # column, value
    MULTIPLIER_ZERO = "multiplier_zero"
    BAD_DATE = "bad_date"  # column, value
    BAD_MONTH = "bad_month"  # column, value
    UNKNOWN_REGISTER = "unknown_register"  # column, value
    READING_BELOW_LAST = "reading_below_last"  # last, this
    METER_ROLLOVER = "meter_rollover"  # last, this, kwh
    KWH_DIFFERS = "kwh_differs"  # kwh, expected
    DATES_REVERSED = "dates_reversed"  # last_read_on, this_read_on
    READ_BEFORE_POWER_ON = "read_before_power_on"  # read_on, powered_on
    ACCOUNT_UNKNOWN = "account_unknown"  # last4
    SAME_KEY_DIFFERS = "same_key_differs"  # other_row
    METER_NOT_READ = "meter_not_read"
    # Of a fact (column: its name). In a row of the file of accounts only the fact is left out.
    FACT_NOT_NAMED = "fact_not_named"  # value
    FACT_NO_DATE = "fact_no_date"  # column
    FACT_NO_END = "fact_no_end"  # column
    FACT_REVERSED = "fact_reversed"  # column
    FACT_NO_PERSONS = "fact_no_persons"  # column
    FACT_MANY_PERSONS = "fact_many_persons"  # column
    FACT_NO_NUMBER = "fact_no_number"  # column
    FACT_NOT_UNDERSTOOD = "fact_not_understood"  # column
    FACT_OTHER = "fact_other"  # column, basis: where the other is from
    FACT_OVERLAPS = "fact_overlaps"  # column, since: of the other
    FACT_TOLD_NONE = "fact_told_none"  # column, basis
    FACT_TOLD_SOME = "fact_told_some"  # column, since
    FACT_BEFORE_ACCOUNT = "fact_before_account"  # column
    FACT_USED_AFTER = "fact_used_after"  # column
    FACT_TO_COME = "fact_to_come"  # column
    FACT_IMPOSSIBLE = "fact_impossible"  # column

    # Warnings: the row is stored.
    PHONE_UNUSABLE = "phone_unusable"
    NO_ACCOUNT_DATE = "no_account_date"
    NAMES_WHO_LEFT = "names_who_left"
    READ_BEFORE_REGISTRATION = "read_before_registration"  # read_on, registered_on
    BILL_WITHOUT_READING = "bill_without_reading"  # month: YYYY-MM
    STARTING_POINT = "starting_point"  # read_on
    ESTIMATED = "estimated"
    ONE_OF_SEVERAL_BILLS = "one_of_several_bills"  # month: YYYY-MM
    BILL_REPLACED = "bill_replaced"  # month: YYYY-MM, before, now: yuan


class IntakeError(Exception):
    """The whole file is refused and nothing is stored."""

    def __init__(self, code: FileCode, **params: str) -> None:
        super().__init__(code, params)
        self.code = code
        self.params = params

    def __reduce__(self) -> tuple[object, ...]:
        """Its way out of the process in which a workbook is read."""
        return partial(IntakeError, self.code, **self.params), ()


class RowRefusedError(Exception):
    """Nothing of this row may be stored."""

    def __init__(self, code: RowCode, **params: str) -> None:
        super().__init__(code, params)
        self.code = code
        self.params = params
