"""Stores plain readings and bills of many accounts at once."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence

from bot.records.plain import PlainBill, PlainReading, PlainStored
from bot.sqlite.imports import Journal

_TOTAL = "总"
_READING = (
    "account_no", "meter_no", "register_kind", "bill_month", "last_wh", "this_wh",
    "last_read_on", "this_read_on", "multiplier", "wh", "part",
)  # fmt: skip
_BILL = ("account_no", "bill_month", "wh", "charged_fen", "issued_on", "kind", "part")
Row = tuple[object, ...]
Known = dict[tuple[str, ...], list[Row]]


def put_plain(
    db: sqlite3.Connection,
    journal: Journal,
    readings: Sequence[PlainReading],
    bills: Sequence[PlainBill],
) -> PlainStored:
    """See the port."""
    everything: list[PlainReading | PlainBill] = [*readings, *bills]
    numbers = sorted({one.account_no for one in everything})
    known_readings = _known(db, "reading", numbers, (0, 1, 2, 3))
    known_bills = _known(db, "bill", numbers, (0, 1))
    held = _unfit(db, numbers, readings)
    held |= {r[0] for r in readings if known_readings.get(r[:4], [(*r, 0)]) != [(*r, 0)]}
    held |= {b[0] for b in bills if not _is_told_anew(b, known_bills.get(b[:2], []))}
    new_readings = [(*r, 0) for r in readings if r[0] not in held and r[:4] not in known_readings]
    new_bills = [(*b, 0) for b in bills if b[0] not in held and b[:2] not in known_bills]
    _insert(db, journal, "reading", _READING, new_readings)
    _insert(db, journal, "bill", _BILL, new_bills)
    fit = sum(one.account_no not in held for one in everything)
    added = len(new_readings) + len(new_bills)
    read = {(r[0], r[3]) for r in readings} | {
        (key[0], key[3]) for key in known_readings if key[2] == _TOTAL
    }
    return PlainStored(added, fit - added, frozenset(held), frozenset(read))


def _unfit(
    db: sqlite3.Connection, numbers: Sequence[str], readings: Iterable[PlainReading]
) -> set[str]:
    """Accounts that are not known, wait for an earlier reading, or were read too early."""
    rows = _of(db, "account_no, registered_on, powered_on FROM account", numbers)
    dates = {row[0]: (row[1], row[2]) for row in rows}
    unfit = set(numbers) - dates.keys()
    unfit |= {row[0] for row in _of(db, "account_no FROM starting_point", numbers)}
    for reading in readings:
        registered_on, powered_on = dates.get(reading.account_no, (None, None))
        early = registered_on and reading.this_read_on < registered_on
        if early or (powered_on and reading.last_read_on < powered_on):
            unfit.add(reading.account_no)
    return unfit


def _is_told_anew(bill: PlainBill, known: list[Row]) -> bool:
    """Whether what is known of the month is nothing, or this very bill."""
    if not known:
        return True
    issued_on = bill.issued_on or known[0][4]
    return known == [(*bill[:4], issued_on, bill.kind, 0)]


def _known(
    db: sqlite3.Connection, table: str, numbers: Sequence[str], key: tuple[int, ...]
) -> Known:
    known: Known = defaultdict(list)
    for row in _of(db, f"* FROM {table}", numbers):
        known[tuple([row[place] for place in key])].append(tuple(row))
    return dict(known)


def _of(db: sqlite3.Connection, what: str, numbers: Sequence[str]) -> list[sqlite3.Row]:
    marks = ",".join("?" * len(numbers))
    query = f"SELECT {what} WHERE account_no IN ({marks})"
    return db.execute(query, numbers).fetchall()


def _insert(
    db: sqlite3.Connection, journal: Journal, table: str, names: Sequence[str], rows: Sequence[Row]
) -> None:
    marks = ",".join("?" * len(names))
    db.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608 - our own names
    journal.note_new(table, names, rows)
