"""Accounts, readings and bills."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import groupby
from typing import TypeVar

from bot.records.account import (
    AccountRecord,
    BillKind,
    BillRecord,
    ReadingRecord,
    StartingPoint,
)
from bot.records.fact import FactKind, FactRecord
from bot.records.plain import PlainBill, PlainReading, PlainStored
from bot.sqlite import facts
from bot.sqlite.at_hand import AtHand, Row
from bot.sqlite.connection import Connection
from bot.sqlite.imports import Journal
from bot.sqlite.plain import put_plain
from bot.store.accounts import Accounts, Change, Totals

P = TypeVar("P", ReadingRecord, StartingPoint)


class SqlAccounts(Accounts):
    """The port over one connection."""

    def __init__(self, db: Connection, journal: Journal) -> None:
        self._db, self._journal = db, journal
        self._at_hand = AtHand(db, journal)

    def totals(self) -> Totals:
        row = self._db.execute(
            "SELECT (SELECT count(*) FROM account) AS accounts,"
            " (SELECT count(*) FROM reading) AS readings, (SELECT count(*) FROM bill) AS bills,"
            " (SELECT max(bill_month) FROM bill) AS newest"
        ).fetchone()
        return Totals(row["accounts"], row["readings"], row["bills"], _date(row["newest"]))

    def put_account(self, account: AccountRecord) -> Change:
        known = self.get(account.account_no)
        if known is not None:
            account = AccountRecord(
                *(
                    getattr(account, name) or getattr(known, name)
                    for name in AccountRecord.__slots__
                )
            )
        return self._at_hand.put(
            "account",
            (
                account.account_no,
                account.holder_name,
                account.phone,
                account.address,
                _iso(account.registered_on),
                _iso(account.powered_on),
                account.price_name,
                account.status,
                account.area,
                account.manager,
                _iso(account.named_on),
            ),
        )

    def put_reading(self, reading: ReadingRecord, part: int = 0) -> Change:
        row = (
            reading.account_no,
            reading.meter_no,
            reading.register_kind,
            reading.bill_month.isoformat(),
            part,
            to_thousandths(reading.last_reading),
            to_thousandths(reading.this_reading),
            reading.last_read_on.isoformat(),
            reading.this_read_on.isoformat(),
            str(reading.multiplier),
            to_thousandths(reading.kwh),
        )
        return self._at_hand.put("reading", row)

    def put_bill(self, bill: BillRecord, part: int = 0) -> Change:
        row = (
            bill.account_no,
            bill.bill_month.isoformat(),
            part,
            to_thousandths(bill.kwh),
            int(bill.charged * 100),
            _iso(bill.issued_on),
            bill.kind.value,
        )
        return self._at_hand.put("bill", row)

    def put_plain(
        self, readings: Sequence[PlainReading], bills: Sequence[PlainBill]
    ) -> PlainStored:
        self._at_hand.forget()
        return put_plain(self._db, self._journal, readings, bills)

    def put_start(self, point: StartingPoint) -> Change:
        return self._at_hand.put("starting_point", _row_of_start(point))

    def remove_start(self, point: StartingPoint) -> None:
        self._at_hand.remove("starting_point", _row_of_start(point))

    def get(self, account_no: str) -> AccountRecord | None:
        return next(iter(self._at_hand.records("account", account_no, _account)), None)

    def count(self) -> int:
        return int(self._db.execute("SELECT count(*) FROM account").fetchone()[0])

    def with_phone(self, phone: str) -> tuple[AccountRecord, ...]:
        if not phone:  # of whom none is known is nobody's in particular
            return ()
        rows = self._db.execute(
            "SELECT * FROM account WHERE phone = ? ORDER BY account_no", (phone,)
        ).fetchall()
        return tuple(_account(row) for row in rows)

    def billed(self, limit: int) -> tuple[str, ...]:
        rows = self._db.execute(
            "SELECT DISTINCT account_no FROM bill ORDER BY account_no LIMIT ?", (limit,)
        )
        return tuple(str(row[0]) for row in rows)

    def of_holder(self, name: str) -> tuple[AccountRecord, ...]:
        rows = self._db.execute(
            "SELECT * FROM account WHERE holder_name = ? ORDER BY account_no", (name,)
        ).fetchall()
        return tuple(_account(row) for row in rows)

    def matching(self, words: Sequence[str], limit: int) -> tuple[AccountRecord, ...]:
        each = "instr(account_no || ' ' || holder_name || ' ' || phone || ' ' || address, ?) > 0"
        rows = self._db.execute(
            f"SELECT * FROM account WHERE {' AND '.join([each] * len(words)) or 'FALSE'}"  # noqa: S608 - fixed text
            " ORDER BY account_no LIMIT ?",
            (*words, limit),
        ).fetchall()
        return tuple(_account(row) for row in rows)

    def near(self, account: AccountRecord, limit: int) -> tuple[str, ...]:
        day = account.registered_on.isoformat() if account.registered_on else None
        rows = self._db.execute(
            "SELECT account_no FROM account WHERE account_no <> ? ORDER BY address <> ?,"
            " coalesce(abs(julianday(registered_on) - julianday(?)), 1e9), account_no LIMIT ?",
            (account.account_no, account.address, day, limit),
        )
        return tuple(str(row[0]) for row in rows)

    def readings_of(self, account_no: str) -> tuple[ReadingRecord, ...]:
        return _in_order(self._at_hand.records("reading", account_no, _reading))

    def parts_of_reading(self, reading: ReadingRecord) -> dict[int, ReadingRecord]:
        of_month = (*_register(reading), reading.bill_month.isoformat())
        rows = self._at_hand.rows("reading", reading.account_no)
        return {key[4]: _reading(rows[key]) for key in sorted(rows) if key[:4] == of_month}

    def starts_of(self, account_no: str) -> tuple[StartingPoint, ...]:
        return _in_order(self._at_hand.records("starting_point", account_no, _start))

    def bills_of(self, account_no: str) -> tuple[BillRecord, ...]:
        bills = sorted(
            self._at_hand.records("bill", account_no, _bill), key=lambda bill: bill.bill_month
        )
        months = groupby(bills, key=lambda bill: bill.bill_month)
        return tuple(_sum_of(list(of_month)) for _, of_month in months)

    def parts_of_bill(self, account_no: str, month: date) -> dict[int, BillRecord]:
        rows = self._at_hand.rows("bill", account_no)
        of_month = (account_no, month.isoformat())
        return {key[2]: _bill(rows[key]) for key in sorted(rows) if key[:2] == of_month}

    def put_fact(self, fact: FactRecord) -> Change:
        return facts.put(self._db, fact, self._journal)

    def drop_fact(self, account_no: str, kind: FactKind, since: str) -> bool:
        return facts.drop(self._db, account_no, kind, since)

    def facts_of(self, account_no: str) -> tuple[FactRecord, ...]:
        return facts.of(self._db, account_no)

    def note_left(self, account_no: str, mark: str) -> None:
        self._db.execute("DELETE FROM left_by WHERE account_no = ?", (account_no,))
        if mark:
            self._db.execute("INSERT INTO left_by VALUES (?, ?)", (account_no, mark))

    def left_by(self, account_no: str) -> str:
        query = "SELECT mark FROM left_by WHERE account_no = ?"
        row = self._db.execute(query, (account_no,)).fetchone()
        return str(row[0]) if row else ""


def _in_order(points: list[P]) -> tuple[P, ...]:
    return tuple(sorted(points, key=lambda p: (p.this_read_on, p.meter_no, p.register_kind)))


def _sum_of(bills: list[BillRecord]) -> BillRecord:
    """What was billed for a month: a correction where there is nothing else."""
    first = bills[0]
    if len(bills) == 1 and first.kind is not BillKind.SUPPLEMENT:
        return first
    corrects = all(bill.kind is BillKind.CORRECTION for bill in bills)
    return BillRecord(
        first.account_no,
        first.bill_month,
        sum((bill.kwh for bill in bills), Decimal(0)),
        sum((bill.charged for bill in bills), Decimal(0)),
        max((bill.issued_on for bill in bills if bill.issued_on), default=None),
        BillKind.CORRECTION if corrects else BillKind.NORMAL,
    )


def to_thousandths(value: Decimal) -> int:
    """KWh as Wh; the importer admits three decimals at most."""
    return int(value * 1000)


@lru_cache(maxsize=4096)
def from_thousandths(value: int) -> Decimal:
    """Wh as kWh, without trailing zeros."""
    kwh = Decimal(value) / 1000
    return kwh.quantize(Decimal(1)) if kwh == kwh.to_integral() else kwh.normalize()


def _kwh(value: int | None) -> Decimal | None:
    return None if value is None else from_thousandths(value)


def _wh(value: Decimal | None) -> int | None:
    return None if value is None else to_thousandths(value)


def _register(reading: ReadingRecord | StartingPoint) -> tuple[str, str, str]:
    return reading.account_no, reading.meter_no, reading.register_kind


def _row_of_start(point: StartingPoint) -> Row:
    return (
        point.account_no,
        point.meter_no,
        point.register_kind,
        point.bill_month.isoformat(),
        _wh(point.last_reading),
        to_thousandths(point.this_reading),
        point.this_read_on.isoformat(),
        str(point.multiplier),
        _wh(point.kwh),
    )


def _start(row: Row) -> StartingPoint:
    account_no, meter, register, month, last, this, read_on, multiplier, kwh = row
    return StartingPoint(
        account_no, meter, register, date.fromisoformat(month), _kwh(last),
        from_thousandths(this), date.fromisoformat(read_on), Decimal(multiplier), _kwh(kwh),
    )  # fmt: skip


def _reading(row: Row) -> ReadingRecord:
    account_no, meter, register, month, _, last, this, last_on, this_on, multiplier, kwh = row
    return ReadingRecord(
        account_no, meter, register, date.fromisoformat(month), from_thousandths(last),
        from_thousandths(this), date.fromisoformat(last_on), date.fromisoformat(this_on),
        Decimal(multiplier), from_thousandths(kwh),
    )  # fmt: skip


def _bill(row: Row) -> BillRecord:
    account_no, month, _, kwh, charged, issued_on, kind = row
    return BillRecord(
        account_no, date.fromisoformat(month), from_thousandths(kwh), Decimal(charged) / 100,
        _date(issued_on), BillKind(kind),
    )  # fmt: skip


def _account(row: Row) -> AccountRecord:
    number, holder, phone, address, registered_on, powered_on, *rest, named_on = row
    record = AccountRecord(
        number, holder, phone, address, _date(registered_on), _date(powered_on), *rest
    )
    return replace(record, named_on=_date(named_on)) if named_on else record


def _iso(value: date | None) -> str | None:
    return None if value is None else value.isoformat()


def _date(value: str | None) -> date | None:
    return None if value is None else date.fromisoformat(value)
