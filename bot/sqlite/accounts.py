"""Accounts, readings and bills."""

from __future__ import annotations

import sqlite3
from datetime import date
from decimal import Decimal

from bot.records.account import AccountRecord, BillRecord, ReadingRecord
from bot.records.fact import FactKind, FactRecord
from bot.sqlite import facts
from bot.store.accounts import Accounts, Change


class SqlAccounts(Accounts):
    """The port over one connection."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def put_account(self, account: AccountRecord) -> Change:
        known = self.get(account.account_no)
        if known is not None:
            account = AccountRecord(
                *(
                    getattr(account, name) or getattr(known, name)
                    for name in AccountRecord.__slots__
                )
            )
            if account == known:
                return Change.UNCHANGED
        self._db.execute(
            "INSERT INTO account VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (account_no) DO UPDATE SET holder_name = excluded.holder_name,"
            " phone = excluded.phone, address = excluded.address,"
            " registered_on = excluded.registered_on, powered_on = excluded.powered_on,"
            " price_name = excluded.price_name, status = excluded.status",
            (
                account.account_no,
                account.holder_name,
                account.phone,
                account.address,
                _iso(account.registered_on),
                _iso(account.powered_on),
                account.price_name,
                account.status,
            ),
        )
        return Change.ADDED if known is None else Change.CHANGED

    def put_reading(self, reading: ReadingRecord) -> Change:
        row = (
            reading.account_no,
            reading.meter_no,
            reading.register_kind,
            reading.bill_month.isoformat(),
            to_thousandths(reading.last_reading),
            to_thousandths(reading.this_reading),
            reading.last_read_on.isoformat(),
            reading.this_read_on.isoformat(),
            str(reading.multiplier),
            to_thousandths(reading.kwh),
        )
        known = self._db.execute(
            "SELECT * FROM reading WHERE account_no = ? AND meter_no = ? AND register_kind = ?"
            " AND bill_month = ?",
            row[:4],
        ).fetchone()
        return _put(self._db, "reading", row, known)

    def put_bill(self, bill: BillRecord) -> Change:
        row = (
            bill.account_no,
            bill.bill_month.isoformat(),
            to_thousandths(bill.kwh),
            int(bill.charged * 100),
            _iso(bill.issued_on),
        )
        known = self._db.execute(
            "SELECT * FROM bill WHERE account_no = ? AND bill_month = ?", row[:2]
        ).fetchone()
        return _put(self._db, "bill", row, known)

    def get(self, account_no: str) -> AccountRecord | None:
        row = self._db.execute(
            "SELECT * FROM account WHERE account_no = ?", (account_no,)
        ).fetchone()
        return None if row is None else _account(row)

    def with_phone(self, phone: str) -> tuple[AccountRecord, ...]:
        rows = self._db.execute(
            "SELECT * FROM account WHERE phone = ? ORDER BY account_no", (phone,)
        ).fetchall()
        return tuple(_account(row) for row in rows)

    def of_holder(self, name: str) -> tuple[AccountRecord, ...]:
        rows = self._db.execute(
            "SELECT * FROM account WHERE holder_name = ? ORDER BY account_no", (name,)
        ).fetchall()
        return tuple(_account(row) for row in rows)

    def readings_of(self, account_no: str) -> tuple[ReadingRecord, ...]:
        rows = self._db.execute(
            "SELECT * FROM reading WHERE account_no = ?"
            " ORDER BY this_read_on, meter_no, register_kind",
            (account_no,),
        ).fetchall()
        return tuple(
            ReadingRecord(
                row["account_no"],
                row["meter_no"],
                row["register_kind"],
                date.fromisoformat(row["bill_month"]),
                from_thousandths(row["last_wh"]),
                from_thousandths(row["this_wh"]),
                date.fromisoformat(row["last_read_on"]),
                date.fromisoformat(row["this_read_on"]),
                Decimal(row["multiplier"]),
                from_thousandths(row["wh"]),
            )
            for row in rows
        )

    def bills_of(self, account_no: str) -> tuple[BillRecord, ...]:
        rows = self._db.execute(
            "SELECT * FROM bill WHERE account_no = ? ORDER BY bill_month", (account_no,)
        ).fetchall()
        return tuple(
            BillRecord(
                row["account_no"],
                date.fromisoformat(row["bill_month"]),
                from_thousandths(row["wh"]),
                Decimal(row["charged_fen"]) / 100,
                _date(row["issued_on"]),
            )
            for row in rows
        )

    def put_fact(self, fact: FactRecord) -> Change:
        return facts.put(self._db, fact)

    def drop_fact(self, account_no: str, kind: FactKind, since: str) -> bool:
        return facts.drop(self._db, account_no, kind, since)

    def facts_of(self, account_no: str) -> tuple[FactRecord, ...]:
        return facts.of(self._db, account_no)


def to_thousandths(value: Decimal) -> int:
    """KWh as Wh; the importer admits three decimals at most."""
    return int(value * 1000)


def from_thousandths(value: int) -> Decimal:
    """Wh as kWh, without trailing zeros."""
    kwh = Decimal(value) / 1000
    return kwh.quantize(Decimal(1)) if kwh == kwh.to_integral() else kwh.normalize()


def _put(
    db: sqlite3.Connection, table: str, row: tuple[object, ...], known: sqlite3.Row | None
) -> Change:
    if known is not None and tuple(known) == row:
        return Change.UNCHANGED
    marks = ", ".join("?" * len(row))
    db.execute(f"INSERT OR REPLACE INTO {table} VALUES ({marks})", row)  # noqa: S608 - our own names
    return Change.ADDED if known is None else Change.CHANGED


def _account(row: sqlite3.Row) -> AccountRecord:
    return AccountRecord(
        row["account_no"],
        row["holder_name"],
        row["phone"],
        row["address"],
        _date(row["registered_on"]),
        _date(row["powered_on"]),
        row["price_name"],
        row["status"],
    )


def _iso(value: date | None) -> str | None:
    return None if value is None else value.isoformat()


def _date(value: str | None) -> date | None:
    return None if value is None else date.fromisoformat(value)
