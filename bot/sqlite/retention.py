"""Removes what is no longer needed: chats, closed cases, audit entries. Holds win over ages."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.contract.messages import Chat
from bot.sqlite import audit

# A chat from which a case on hold came is evidence and stays with it.
_NOT_HELD = (
    "NOT EXISTS (SELECT 1 FROM complaint_case c WHERE c.legal_hold = 1"
    " AND c.channel = {table}.channel AND c.chat_id = {table}.chat_id)"
)


@dataclass(frozen=True, slots=True)
class Keep:
    """For how many days what is kept."""

    chat: int = 90
    case: int = 3 * 365
    audit: int = 183


@dataclass(frozen=True, slots=True)
class Removed:
    """How many messages, cases and audit entries were removed."""

    messages: int
    cases: int
    entries: int


def remove_old(db: sqlite3.Connection, keep: Keep, now: datetime) -> Removed:
    """Remove what is older than it is to be kept. What waits or is open stays."""
    before = (now - timedelta(days=keep.chat)).isoformat()
    messages = _remove(db, "inbox", "received_at < ? AND state <> 'waiting'", before)
    messages += _remove(db, "outbox", "created_at < ? AND state <> 'waiting'", before)
    _remove(db, "dialogue_state", "updated_at < ?", before)
    db.execute("DELETE FROM invitation WHERE expires_at < ?", (before,))
    before = (now - timedelta(days=keep.case)).isoformat()
    old = "state IN ('closed', 'merged') AND legal_hold = 0 AND opened_at < ?"
    for table in ("case_event", "case_material"):
        db.execute(
            f"DELETE FROM {table} WHERE case_number IN (SELECT number FROM complaint_case"  # noqa: S608 - fixed text
            f" WHERE {old})",
            (before,),
        )
    cases = db.execute(f"DELETE FROM complaint_case WHERE {old}", (before,)).rowcount  # noqa: S608
    entries = audit.remove_before(db, now - timedelta(days=keep.audit), now)
    if messages or cases or entries:
        detail = f"messages {messages}, cases {cases}, audit entries {entries}"
        audit.add(db, now, "system", "removed_old", "", detail)
    return Removed(messages, cases, entries)


def forget_chat(db: sqlite3.Connection, chat: Chat) -> bool:
    """Remove the messages of a chat, but those that wait; False where a hold keeps them."""
    held = db.execute(
        "SELECT 1 FROM complaint_case WHERE legal_hold = 1 AND channel = ? AND chat_id = ?",
        chat.key,
    ).fetchone()
    if held:
        return False
    for table in ("inbox", "outbox"):
        db.execute(
            f"DELETE FROM {table} WHERE channel = ? AND chat_id = ? AND state <> 'waiting'",  # noqa: S608
            chat.key,
        )
    return True


def hold(db: sqlite3.Connection, number: str, *, on: bool) -> bool:
    """Keep a case and its chat whatever their age, or no more; False if there is no such case."""
    cursor = db.execute(
        "UPDATE complaint_case SET legal_hold = ? WHERE number = ?", (int(on), number)
    )
    return cursor.rowcount > 0


def _remove(db: sqlite3.Connection, table: str, which: str, before: str) -> int:
    held = _NOT_HELD.format(table=table)
    return db.execute(f"DELETE FROM {table} WHERE {which} AND {held}", (before,)).rowcount  # noqa: S608
