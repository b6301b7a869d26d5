"""From the office's records to the facts that the rule book assesses."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from bot.records.account import AccountRecord, BillRecord, ReadingRecord
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
)

TOTAL_REGISTER = "总"
_PERIODS = frozenset("尖峰平谷")
_IN_WORDS = re.compile(r"[\u4e00-\u9fff]")
_HOME = ("居民", "一户一表", "合表", "生活", "住宅", "阶梯")
# Homes' words stand in the names of these too: 非居民, 学校等执行居民电价, 居民充电桩.
_OTHER = (
    "采暖", "非居", "商业", "工业", "农业", "排灌", "充电", "学校", "执行居民", "养老", "社区",
    "宗教", "部队",
)  # fmt: skip


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


class HistoryError(Exception):
    """The records do not allow an answer about money."""

    def __init__(self, trouble: Trouble, month: date | None = None) -> None:
        super().__init__(trouble)
        self.trouble = trouble
        self.month = month


@dataclass(frozen=True, slots=True)
class History:
    """All that the office's exports say about one account."""

    account: AccountRecord
    readings: tuple[ReadingRecord, ...]
    bills: tuple[BillRecord, ...]

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
            r for r in self.readings if r.bill_month == month and _is_total(r.register_kind)
        )


def account_for_bill(
    history: History, tariff: Tariff, bill: BillRecord, reader: Reader = Reader.EVERY
) -> ServiceAccount:
    """The facts behind one bill: its settlement and those before it in the same tier year.

    Only this bill carries its charge; the earlier ones count for the kWh used before. In which
    months the meter is read is not on file; every month is what most offices do.

    Raises:
        HistoryError: the records are missing something or contradict each other.
    """
    readings = history.readings_in(bill.bill_month)
    if not readings:
        raise HistoryError(Trouble.NO_READING, bill.bill_month)
    if sum(r.kwh for r in readings) != bill.kwh:
        raise HistoryError(Trouble.KWH_DIFFER, bill.bill_month)
    this = _settlement(readings, bill)
    return _account(history, tariff, counts_on(this, tariff), (this,), reader)


def account_with(history: History, tariff: Tariff, ahead: Settlement) -> ServiceAccount:
    """The facts of the tier year in which a settlement lies that has not been, with it.

    Raises:
        HistoryError: as for `account_for_bill`.
    """
    return _account(history, tariff, counts_on(ahead, tariff), (ahead,), Reader.EVERY)


def account_today(history: History, tariff: Tariff, today: date) -> ServiceAccount:
    """The facts of the tier year in which `today` lies, without any charge.

    Raises:
        HistoryError: as for `account_for_bill`.
    """
    return _account(history, tariff, today, (), Reader.EVERY)


def _account(
    history: History,
    tariff: Tariff,
    day: date,
    newest: tuple[Settlement, ...],
    reader: Reader,
) -> ServiceAccount:
    record = history.account
    price = price_of(record)
    since = record.registered_on or record.powered_on
    if since is None:
        raise HistoryError(Trouble.NO_DATES)
    schedule = tariff.schedule_on(day)
    if schedule is None:
        raise HistoryError(Trouble.NOT_COVERED)
    until = newest[0].first if newest else day
    earlier = tuple(s for s in spans_of(history) if s.last <= until)
    if not earlier and not newest:
        raise HistoryError(Trouble.NO_READING)
    try:
        account = ServiceAccount(
            tariff.region, since, record.powered_on, earlier + newest, price=price, reader=reader
        )
        cycle = cycle_for(account, schedule, day)
        counted = tuple(s for s in earlier if cycle.first <= counts_on(s, tariff)) + newest
        # When a cycle has just begun, the last reading of the old one tells where it starts.
        return replace(account, settlements=counted or earlier[-1:])
    except NotCoveredError as error:
        raise HistoryError(Trouble.NOT_COVERED) from error
    except FactError as error:
        raise HistoryError(Trouble.FACTS_CONFLICT) from error


def price_of(record: AccountRecord) -> Price:
    """The residential price that the account is on, by the name of its price.

    Raises:
        HistoryError: it is another price, or that of heating, whose code a person must check.
    """
    name = record.price_name
    other = any(word in name for word in _OTHER)
    # A code says nothing; a name that speaks of no home is another's price.
    if other or (_IN_WORDS.search(name) and not any(word in name for word in _HOME)):
        raise HistoryError(Trouble.OTHER_PRICE)
    return Price.SHARED if "合表" in name else Price.TIERED


def spans_of(history: History) -> tuple[Settlement, ...]:
    """What the total register counted from reading to reading, the earliest first, no charges."""
    months = sorted({r.bill_month for r in history.readings if _is_total(r.register_kind)})
    return tuple(_settlement(history.readings_in(month), None) for month in months)


def _settlement(readings: tuple[ReadingRecord, ...], bill: BillRecord | None) -> Settlement:
    return Settlement(
        min(r.last_read_on for r in readings),
        max(r.this_read_on for r in readings),
        sum((r.kwh for r in readings[1:]), readings[0].kwh),
        bill.charged if bill else None,
    )


def is_of_period(register_kind: str) -> bool:
    """Whether a register counts the kWh of some hours only (峰、谷示数)."""
    return register_kind in _PERIODS


def _is_total(register_kind: str) -> bool:
    return TOTAL_REGISTER in register_kind
