"""Accounts, readings and bills."""

from __future__ import annotations

import sqlite3
from datetime import date
from decimal import Decimal

from bot.records.account import (
    AccountRecord,
    BillKind,
    BillRecord,
    ReadingRecord,
    StartingPoint,
)
from bot.records.fact import FactKind, FactRecord
from bot.sqlite import facts
from bot.sqlite.imports import Journal
from bot.store.accounts import Accounts, Change


class SqlAccounts(Accounts):
    """The port over one connection."""

    def __init__(self, db: sqlite3.Connection, journal: Journal) -> None:
        self._db, self._journal = db, journal

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
        before = self._row("account", (account.account_no,))
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
        self._journal.note("account", before, self._row("account", (account.account_no,)))
        return Change.ADDED if known is None else Change.CHANGED

    def put_reading(self, reading: ReadingRecord, part: int = 0) -> Change:
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
            part,
        )
        return self._put("reading", row, (*row[:4], part))

    def put_bill(self, bill: BillRecord, part: int = 0) -> Change:
        row = (
            bill.account_no,
            bill.bill_month.isoformat(),
            to_thousandths(bill.kwh),
            int(bill.charged * 100),
            _iso(bill.issued_on),
            bill.kind.value,
            part,
        )
        return self._put("bill", row, (*row[:2], part))

    def put_start(self, point: StartingPoint) -> Change:
        row = (
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
        return self._put("starting_point", row, (*row[:3], row[6]))

    def remove_start(self, point: StartingPoint) -> None:
        key = (*_register(point), point.this_read_on.isoformat())
        before = self._row("starting_point", key)
        self._db.execute(f"DELETE FROM starting_point WHERE {_KEYS['starting_point']}", key)  # noqa: S608 - our own names
        self._journal.note("starting_point", before, None)

    def _put(self, table: str, row: tuple[object, ...], key: tuple[object, ...]) -> Change:
        known = self._row(table, key)
        if known is not None and tuple(known) == row:
            return Change.UNCHANGED
        marks = ", ".join("?" * len(row))
        self._db.execute(f"INSERT OR REPLACE INTO {table} VALUES ({marks})", row)  # noqa: S608 - our own names
        self._journal.note(table, known, self._row(table, key))
        return Change.ADDED if known is None else Change.CHANGED

    def _row(self, table: str, key: tuple[object, ...]) -> sqlite3.Row | None:
        found: sqlite3.Row | None = self._db.execute(
            f"SELECT * FROM {table} WHERE {_KEYS[table]}",  # noqa: S608 - our own names
            key,
        ).fetchone()
        return found

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
        return tuple(map(_reading, rows))

    def parts_of_reading(self, reading: ReadingRecord) -> dict[int, ReadingRecord]:
        rows = self._db.execute(
            "SELECT * FROM reading WHERE account_no = ? AND meter_no = ? AND register_kind = ?"
            " AND bill_month = ? ORDER BY part",
            (*_register(reading), reading.bill_month.isoformat()),
        )
        return {row["part"]: _reading(row) for row in rows.fetchall()}

    def starts_of(self, account_no: str) -> tuple[StartingPoint, ...]:
        rows = self._db.execute(
            "SELECT * FROM starting_point WHERE account_no = ?"
            " ORDER BY this_read_on, meter_no, register_kind",
            (account_no,),
        ).fetchall()
        return tuple(
            StartingPoint(
                row["account_no"],
                row["meter_no"],
                row["register_kind"],
                date.fromisoformat(row["bill_month"]),
                None if row["last_wh"] is None else from_thousandths(row["last_wh"]),
                from_thousandths(row["this_wh"]),
                date.fromisoformat(row["this_read_on"]),
                Decimal(row["multiplier"]),
                None if row["wh"] is None else from_thousandths(row["wh"]),
            )
            for row in rows
        )

    def bills_of(self, account_no: str) -> tuple[BillRecord, ...]:
        rows = self._db.execute(
            "SELECT account_no, bill_month, sum(wh) AS wh, sum(charged_fen) AS charged_fen,"
            " max(issued_on) AS issued_on, min(kind = 'correction') AS corrects FROM bill"
            " WHERE account_no = ? GROUP BY bill_month ORDER BY bill_month",
            (account_no,),
        ).fetchall()
        return tuple(
            _bill(row, BillKind.CORRECTION if row["corrects"] else BillKind.NORMAL) for row in rows
        )

    def parts_of_bill(self, account_no: str, month: date) -> dict[int, BillRecord]:
        rows = self._db.execute(
            "SELECT * FROM bill WHERE account_no = ? AND bill_month = ? ORDER BY part",
            (account_no, month.isoformat()),
        ).fetchall()
        return {row["part"]: _bill(row, BillKind(row["kind"])) for row in rows}

    def put_fact(self, fact: FactRecord) -> Change:
        return facts.put(self._db, fact, self._journal)

    def drop_fact(self, account_no: str, kind: FactKind, since: str) -> bool:
        return facts.drop(self._db, account_no, kind, since)

    def facts_of(self, account_no: str) -> tuple[FactRecord, ...]:
        return facts.of(self._db, account_no)


_KEYS = {
    "account": "account_no = ?",
    "reading": "account_no = ? AND meter_no = ? AND register_kind = ? AND bill_month = ?"
    " AND part = ?",
    "bill": "account_no = ? AND bill_month = ? AND part = ?",
    "starting_point": "account_no = ? AND meter_no = ? AND register_kind = ? AND this_read_on = ?",
}


def to_thousandths(value: Decimal) -> int:
    """KWh as Wh; the importer admits three decimals at most."""
    return int(value * 1000)


def from_thousandths(value: int) -> Decimal:
    """Wh as kWh, without trailing zeros."""
    kwh = Decimal(value) / 1000
    return kwh.quantize(Decimal(1)) if kwh == kwh.to_integral() else kwh.normalize()


def _wh(value: Decimal | None) -> int | None:
    return None if value is None else to_thousandths(value)


def _register(reading: ReadingRecord | StartingPoint) -> tuple[str, str, str]:
    return reading.account_no, reading.meter_no, reading.register_kind


def _reading(row: sqlite3.Row) -> ReadingRecord:
    return ReadingRecord(
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


def _bill(row: sqlite3.Row, kind: BillKind) -> BillRecord:
    return BillRecord(
        row["account_no"],
        date.fromisoformat(row["bill_month"]),
        from_thousandths(row["wh"]),
        Decimal(row["charged_fen"]) / 100,
        _date(row["issued_on"]),
        kind,
    )


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
