"""Seals of accounts, bills, bindings, imports and staff: what is changed beside us is found.

Triggers of the program's own connection note each row as it was and as it is. At the end of the
transaction an entry of the audit trail says what all rows come to since: the sum of their hashes,
so that one more or one less costs no walk over the others. Who writes past the program leaves the
sum as it was. (The sum is over 2048 bits: with fewer, rows could be sought that cancel out.)
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from functools import singledispatch

from bot import clock
from bot.sqlite.connection import Connection
from bot.sqlite.statements import put
from bot.store.audit import Audit

ENTRY = "records"
NAMELESS = ""  # the subject of a change that is only seen in the whole
SIZE = 256  # bytes of a hash
# What each row is of. The account stands first where there is one.
SUBJECTS = {
    "account": "{row}.account_no",
    "reading": "{row}.account_no",
    "bill": "{row}.account_no",
    "starting_point": "{row}.account_no",
    "fact": "{row}.account_no",
    "binding": "{row}.account_no",
    "import": "'import:' || {row}.number",
    "import_change": "'import:' || {row}.import",
    "staff": "'staff:' || {row}.id",
    "invitation": "'invitation'",
    "sign_in": "'staff:' || {row}.staff_id",
    "session": "'staff:' || {row}.staff_id",
    "api_client": "'client:' || {row}.name",
}
DOORS = {"sign_in", "session", "api_client"}  # sealed since the migration of that name
MANY = {"reading", "bill"}  # which come by the thousand
# What changes without anybody deciding it.
LEFT_OUT = {("binding", "used_at"), ("binding", "turn"), ("session", "quiet_until")}


def watch(db: Connection) -> None:
    """From here on what this connection writes is noted, until `seal` is called."""
    db.execute("PRAGMA recursive_triggers = ON")  # else what is replaced goes without a word
    db.execute(
        "CREATE TEMP TABLE IF NOT EXISTS touched"
        " (sign INTEGER NOT NULL, subject TEXT NOT NULL, told TEXT NOT NULL)"
    )
    db.execute("CREATE TEMP TABLE IF NOT EXISTS summed (subject TEXT NOT NULL, sum TEXT NOT NULL)")
    db.execute("CREATE TEMP TABLE IF NOT EXISTS at_once (is_so INTEGER NOT NULL)")
    for table in SUBJECTS:
        old, new = told(db, table, "OLD"), told(db, table, "NEW")
        gone, came = f"VALUES (-1, {old})", f"VALUES (1, {new})"
        both = f"SELECT -1, {old} WHERE ({old}) <> ({new}) UNION ALL SELECT 1, {new}"
        both += f" WHERE ({old}) <> ({new})"
        unless = "WHEN NOT EXISTS (SELECT 1 FROM at_once)" if table in MANY else ""
        for event, rows in (("INSERT", came), ("DELETE", gone), ("UPDATE", both)):
            when = unless if event == "INSERT" else ""
            db.execute(
                f"CREATE TEMP TRIGGER IF NOT EXISTS touched_{table}_{event}"
                f" AFTER {event} ON main.{table} {when} BEGIN INSERT INTO touched {rows}; END"
            )


@contextmanager
def told_at_once(db: Connection, table: str, rows: Iterable[tuple[str, str]]) -> Iterator[None]:
    """What is inserted within is those rows: noted by subject, and not one by one.

    Args:
        db: within a transaction.
        table: into which they come.
        rows: of each its subject, and all that stands in it as a JSON array.
    """
    try:
        db.execute("INSERT INTO at_once VALUES (1)")
    except db.OperationalError:  # nothing is noted on this connection
        yield
        return
    yield
    db.execute("DELETE FROM at_once")
    sums: Counter[str] = Counter()
    for subject, row in rows:
        sums[subject] += _number(f'["{table}",{row[1:]}')
    noted = [(subject, f"{number:x}") for subject, number in sums.items()]
    db.executemany("INSERT INTO summed VALUES (?, ?)", noted)


def seal(db: Connection, audit: Audit) -> None:
    """What was noted goes into the sums and the trail, with the transaction."""
    sums: Counter[str] = Counter()
    for sign, subject, row in db.execute("SELECT sign, subject, told FROM touched"):
        sums[subject] += sign * _number(row)
    for subject, number in db.execute("SELECT subject, sum FROM summed"):
        sums[subject] += int(number, 16)
    if not sums:
        return
    db.execute("DELETE FROM touched")
    db.execute("DELETE FROM summed")
    changed = {subject: number for subject, number in sums.items() if number}
    if changed:
        _add(db, audit, changed, _whole(db) or 0)


def begin(db: Connection, audit: Audit) -> None:
    """All rows, as they are, are what is sealed from here on."""
    db.execute("DELETE FROM record_seal")
    there = _present(db)
    if there or _whole(db) is not None:
        _add(db, audit, there, 0)


def again(db: Connection, audit: Audit) -> None:
    """Say once more what all rows come to: the entry that said it is about to go."""
    whole = _whole(db)
    if whole is not None:
        _add(db, audit, {}, whole)


def entry(db: Connection) -> int | None:
    """The number of the entry that seals the records; None where nothing was sealed yet."""
    row = db.execute(
        f"SELECT id FROM audit WHERE action = '{ENTRY}' ORDER BY id DESC LIMIT 1"  # noqa: S608 - fixed text
    ).fetchone()
    return None if row is None else int(row[0])


def is_whole(db: Connection, tables: Iterable[str] = SUBJECTS) -> bool:
    """Whether what the trail says of the rows of these tables, if anything, is true of them.

    A database that says of itself that it is older than its trail is none of the program's making.
    """
    try:
        return entry(db) is None or not altered(db, tables)
    except db.OperationalError:  # the trail speaks of sums, and their table is gone
        return False


def altered(db: Connection, tables: Iterable[str] = SUBJECTS) -> tuple[str, ...]:
    """Of what the rows are not as the trail has them; NAMELESS where only their sum tells."""
    whole = _whole(db)
    if whole is None:
        return ()
    there = _present(db, tables)
    noted = {row[0]: row[1] for row in db.execute("SELECT subject, sum FROM record_seal")}
    sums = {subject: _short(number) for subject, number in there.items()}
    wrong = {one for one in noted.keys() | sums.keys() if noted.get(one) != sums.get(one)}
    if not wrong and sum(there.values()) % _MODULUS != whole:
        return (NAMELESS,)
    return tuple(sorted(wrong))


_MODULUS = 1 << (8 * SIZE)


def _add(db: Connection, audit: Audit, sums: Mapping[str, int], whole: int) -> None:
    shorts = []
    for subject, number in sums.items():
        row = db.execute("SELECT sum FROM record_seal WHERE subject = ?", (subject,)).fetchone()
        shorts.append((subject, _short(number + (int(row[0], 16) if row else 0))))
    db.executemany(put("record_seal", ("subject",), "sum"), shorts)
    gone = [(subject,) for subject, short in shorts if short == _short(0)]
    db.executemany("DELETE FROM record_seal WHERE subject = ?", gone)
    # At the moment of what was done, which stands before it.
    last = db.execute("SELECT at FROM audit ORDER BY id DESC LIMIT 1").fetchone()
    at = datetime.fromisoformat(last[0]) if last else clock.now()
    whole = (whole + sum(sums.values())) % _MODULUS
    audit.add(at, "system", ENTRY, "", f"{whole:x}")


def _whole(db: Connection) -> int | None:
    row = db.execute("SELECT detail FROM audit WHERE id = ?", (entry(db),)).fetchone()
    return int(row[0], 16) if row else None


def _present(db: Connection, tables: Iterable[str] = SUBJECTS) -> Counter[str]:
    """What the rows of each subject come to as they are."""
    sums: Counter[str] = Counter()
    for table in tables:
        for subject, row in _rows(db, table):
            sums[subject] += _number(row)
    return sums


def _rows(db: Connection, table: str) -> Iterator[tuple[str, str]]:
    yield from db.execute(f"SELECT {told(db, table, table)} FROM {table}")  # noqa: S608 - our own names


@singledispatch
def told(db: Connection, table: str, row: str) -> str:
    """In SQL: of what a row is, and all that stands in it, as each engine says it."""
    raise NotImplementedError(type(db), table, row)


@told.register
def _(db: sqlite3.Connection, table: str, row: str) -> str:
    columns = [column[1] for column in db.execute(f"PRAGMA table_info({table})")]
    kept = [name for name in columns if (table, name) not in LEFT_OUT]
    values = ", ".join(f"{row}.{name}" for name in kept)
    return f"{SUBJECTS[table].format(row=row)}, json_array('{table}', {values})"


def _number(row: str) -> int:
    return int.from_bytes(hashlib.shake_256(_bytes(row)).digest(SIZE))


def _bytes(row: str) -> bytes:
    try:
        return row.encode()
    except UnicodeEncodeError:  # half a character
        return row.encode(errors="surrogatepass")


def _short(number: int) -> str:
    return f"{number % (1 << 256):x}"
