"""Facts of accounts."""

from __future__ import annotations

import json
import sqlite3
from datetime import datetime

from bot.records.fact import FactKind, FactRecord, FactSource, Standing
from bot.store.accounts import Change


def put(db: sqlite3.Connection, fact: FactRecord) -> Change:
    """As `Accounts.put_fact`."""
    known = db.execute(
        "SELECT * FROM fact WHERE account_no = ? AND kind = ? AND since = ?",
        (fact.account_no, fact.kind, fact.since),
    ).fetchone()
    if known is not None and _fact(known).says_as(fact):
        return Change.UNCHANGED
    if fact.since and fact.standing is not Standing.UNKNOWN:
        db.execute(
            "DELETE FROM fact WHERE account_no = ? AND kind = ? AND standing = ?",
            (fact.account_no, fact.kind, Standing.UNKNOWN),
        )
    row = (
        fact.account_no,
        fact.kind,
        fact.standing,
        fact.since,
        json.dumps(fact.value, ensure_ascii=False),
        fact.source,
        fact.basis,
        fact.noted_at.isoformat(),
    )
    db.execute("INSERT OR REPLACE INTO fact VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
    return Change.ADDED if known is None else Change.CHANGED


def drop(db: sqlite3.Connection, account_no: str, kind: FactKind, since: str) -> bool:
    """As `Accounts.drop_fact`."""
    done = db.execute(
        "DELETE FROM fact WHERE account_no = ? AND kind = ? AND since = ?",
        (account_no, kind, since),
    )
    return bool(done.rowcount)


def of(db: sqlite3.Connection, account_no: str) -> tuple[FactRecord, ...]:
    """As `Accounts.facts_of`."""
    rows = db.execute(
        "SELECT * FROM fact WHERE account_no = ? ORDER BY kind, since", (account_no,)
    ).fetchall()
    return tuple(_fact(row) for row in rows)


def _fact(row: sqlite3.Row) -> FactRecord:
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
