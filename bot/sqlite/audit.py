"""The audit trail: who saw or changed what. It only grows, and its chain can be checked.

Each entry's hash covers the one before it, so a changed, removed or inserted entry breaks the
chain. The last hash, noted elsewhere, also shows whether the end was cut off.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from dataclasses import dataclass
from datetime import datetime

START = "0" * 64


@dataclass(frozen=True, slots=True)
class Trail:
    """What a check found: entries, the last hash, and the first entry that is wrong, if any."""

    entries: int
    head: str
    broken_at: int | None


def add(
    db: sqlite3.Connection, now: datetime, actor: str, action: str, subject: str, detail: str = ""
) -> None:
    """Note that somebody did something to or with a subject (an account, a case, a chat)."""
    at = now.isoformat()
    number, before = _last(db)
    digest = _hash(before, at, actor, action, subject, detail)
    db.execute(
        "INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?)",
        (number + 1, at, actor, action, subject, detail, digest),
    )


def verify(db: sqlite3.Connection) -> Trail:
    """Follow the chain from its start, or from what retention left, to its end."""
    anchor = db.execute("SELECT id, hash FROM audit_anchor ORDER BY id DESC LIMIT 1").fetchone()
    number, before = (anchor["id"], anchor["hash"]) if anchor else (0, START)
    count = 0
    for row in db.execute("SELECT * FROM audit ORDER BY id"):
        number += 1
        wanted = _hash(
            before, row["at"], row["actor"], row["action"], row["subject"], row["detail"]
        )
        if (row["id"], row["hash"]) != (number, wanted):
            return Trail(count, before, row["id"])
        before = row["hash"]
        count += 1
    return Trail(count, before, None)


def remove_before(db: sqlite3.Connection, moment: datetime, now: datetime) -> int:
    """Remove entries older than that; the chain goes on from the last of them."""
    row = db.execute(
        "SELECT id, hash FROM audit WHERE at < ? ORDER BY id DESC LIMIT 1", (moment.isoformat(),)
    ).fetchone()
    if row is None:
        return 0
    db.execute(
        "INSERT INTO audit_anchor VALUES (?, ?, ?)", (row["id"], row["hash"], now.isoformat())
    )
    return db.execute("DELETE FROM audit WHERE id <= ?", (row["id"],)).rowcount


def _last(db: sqlite3.Connection) -> tuple[int, str]:
    for table in ("audit", "audit_anchor"):
        row = db.execute(f"SELECT id, hash FROM {table} ORDER BY id DESC LIMIT 1").fetchone()  # noqa: S608 - two fixed names
        if row:
            return row["id"], row["hash"]
    return 0, START


def _hash(before: str, *fields: str) -> str:
    text = json.dumps([before, *fields], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
