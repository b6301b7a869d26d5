"""One row of a file becomes a draft of records, checked as far as the row alone allows."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from math import prod

from bot.accounts.entered import Entered
from bot.intake import read_states, values
from bot.intake.cells import KWH_PLACES, Cells
from bot.intake.codes import RowCode, RowRefusedError
from bot.intake.fact_rows import facts_in
from bot.intake.fields import RATIOS, Field, RecordKind
from bot.intake.sheet import SheetRow
from bot.records.account import AccountRecord, BillKind, BillRecord, StartingPoint
from bot.records.fact import FactKind, Standing, without_names

YUAN_PLACES = 2
_OWN_FIELDS = {
    RecordKind.READING: (Field.LAST_READING, Field.THIS_READING, Field.READ_KWH),
    RecordKind.BILL: (Field.CHARGED,),
}
_CORRECTION = ("退补", "冲正", "冲红", "红冲", "红字", "更正", "差错", "冲减", "退费")
_SUPPLEMENT = ("补收", "追补", "追收", "补交")


class IssueKind(StrEnum):
    """Whether the row was left out or only noted."""

    REFUSED = "refused"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class RowIssue:
    """Something about one row (its number as Excel shows it); see `RowCode` for the params.

    `sheet` is its name where a file has several.
    """

    row: int
    kind: IssueKind
    code: RowCode
    params: dict[str, str]
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class ReadingDraft:
    """A reading, and its earlier date (上次抄表日期) where the file has it."""

    point: StartingPoint
    last_read_on: date | None


@dataclass(frozen=True, slots=True)
class Draft:
    """What one row yields."""

    row: int
    account_no: str
    account: AccountRecord | None = None
    reading: ReadingDraft | None = None
    bill: BillRecord | None = None
    facts: tuple[Entered, ...] = ()
    sheet: str = ""

    @property
    def tells_facts_only(self) -> bool:
        """Whether the row holds no account, reading or bill."""
        return not (self.account or self.reading or self.bill)

    def keyed(self) -> Iterator[tuple[Hashable, object]]:
        """Each record of the row with what it is about."""
        if self.account:
            yield ("account", self.account_no), self.account
        if self.reading:
            r = self.reading.point
            yield (
                ("reading", r.account_no, r.bill_month, r.meter_no, r.register_kind),
                self.reading,
            )
        if self.bill:
            yield ("bill", self.account_no, self.bill.bill_month), self.bill
        for fact in self.facts:
            # Of one change of holder one row may name them and another not.
            told = replace(fact, value=without_names(fact.value))
            yield ("fact", self.account_no, fact.kind, fact.since), told


def parse_row(
    places: Mapping[Field, int], kinds: tuple[RecordKind, ...], row: SheetRow, sheet: str = ""
) -> tuple[Draft, tuple[RowIssue, ...]]:
    """The row's records and its warnings; `sheet` is its name where a file has several.

    Raises:
        RowRefusedError: something in the row is missing, unreadable or impossible.
    """
    cells = Cells(places, row)
    account_no = values.account_no(cells.needed(Field.ACCOUNT_NO))
    account = reading = bill = None
    facts: tuple[Entered, ...] = ()
    warnings: list[RowIssue] = []
    for kind in kinds:
        if len(kinds) > 1 and kind in _OWN_FIELDS and not cells.has(*_OWN_FIELDS[kind]):
            continue
        if kind is RecordKind.ACCOUNT:
            account = _account(cells, account_no, warnings)
        elif kind is RecordKind.READING:
            reading = _reading(cells, account_no, warnings)
            facts = (*facts, *_estimated(cells, reading))
        elif kind is RecordKind.FACT:
            facts = (*facts, *_facts(cells, alone=len(kinds) == 1, noted=warnings))
        else:
            bill = _bill(cells, account_no)
    return Draft(row.number, account_no, account, reading, bill, facts, sheet), tuple(warnings)


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
        values.name(cells.needed(Field.HOLDER_NAME)),
        phone or "",
        cells.text(Field.ADDRESS),
        cells.day(Field.REGISTERED_ON),
        cells.day(Field.POWERED_ON),
        cells.text(Field.PRICE_NAME),
        cells.text(Field.STATUS),
        cells.text(Field.AREA),
        cells.text(Field.MANAGER),
    )
    if phone is None:
        warnings.append(warning(cells.row.number, RowCode.PHONE_UNUSABLE))
    return record


def _reading(cells: Cells, account_no: str, warnings: list[RowIssue]) -> ReadingDraft:
    state = cells.text(Field.READ_STATE)
    if read_states.is_not_read(state):
        raise RowRefusedError(RowCode.METER_NOT_READ)
    if read_states.is_estimated(state):
        warnings.append(warning(cells.row.number, RowCode.ESTIMATED))
    this_read_on = values.day(cells.needed(Field.THIS_READ_ON), Field.THIS_READ_ON)
    month = cells.text(Field.BILL_MONTH)
    point = StartingPoint(
        account_no,
        values.meter_no(cells.text(Field.METER_NO)),
        values.register_kind(cells.text(Field.REGISTER_KIND)),
        values.month(month, Field.BILL_MONTH) if month else this_read_on.replace(day=1),
        cells.kwh(Field.LAST_READING) if Field.LAST_READING in cells.places else None,
        cells.kwh(Field.THIS_READING),
        this_read_on,
        _multiplier(cells),
        _given_kwh(cells),
    )
    if point.last_reading is not None:
        point = counted(point, point.last_reading)
    return ReadingDraft(point, cells.day(Field.LAST_READ_ON))


def _estimated(cells: Cells, reading: ReadingDraft) -> Iterator[Entered]:
    """That a reading was estimated is a fact of its month: the next one settles it."""
    if read_states.is_estimated(cells.text(Field.READ_STATE)):
        month, day = reading.point.bill_month, reading.point.this_read_on.isoformat()
        yield Entered(FactKind.ESTIMATED, Standing.KNOWN, f"{month:%Y-%m}", day)


def is_normal_bill(named: str) -> bool:
    """Whether what a bill is called says that it is no correction and no supplement."""
    return _kind_of_bill(named, below_zero=False) is BillKind.NORMAL


def _tells(text: str, words: tuple[str, ...]) -> bool:
    return bool(text) and any(word in text for word in words)


def _multiplier(cells: Cells) -> Decimal:
    """As it is told, or else what the transformers of current and voltage make together."""
    told = cells.text(Field.MULTIPLIER)
    if told:
        return _ratio(told, Field.MULTIPLIER)
    return prod((_ratio(cells.text(one), one) for one in RATIOS), start=Decimal(1))


def _ratio(text: str, field: Field) -> Decimal:
    """Also of a transformer as its plate has it: 50/5, or 50:5, is ten."""
    told = (one.rstrip("aAvV") for one in text.replace(":", "/").split("/", 1)) if text else ("1",)
    first, *by = (values.number(one, field, KWH_PLACES) for one in told)
    if not first or not all(by):
        raise RowRefusedError(RowCode.MULTIPLIER_ZERO)
    return first / by[0] if by else first


def _given_kwh(cells: Cells) -> Decimal | None:
    # A bill's 电量 may add up several meters; without a bill in the row it is the reading's own.
    field = Field.READ_KWH
    if field not in cells.places and Field.CHARGED not in cells.places:
        field = Field.SETTLED_KWH
    return cells.kwh(field, below_zero=True) if cells.has(field) else None


def counted(point: StartingPoint, last: Decimal) -> StartingPoint:
    """The reading with the kWh since the last one, which must be the kWh given.

    Raises:
        RowRefusedError: they are not, or the reading has fallen.
    """
    this, given = point.this_reading, point.kwh
    expected = (this - last) * point.multiplier
    if this < last:
        if given is not None and given == expected:  # below an estimate: kWh are given back
            return replace(point, last_reading=last, kwh=given)
        params = {"last": str(last), "this": str(this)}
        if given is not None and _rolled_over(point, last, given):
            raise RowRefusedError(RowCode.METER_ROLLOVER, **params, kwh=str(given))
        raise RowRefusedError(RowCode.READING_BELOW_LAST, **params)
    if given is not None and given != expected:
        raise RowRefusedError(
            RowCode.KWH_DIFFERS, kwh=str(given), expected=f"{expected.normalize():f}"
        )
    kwh = values.number(f"{expected:f}", Field.READ_KWH, KWH_PLACES)
    return replace(point, last_reading=last, kwh=kwh)


def _rolled_over(point: StartingPoint, last: Decimal, given: Decimal) -> bool:
    return any(
        (point.this_reading + 10**digits - last) * point.multiplier == given
        for digits in range(4, 9)
    )


def _bill(cells: Cells, account_no: str) -> BillRecord:
    named = cells.text(Field.BILL_KIND)
    # Brackets are a minus where the row is said to correct, else perhaps a remark.
    corrects = _tells(named, _CORRECTION)
    kwh = cells.kwh(Field.SETTLED_KWH, below_zero=True, brackets=corrects)
    charged = values.number(
        cells.needed(Field.CHARGED), Field.CHARGED, YUAN_PLACES, below_zero=True, brackets=corrects
    )
    if kwh < 0 < charged:
        raise RowRefusedError(RowCode.NEGATIVE, column=Field.SETTLED_KWH, value=str(kwh))
    month = values.month(cells.needed(Field.BILL_MONTH), Field.BILL_MONTH)
    kind = _kind_of_bill(named, below_zero=kwh < 0 or charged < 0)
    return BillRecord(account_no, month, kwh, charged, cells.day(Field.ISSUED_ON), kind)


def _kind_of_bill(named: str, *, below_zero: bool) -> BillKind:
    if below_zero or _tells(named, _CORRECTION):
        return BillKind.CORRECTION
    return BillKind.SUPPLEMENT if _tells(named, _SUPPLEMENT) else BillKind.NORMAL


def warning(row: int, code: RowCode, **params: str) -> RowIssue:
    """A note on a row that is stored."""
    return RowIssue(row, IssueKind.WARNING, code, params)


def refusal(row: int, error: RowRefusedError) -> RowIssue:
    """A note on a row that is not stored."""
    return RowIssue(row, IssueKind.REFUSED, error.code, error.params)
