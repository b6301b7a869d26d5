"""Facts of accounts."""

from __future__ import annotations

import json
from datetime import datetime

from bot.records.fact import FactKind, FactRecord, FactSource, Standing
from bot.sqlite.connection import Connection, Row
from bot.sqlite.imports import Journal
from bot.sqlite.statements import put as put_row
from bot.store.accounts import Change

_PUT = put_row(
    "fact", ("account_no", "kind", "since"), "standing", "value", "source", "basis", "noted_at"
)


def put(db: Connection, fact: FactRecord, journal: Journal) -> Change:
    """As `Accounts.put_fact`."""
    known = _row(db, fact)
    if known is not None and _fact(known).says_as(fact):
        return Change.UNCHANGED
    if fact.since and fact.standing is not Standing.UNKNOWN:
        open_one = (fact.account_no, fact.kind, Standing.UNKNOWN)
        which = "FROM fact WHERE account_no = ? AND kind = ? AND standing = ?"
        for gone in db.execute(f"SELECT * {which}", open_one).fetchall():
            journal.note("fact", gone, None)
        db.execute(f"DELETE {which}", open_one)
    before = _row(db, fact)
    row = (
        fact.account_no,
        fact.kind,
        fact.since,
        fact.standing,
        json.dumps(fact.value, ensure_ascii=False),
        fact.source,
        fact.basis,
        fact.noted_at.isoformat(),
    )
    db.execute(_PUT, row)
    journal.note("fact", before, _row(db, fact))
    return Change.ADDED if known is None else Change.CHANGED


def _row(db: Connection, fact: FactRecord) -> Row | None:
    found: Row | None = db.execute(
        "SELECT * FROM fact WHERE account_no = ? AND kind = ? AND since = ?",
        (fact.account_no, fact.kind, fact.since),
    ).fetchone()
    return found


def drop(db: Connection, account_no: str, kind: FactKind, since: str) -> bool:
    """As `Accounts.drop_fact`."""
    done = db.execute(
        "DELETE FROM fact WHERE account_no = ? AND kind = ? AND since = ?",
        (account_no, kind, since),
    )
    return bool(done.rowcount)


def of(db: Connection, account_no: str) -> tuple[FactRecord, ...]:
    """As `Accounts.facts_of`."""
    rows = db.execute(
        "SELECT * FROM fact WHERE account_no = ? ORDER BY kind, since", (account_no,)
    ).fetchall()
    return tuple(_fact(row) for row in rows)


def _fact(row: Row) -> FactRecord:
    return FactRecord(
        row["account_no"],
        FactKind(row["kind"]),
        Standing(row["standing"]),
        row["since"],
        json.loads(row["value"]),
        FactSource(row["source"]),
        row["basis"],
        datetime.fromisoformat(row["noted_at"]),
    )
