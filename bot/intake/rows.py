"""One row of a file becomes a draft of records, checked as far as the row alone allows."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from bot.accounts.entered import Entered
from bot.intake import values
from bot.intake.cells import KWH_PLACES, Cells
from bot.intake.codes import RowCode, RowRefusedError
from bot.intake.fact_rows import facts_in
from bot.intake.headings import Field, Header, RecordKind
from bot.intake.sheets import SheetRow
from bot.records.account import AccountRecord, BillRecord, ReadingRecord

YUAN_PLACES = 2
_OWN_FIELDS = {
    RecordKind.READING: (Field.LAST_READING, Field.THIS_READING, Field.READ_KWH),
    RecordKind.BILL: (Field.CHARGED,),
}


class IssueKind(StrEnum):
    """Whether the row was left out or only noted."""

    REFUSED = "refused"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class RowIssue:
    """Something about one row (its number as Excel shows it); see `RowCode` for the params."""

    row: int
    kind: IssueKind
    code: RowCode
    params: dict[str, str]


@dataclass(frozen=True, slots=True)
class ReadingDraft:
    """A reading whose earlier date (上次抄表日期) the file may leave to the store."""

    account_no: str
    meter_no: str
    register_kind: str
    bill_month: date
    last_reading: Decimal
    this_reading: Decimal
    last_read_on: date | None
    this_read_on: date
    multiplier: Decimal
    kwh: Decimal

    def since(self, last_read_on: date) -> ReadingRecord:
        """The record, with its earlier date."""
        return ReadingRecord(
            self.account_no,
            self.meter_no,
            self.register_kind,
            self.bill_month,
            self.last_reading,
            self.this_reading,
            last_read_on,
            self.this_read_on,
            self.multiplier,
            self.kwh,
        )


@dataclass(frozen=True, slots=True)
class Draft:
    """What one row yields."""

    row: int
    account_no: str
    account: AccountRecord | None = None
    reading: ReadingDraft | None = None
    bill: BillRecord | None = None
    facts: tuple[Entered, ...] = ()

    @property
    def tells_facts_only(self) -> bool:
        """Whether the row holds no account, reading or bill."""
        return not (self.account or self.reading or self.bill)

    def keyed(self) -> Iterator[tuple[Hashable, object]]:
        """Each record of the row with its key in the store."""
        if self.account:
            yield ("account", self.account_no), self.account
        if self.reading:
            r = self.reading
            yield ("reading", r.account_no, r.bill_month, r.meter_no, r.register_kind), r
        if self.bill:
            yield ("bill", self.account_no, self.bill.bill_month), self.bill
        for fact in self.facts:
            yield ("fact", self.account_no, fact.kind, fact.since), fact


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """All that a file says, before the store is asked.

    Attributes:
        name: the file's name.
        kinds: which records its columns give.
        rows: rows of data, without blank and total rows.
        totals: total rows (合计) left out.
        drafts: the rows that may be stored.
        issues: what was noted so far.
    """

    name: str
    kinds: tuple[RecordKind, ...]
    rows: int
    totals: int
    drafts: tuple[Draft, ...]
    issues: tuple[RowIssue, ...]


def parse_row(
    header: Header, kinds: tuple[RecordKind, ...], row: SheetRow
) -> tuple[Draft, tuple[RowIssue, ...]]:
    """The row's records and its warnings.

    Raises:
        RowRefusedError: something in the row is missing, unreadable or impossible.
    """
    cells = Cells(header, row)
    account_no = values.account_no(cells.needed(Field.ACCOUNT_NO))
    draft = Draft(row.number, account_no)
    warnings: list[RowIssue] = []
    for kind in kinds:
        if len(kinds) > 1 and kind in _OWN_FIELDS and not cells.has(*_OWN_FIELDS[kind]):
            continue
        if kind is RecordKind.ACCOUNT:
            draft = replace(draft, account=_account(cells, account_no, warnings))
        elif kind is RecordKind.READING:
            draft = replace(draft, reading=_reading(cells, account_no))
        elif kind is RecordKind.FACT:
            draft = replace(draft, facts=_facts(cells, alone=len(kinds) == 1, noted=warnings))
        else:
            draft = replace(draft, bill=_bill(cells, account_no))
    return draft, tuple(warnings)


def _facts(cells: Cells, *, alone: bool, noted: list[RowIssue]) -> tuple[Entered, ...]:
    """The row's facts; one that cannot be read costs the row only where it holds nothing else."""
    found = []
    for _, read in facts_in(cells):
        try:
            found.append(read())
        except RowRefusedError as error:
            if alone:
                raise
            noted.append(warning(cells.row.number, error.code, **error.params))
    if alone and not found:
        raise RowRefusedError(RowCode.MISSING_VALUE, column=Field.FACT)
    return tuple(found)


def _account(cells: Cells, account_no: str, warnings: list[RowIssue]) -> AccountRecord:
    phone = values.phone(cells.text(Field.PHONE))
    record = AccountRecord(
        account_no,
        cells.needed(Field.HOLDER_NAME),
        phone or "",
        cells.text(Field.ADDRESS),
        cells.day(Field.REGISTERED_ON),
        cells.day(Field.POWERED_ON),
        cells.text(Field.PRICE_NAME),
        cells.text(Field.STATUS),
    )
    if phone is None:
        warnings.append(warning(cells.row.number, RowCode.PHONE_UNUSABLE))
    if record.registered_on is None and record.powered_on is None:
        warnings.append(warning(cells.row.number, RowCode.NO_ACCOUNT_DATE))
    return record


def _reading(cells: Cells, account_no: str) -> ReadingDraft:
    this_read_on = values.day(cells.needed(Field.THIS_READ_ON), Field.THIS_READ_ON)
    month = cells.text(Field.BILL_MONTH)
    draft = ReadingDraft(
        account_no,
        values.meter_no(cells.text(Field.METER_NO)),
        values.register_kind(cells.text(Field.REGISTER_KIND)),
        values.month(month, Field.BILL_MONTH) if month else this_read_on.replace(day=1),
        cells.kwh(Field.LAST_READING),
        cells.kwh(Field.THIS_READING),
        cells.day(Field.LAST_READ_ON),
        this_read_on,
        _multiplier(cells.text(Field.MULTIPLIER)),
        Decimal(0),
    )
    return replace(draft, kwh=_kwh(draft, _given_kwh(cells)))


def _multiplier(text: str) -> Decimal:
    multiplier = values.number(text, Field.MULTIPLIER, KWH_PLACES) if text else Decimal(1)
    if not multiplier:
        raise RowRefusedError(RowCode.MULTIPLIER_ZERO)
    return multiplier


def _given_kwh(cells: Cells) -> Decimal | None:
    # A bill's 电量 may add up several meters; without a bill in the row it is the reading's own.
    field = Field.READ_KWH
    if field not in cells.header.columns and Field.CHARGED not in cells.header.columns:
        field = Field.SETTLED_KWH
    return cells.kwh(field) if cells.has(field) else None


def _kwh(draft: ReadingDraft, given: Decimal | None) -> Decimal:
    """The kWh between the two readings, which must be the kWh given."""
    last, this = draft.last_reading, draft.this_reading
    if this < last:
        params = {"last": str(last), "this": str(this)}
        if given is not None and _rolled_over(draft, given):
            raise RowRefusedError(RowCode.METER_ROLLOVER, **params, kwh=str(given))
        raise RowRefusedError(RowCode.READING_BELOW_LAST, **params)
    expected = (this - last) * draft.multiplier
    if given is not None and given != expected:
        raise RowRefusedError(
            RowCode.KWH_DIFFERS, kwh=str(given), expected=f"{expected.normalize():f}"
        )
    return values.number(f"{expected:f}", Field.READ_KWH, KWH_PLACES)


def _rolled_over(draft: ReadingDraft, given: Decimal) -> bool:
    return any(
        (draft.this_reading + 10**digits - draft.last_reading) * draft.multiplier == given
        for digits in range(4, 9)
    )


def _bill(cells: Cells, account_no: str) -> BillRecord:
    return BillRecord(
        account_no,
        values.month(cells.needed(Field.BILL_MONTH), Field.BILL_MONTH),
        cells.kwh(Field.SETTLED_KWH),
        values.number(cells.needed(Field.CHARGED), Field.CHARGED, YUAN_PLACES),
        cells.day(Field.ISSUED_ON),
    )


def warning(row: int, code: RowCode, **params: str) -> RowIssue:
    """A note on a row that is stored."""
    return RowIssue(row, IssueKind.WARNING, code, params)


def refusal(row: int, error: RowRefusedError) -> RowIssue:
    """A note on a row that is not stored."""
    return RowIssue(row, IssueKind.REFUSED, error.code, error.params)
