"""From the office's records to the facts that the rule book assesses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from bot.bills.bill_month import counted_days, is_total
from bot.bills.pointers import POINTERS
from bot.bills.price_names import PriceNames, price_names
from bot.records.account import AccountRecord, BillRecord, ReadingRecord
from bot.records.fact import FactKind, FactRecord, Standing, as_assessed
from tariff_rules import (
    FactError,
    NotCoveredError,
    Price,
    Reader,
    ServiceAccount,
    Settlement,
    Tariff,
    counts_on,
    cycle_for,
    parse_standing,
)

# 尖、峰、平、谷 as the files of regions name them.
PERIODS = {"尖": "sharp", "峰": "peak", "平": "flat", "谷": "valley"}


class Trouble(StrEnum):
    """Why a bill cannot be recomputed; a person must look."""

    NO_ACCOUNT = "no_account"
    NO_BILL = "no_bill"
    NO_READING = "no_reading"
    KWH_DIFFER = "kwh_differ"
    NO_DATES = "no_dates"
    FACTS_CONFLICT = "facts_conflict"
    NOT_COVERED = "not_covered"
    OTHER_PRICE = "other_price"


class FirstBillError(Exception):
    """There is no bill before it with which it could be compared."""


class HistoryError(Exception):
    """The records do not allow an answer about money."""

    def __init__(
        self,
        trouble: Trouble,
        month: date | None = None,
        kwh: tuple[Decimal, Decimal] | None = None,
        year: int | None = None,
    ) -> None:
        super().__init__(trouble)
        self.trouble = trouble
        self.month = month
        self.year = year  # of which no bill is here
        self.kwh = kwh  # of the readings, and on the bill, where they differ


@dataclass(frozen=True, slots=True)
class History:
    """All that the office's exports say about one account. What is found by it can be kept."""

    account: AccountRecord
    readings: tuple[ReadingRecord, ...]
    bills: tuple[BillRecord, ...]
    facts: tuple[FactRecord, ...] = field(default=(), hash=False)
    prices: PriceNames = field(default_factory=lambda: price_names(None), hash=False)
    reader: Reader | None = None  # the office's, for accounts of which it is not known

    def facts_on(self, kind: FactKind, standing: Standing) -> tuple[FactRecord, ...]:
        """The facts of that kind that are known, known to be none, or open."""
        return tuple(f for f in self.facts if (f.kind, f.standing) == (kind, standing))

    def bill(self, month: int | None = None, year: int | None = None) -> BillRecord | None:
        """The newest bill, or the newest of that month of the year."""
        fitting = [
            bill
            for bill in self.bills
            if month in (None, bill.bill_month.month) and year in (None, bill.bill_month.year)
        ]
        return fitting[-1] if fitting else None

    def readings_in(self, month: date) -> tuple[ReadingRecord, ...]:
        """What a bill month settled, total register; several readings after a meter change."""
        return tuple(
            r for r in self.readings if r.bill_month == month and is_total(r.register_kind)
        )


def account_for_bill(
    history: History, tariff: Tariff, bill: BillRecord, reader: Reader | None = None
) -> ServiceAccount:
    """The facts behind one bill: its settlement and those before it in the same tier year.

    Only this bill carries its charge; the earlier ones count for the kWh used before. Unless it
    is known in which months the meter is read, it is every month, as most offices do. What was
    put right for a time after it is no matter of this bill.

    Raises:
        HistoryError: the records are missing something or contradict each other.
    """
    readings = history.readings_in(bill.bill_month)
    if not readings:
        raise HistoryError(Trouble.NO_READING, bill.bill_month)
    read = sum((r.kwh for r in readings), Decimal(0))
    if read != bill.kwh:
        raise HistoryError(Trouble.KWH_DIFFER, bill.bill_month, (read, bill.kwh))
    this = _settlement(history, bill.bill_month, counted_days(history.readings), bill)
    later = [f for f in history.facts_on(FactKind.CORRECTION, Standing.KNOWN)
             if f.value["to"] > this.last.isoformat()]  # fmt: skip
    facts = tuple(f for f in history.facts if f not in later)
    return _account(replace(history, facts=facts), tariff, None, (this,), reader)


def account_with(history: History, tariff: Tariff, ahead: Settlement) -> ServiceAccount:
    """The facts of the tier year in which a settlement lies that has not been, with it.

    Raises:
        HistoryError: as for `account_for_bill`.
    """
    return _account(history, tariff, None, (ahead,))


def with_earlier_bills(history: History, account: ServiceAccount) -> ServiceAccount:
    """The same with what the bills before the last one charged."""
    counted = counted_days(history.readings)
    bills = {bill.bill_month: bill for bill in history.bills}
    made = [
        _settlement(history, month, counted, bills.get(month))
        for month in sorted({r.bill_month for r in history.readings if is_total(r.register_kind)})
    ]
    charged = {(one.first, one.last, one.kwh): one.charged for one in made}
    *earlier, last = account.settlements
    known = [replace(s, charged=charged.get((s.first, s.last, s.kwh))) for s in earlier]
    return replace(account, settlements=(*known, last))


def account_today(history: History, tariff: Tariff, today: date) -> ServiceAccount:
    """The facts of the tier year in which `today` lies, without any charge.

    Raises:
        HistoryError: as for `account_for_bill`.
    """
    return _account(history, tariff, today, ())


def _account(
    history: History,
    tariff: Tariff,
    today: date | None,
    newest: tuple[Settlement, ...],
    reader: Reader | None = None,
) -> ServiceAccount:
    record = history.account
    known = standing_of(history)
    since = registered_on(history)
    if since is None:
        raise HistoryError(Trouble.NO_DATES)
    prepaid = known["prepaid"]
    day = today or counts_on(newest[-1], tariff, prepaid=prepaid)
    schedule = tariff.schedule_on(day)
    if schedule is None:
        raise HistoryError(Trouble.NOT_COVERED)
    until = newest[0].first if newest else day
    earlier = tuple(s for s in spans_of(history) if s.last <= until)
    if not earlier and not newest:
        raise HistoryError(Trouble.NO_READING)
    known = known if reader is None else {**known, "reader": reader}
    try:
        account = ServiceAccount(
            tariff.region, since, record.powered_on, earlier + newest, **known
        )
        cycle = cycle_for(account, schedule, day)
        # A correction is put back into its own tier year, of which all must be there.
        years = (cycle_for(account, schedule, c.first).first for c in account.corrections)
        since = min(years, default=cycle.first)
        begun = [
            cycle.first <= counts_on(s, tariff, prepaid=prepaid) or since < s.last for s in earlier
        ]
        counted = earlier[_first_that_counts(earlier, begun) :] + newest
        # When a cycle has just begun, the last reading of the old one tells where it starts.
        return replace(account, settlements=counted or earlier[-1:])
    except NotCoveredError as error:
        raise HistoryError(Trouble.NOT_COVERED) from error
    except FactError as error:
        raise HistoryError(Trouble.FACTS_CONFLICT) from error


def _first_that_counts(earlier: tuple[Settlement, ...], begun: list[bool]) -> int:
    """Index of the first settlement that matters for what is settled now.

    Beside those of the tier year: the span of a correction, and an estimate (估抄) that the next
    reading settles.
    """
    first = begun.index(True) if True in begun else len(earlier)
    while first and earlier[first - 1].estimated:
        first -= 1
    return first


def standing_of(history: History) -> dict[str, Any]:
    """What is known to hold for the account, as keyword arguments of `ServiceAccount`.

    Raises:
        HistoryError: it is on a price that is not judged here, or the facts cannot be right.
    """
    facts = as_assessed(history.facts)
    facts.pop(FactKind.REGISTERED, None)
    try:
        known = parse_standing(facts)
    except FactError as error:
        raise HistoryError(Trouble.FACTS_CONFLICT) from error
    if FactKind.READER not in facts and history.reader:
        known["reader"] = history.reader
    known["voltage"] = history.prices.voltage(history.account.price_name)
    return known if FactKind.PRICE in facts else {**known, "price": price_of(history)}


def registered_on(history: History) -> date | None:
    """The day from which the account has limits.

    In many exports 立户日期 is the day of the last transfer (过户). Where that is known, the
    account began before: with its power-on, or its first reading.
    """
    record = history.account
    entered = record.registered_on or record.powered_on
    first = history.facts_on(FactKind.REGISTERED, Standing.KNOWN)
    if first:
        return date.fromisoformat(first[-1].value)
    moved = [f.since for f in history.facts_on(FactKind.TRANSFER, Standing.KNOWN)]
    if entered and moved and min(moved) <= entered.isoformat():
        begun = [span.first for span in spans_of(history)[:1]]
        return min([entered, *begun]) if record.powered_on is None else record.powered_on
    return entered


def price_of(history: History) -> Price:
    """The residential price that the account is on, by the name of its price.

    Raises:
        HistoryError: it is another price, or one that is not known here.
    """
    price = history.prices.price(history.account.price_name, POINTERS)
    if price is None:
        raise HistoryError(Trouble.OTHER_PRICE)
    return price


def spans_of(history: History) -> tuple[Settlement, ...]:
    """What the total register counted from reading to reading, the earliest first, no charges."""
    months = sorted({r.bill_month for r in history.readings if is_total(r.register_kind)})
    counted = counted_days(history.readings)
    return tuple(_settlement(history, month, counted) for month in months)


def _settlement(
    history: History, month: date, counted: Mapping[date, date], bill: BillRecord | None = None
) -> Settlement:
    readings = history.readings_in(month)
    first, last = min(r.last_read_on for r in readings), max(r.this_read_on for r in readings)
    of_month = {
        fact.kind: fact.value
        for fact in history.facts
        if fact.since == f"{month:%Y-%m}" and fact.standing is Standing.KNOWN
    }
    return Settlement(
        counted.get(first, first),
        counted.get(last, last),
        sum((r.kwh for r in readings[1:]), readings[0].kwh),
        bill.charged if bill else None,
        _periods(history, month),
        FactKind.ESTIMATED in of_month,
        of_month.get(FactKind.NORMAL_DAYS),
    )


def _periods(history: History, month: date) -> Mapping[str, Decimal]:
    """KWh by time of use, where the account has it; else the registers count and say nothing."""
    if not history.facts_on(FactKind.TIME_OF_USE, Standing.KNOWN):
        return {}
    found: dict[str, Decimal] = {}
    for reading in history.readings:
        if reading.bill_month == month and reading.register_kind in PERIODS:
            name = PERIODS[reading.register_kind]
            found[name] = found.get(name, Decimal(0)) + reading.kwh
    return found


def is_of_period(register_kind: str) -> bool:
    """Whether a register counts the kWh of some hours only (峰、谷示数)."""
    return register_kind in PERIODS
