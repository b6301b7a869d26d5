"""Removes what is no longer needed: chats, closed cases, audit entries. Holds win over ages."""

from __future__ import annotations

import sqlite3
from datetime import datetime, timedelta

from bot.accounts.binding import ACCOUNT_LOCK
from bot.contract.messages import Chat
from bot.sqlite import forgetting
from bot.sqlite.audit import SqlAudit
from bot.sqlite.forgetting import Traces
from bot.store.retention import Keep, Removed, Retention

# A chat from which a case on hold came is evidence and stays with it.
_NOT_HELD = (
    "NOT EXISTS (SELECT 1 FROM complaint_case c WHERE c.legal_hold = 1"
    " AND c.channel = {table}.channel AND c.chat_id = {table}.chat_id)"
)


class SqlRetention(Retention):
    """The port over one connection."""

    def __init__(self, db: sqlite3.Connection, traces: Traces) -> None:
        self._db, self._traces = db, traces

    def remove_old(self, keep: Keep, now: datetime) -> Removed:
        before = (now - timedelta(days=keep.chat)).isoformat()
        messages = _remove(self._db, "inbox", "received_at < ? AND state <> 'waiting'", before)
        messages += _remove(self._db, "outbox", "created_at < ? AND state <> 'waiting'", before)
        _remove(self._db, "dialogue_state", "updated_at < ?", before)
        # What an import replaced is personal: until then the import can be undone.
        self._db.execute("DELETE FROM import WHERE at < ?", (before,))
        self._db.execute("DELETE FROM invitation WHERE expires_at < ?", (before,))
        self._db.execute(
            "DELETE FROM binding_failure WHERE at < ?", ((now - ACCOUNT_LOCK).isoformat(),)
        )
        before = (now - timedelta(days=keep.case)).isoformat()
        old = "state IN ('closed', 'merged') AND legal_hold = 0 AND opened_at < ?"
        for table in ("case_event", "case_material", "told", "card"):
            self._db.execute(
                f"DELETE FROM {table} WHERE case_number IN (SELECT number FROM complaint_case"  # noqa: S608 - fixed text
                f" WHERE {old})",
                (before,),
            )
        # Until then a backup may come back.
        self._db.execute("DELETE FROM forgotten WHERE at < ?", (before,))
        cases = self._db.execute(f"DELETE FROM complaint_case WHERE {old}", (before,)).rowcount  # noqa: S608
        entries = SqlAudit(self._db).remove_before(now - timedelta(days=keep.audit), now)
        self._traces.removed = True
        if messages or cases or entries:
            detail = f"messages {messages}, cases {cases}, audit entries {entries}"
            SqlAudit(self._db).add(now, "system", "removed_old", "", detail)
        return Removed(messages, cases, entries)

    def forget_chat(self, chat: Chat, now: datetime) -> bool:
        forgetting.note(self._db, chat, now)
        self._traces.removed = True
        held = self._db.execute(
            "SELECT 1 FROM complaint_case WHERE legal_hold = 1 AND channel = ? AND chat_id = ?",
            chat.key,
        ).fetchone()
        if held:
            return False
        forgetting.remove_messages(self._db, chat)
        return True

    def hold(self, number: str, *, on: bool) -> bool:
        cursor = self._db.execute(
            "UPDATE complaint_case SET legal_hold = ? WHERE number = ?", (int(on), number)
        )
        return cursor.rowcount > 0


def _remove(db: sqlite3.Connection, table: str, which: str, before: str) -> int:
    held = _NOT_HELD.format(table=table)
    return db.execute(f"DELETE FROM {table} WHERE {which} AND {held}", (before,)).rowcount  # noqa: S608
