"""The lists of an office as the records that the engine assesses, account by account."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import polars as pl

from bot.accounts.entered import FactEntryError
from bot.accounts.fact_entry import entered
from bot.accounts.fact_names import NAMES
from bot.audit.office import Office, with_columns_of
from bot.bills.history import History
from bot.bills.price_names import PriceNames
from bot.records.account import AccountRecord, BillRecord, ReadingRecord
from bot.records.fact import FactKind, FactRecord, FactSource

_NOTED = datetime.min.replace(tzinfo=UTC)
_FACTS = ("account_no", "fact", "content", "since", "until", "applied", "persons",
          "low_income_kind", "time_of_use_since", "transferred_on", "replaced_on")  # fmt: skip
_NO = {"否", "未", "0", "N", "n", "未执行", "不执行"}
_WH = Decimal(1000)
_FEN = Decimal(100)
Row = dict[str, Any]


class Histories:
    """The records of accounts, without those that need no look; a list is gone through once."""

    def __init__(self, office: Office, prices: PriceNames, without: pl.Series) -> None:
        gone = pl.col("account_no").is_in(without.implode())
        rows = office.accounts.filter(~gone)
        self._accounts = {row["account_no"]: row for row in rows.iter_rows(named=True)}
        readings = office.readings.filter(~gone)
        self._readings = _grouped(readings.drop_nulls(["kwh", "month", "this_on"]))
        bills = office.bills.filter(pl.col("normal") & ~gone)
        self._bills = _grouped(bills.drop_nulls(["month", "charged", "billed_kwh"]))
        self._facts = _grouped(fact_rows(office))
        self._prices = prices

    def __len__(self) -> int:
        """How many accounts there are."""
        return len(self._accounts)

    def __iter__(self) -> Iterator[str]:
        return iter(self._accounts)

    def of(self, account_no: str) -> History | None:
        """The records of an account, if there is one."""
        row = self._accounts.get(account_no)
        if row is None:
            return None
        bills = tuple(_bill(each) for each in self._bills.get(account_no, ()))
        read = self._readings.get(account_no) or [
            {**each, "kwh": each["billed_kwh"]} for each in self._bills.get(account_no, ())
        ]
        readings = tuple(one for each in read if (one := _reading(each)))
        facts = facts_in(account_no, self._facts.get(account_no, ()))
        return History(_account(row), readings, bills, facts, self._prices)


def _grouped(rows: pl.DataFrame) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows.iter_rows(named=True):
        found.setdefault(row["account_no"], []).append(row)
    return found


def _account(row: Row) -> AccountRecord:
    powered = row["energized"] or row["installed"] or row["use_from"]
    begun = row["first_read_from"]
    if powered and begun and begun < powered:
        powered = begun  # it was read before: the reading is the better witness
    return AccountRecord(
        row["account_no"], row["holder"] or "", row["phone"] or "", row["address"] or "",
        row["opened_on"], powered, row["price_name"] or row["category"] or "", row["status"] or "",
    )  # fmt: skip


def _bill(row: Row) -> BillRecord:
    kwh, yuan = Decimal(row["billed_kwh"]) / _WH, Decimal(row["charged"]) / _FEN
    return BillRecord(row["account_no"], row["month"], kwh, yuan, row["issued_on"])


def _reading(row: Row) -> ReadingRecord | None:
    """A reading; where a list has only months, from the end of one to the end of the next."""
    month: date = row["month"]
    last = row["this_on"] or month.replace(day=calendar.monthrange(month.year, month.month)[1])
    first = row["last_on"] or (month - timedelta(days=1) if row["this_on"] is None else None)
    if first is None or first > last:
        return None
    kwh = Decimal(row["kwh"]) / _WH
    before = Decimal(row.get("last_reading") or 0) / _WH
    return ReadingRecord(
        row["account_no"], row.get("meter_no") or "", "总", month, before, before + kwh, first,
        last, Decimal(1), kwh,
    )  # fmt: skip


def fact_rows(office: Office) -> pl.DataFrame:
    """The lists of facts with all columns that they may have."""
    return with_columns_of(office.list("facts"), _FACTS)


def facts_in(account_no: str, rows: Iterable[Row]) -> tuple[FactRecord, ...]:
    """The facts of an account, from its rows; what contradicts itself is left out."""
    return tuple(_facts(account_no, rows))


def _facts(account_no: str, rows: Iterable[Row]) -> Iterator[FactRecord]:
    for row in rows:
        for kind, content, since in _told(row):
            applied = (row["applied"] or "") not in _NO
            try:
                fact = entered(kind, content, since, row["until"], applied=applied)
            except FactEntryError:
                continue
            yield FactRecord(
                account_no, fact.kind, fact.standing, fact.since, fact.value, FactSource.FILE, "",
                _NOTED,
            )  # fmt: skip


def _told(row: Row) -> Iterator[tuple[FactKind, str, date | None]]:
    """Which facts a row of any of the lists of facts tells."""
    if row["fact"] in NAMES:
        yield NAMES[row["fact"]], row["content"] or "", row["since"]
    elif row["persons"]:
        yield FactKind.HOUSEHOLD, f"{row['persons']}人", row["since"]
    elif row["low_income_kind"]:
        yield FactKind.LOW_INCOME, "", row["since"]
    for column, kind in (
        ("time_of_use_since", FactKind.TIME_OF_USE),
        ("transferred_on", FactKind.TRANSFER),
        ("replaced_on", FactKind.REPLACED),
    ):
        if row[column]:
            yield kind, "", row[column]
