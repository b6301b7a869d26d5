"""Stores plain readings and bills of many accounts at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from bot.records.plain import PlainBill, PlainReading, PlainStored
from bot.sqlite import records
from bot.sqlite.connection import Connection
from bot.sqlite.connection import Row as Found
from bot.sqlite.imports import Journal

_TOTAL = "总"
# A row as JSON: none of its texts holds a sign that is written in another way there.
_READING = '["%s","%s","%s","%s",%s,%s,%s,"%s","%s","%s",%s]'
_BILL = '["%s","%s",%s,%s,%s,%s,"%s"]'
Row = tuple[Any, ...]
P = TypeVar("P", PlainReading, PlainBill)
Known = dict[tuple[str, ...], list[Row]]


def put_plain(
    db: Connection,
    journal: Journal,
    readings: Sequence[PlainReading],
    bills: Sequence[PlainBill],
) -> PlainStored:
    """See the port."""
    numbers = sorted({r[0] for r in readings} | {b[0] for b in bills})
    months = {r[3] for r in readings} | {b[1] for b in bills}
    known_readings = _known(db, "reading", numbers, months, (0, 1, 2, 3))
    known_bills = _known(db, "bill", numbers, months, (0, 1))
    held = _unfit(db, numbers, readings)
    # Of most files nothing is known: then nothing is compared.
    if known_readings:
        held |= {r[0] for r in readings if known_readings.get(r[:4], [r]) != [r]}
    if known_bills:
        held |= {b[0] for b in bills if not _is_told_anew(b, known_bills.get(b[:2]))}
    fit_readings, fit_bills = _without(held, readings), _without(held, bills)
    new_readings = [r for r in fit_readings if not known_readings or r[:4] not in known_readings]
    new_bills = [b for b in fit_bills if not known_bills or b[:2] not in known_bills]
    told = [_READING % reading for reading in new_readings]
    _insert(db, journal, "reading", PlainReading._fields, new_readings, told)
    told = [_bill_told(bill) for bill in new_bills]
    _insert(db, journal, "bill", PlainBill._fields, new_bills, told)
    added = len(new_readings) + len(new_bills)
    unchanged = len(fit_readings) + len(fit_bills) - added
    read = {(r[0], r[3]) for r in readings} | {
        (key[0], key[3]) for key in known_readings if key[2] == _TOTAL
    }
    return PlainStored(added, unchanged, frozenset(held), frozenset(read))


def _without(held: set[str], rows: Sequence[P]) -> Sequence[P]:
    return [row for row in rows if row[0] not in held] if held else rows


def _unfit(db: Connection, numbers: Sequence[str], readings: Iterable[PlainReading]) -> set[str]:
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


def _is_told_anew(bill: PlainBill, known: list[Row] | None) -> bool:
    """Whether what is known of the month is nothing, or this very bill."""
    return not known or known == [bill._replace(issued_on=bill.issued_on or known[0][5])]


def _known(
    db: Connection, table: str, numbers: Sequence[str], months: set[str],
    key: tuple[int, ...],
) -> Known:  # fmt: skip
    known: Known = defaultdict(list)
    span = f"AND bill_month BETWEEN '{min(months)}' AND '{max(months)}'"
    for row in _of(db, f"* FROM {table}", numbers, span):
        known[tuple([row[place] for place in key])].append(tuple(row))
    return dict(known)


def _of(db: Connection, what: str, numbers: Sequence[str], also: str = "") -> list[Found]:
    marks = ",".join("?" * len(numbers))
    query = f"SELECT {what} WHERE account_no IN ({marks}) {also}"
    return db.execute(query, numbers).fetchall()


def _insert(
    db: Connection, journal: Journal, table: str, names: Sequence[str],
    rows: Sequence[Row], told: list[str],
) -> None:  # fmt: skip
    marks = ",".join("?" * len(names))
    subjects = (str(row[0]) for row in rows)
    with records.told_at_once(db, table, zip(subjects, told, strict=True)):
        db.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608 - our own names
    journal.note_new(table, names, told)


def _bill_told(bill: PlainBill) -> str:
    day = f'"{bill.issued_on}"' if bill.issued_on else "null"
    return _BILL % (*bill[:5], day, bill.kind)
