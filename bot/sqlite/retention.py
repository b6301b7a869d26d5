"""Removes what is no longer needed: chats, closed cases, audit entries. Holds win over ages."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.accounts.binding import ACCOUNT_LOCK
from bot.clock import Boot
from bot.contract.messages import Chat
from bot.sqlite import forgetting, photos, seals, windows
from bot.sqlite.connection import Connection
from bot.sqlite.forgetting import Traces
from bot.store.audit import Audit
from bot.store.retention import (
    REMOVED_OLD,
    Keep,
    Removed,
    Retention,
    Run,
    detail_of,
    measure,
    run_of,
)

# A chat from which a case on hold came is evidence and stays with it.
_NOT_HELD = (
    "NOT EXISTS (SELECT 1 FROM complaint_case c WHERE c.legal_hold = 1"
    " AND c.channel = {table}.channel AND c.chat_id = {table}.chat_id)"
)


class SqlRetention(Retention):
    """The port over one connection."""

    def __init__(self, db: Connection, traces: Traces, audit: Audit) -> None:
        self._db, self._traces, self._audit = db, traces, audit

    def remove_old(
        self, keep: Keep, now: datetime, boot: Boot | None = None, *, sure: bool = False
    ) -> Removed:
        # Before the first removal the trail tells how late it is.
        measured = measure(self._last() or self._last_entry(), now, boot, sure=sure)
        before = (now - timedelta(days=keep.chat)).isoformat()
        messages = _remove(self._db, "inbox", "received_at < ? AND state <> 'waiting'", before)
        messages += _remove(self._db, "outbox", "created_at < ? AND state <> 'waiting'", before)
        _remove(self._db, "dialogue_state", "updated_at < ?", before)
        _remove_words_given(self._db, before)
        _remove(self._db, "misheard", "at < ?", before)
        photos.remove_old(self._db, before)
        windows.remove_old(self._db, before, now.isoformat())
        # What an import replaced is personal: until then the import can be undone.
        self._db.execute("DELETE FROM import WHERE at < ?", (before,))
        self._db.execute("DELETE FROM invitation WHERE expires_at < ?", (before,))
        self._db.execute(
            "DELETE FROM binding_failure WHERE at < ?", ((now - ACCOUNT_LOCK).isoformat(),)
        )
        before = (now - timedelta(days=keep.case)).isoformat()
        old = "state IN ('closed', 'merged', 'void') AND legal_hold = 0 AND opened_at < ?"
        for table in ("case_event", "case_material", "told", "card"):
            self._db.execute(
                f"DELETE FROM {table} WHERE case_number IN (SELECT number FROM complaint_case"  # noqa: S608 - fixed text
                f" WHERE {old})",
                (before,),
            )
        _remove_besides(self._db, before)
        gone = self._db.execute(
            f"DELETE FROM complaint_case WHERE {old} RETURNING number",  # noqa: S608 - fixed text
            (before,),
        ).fetchall()
        for case in gone:
            self._audit.add(now, "system", seals.REMOVED, case["number"])
        entries = self._audit.remove_before(now - timedelta(days=keep.audit), now)
        self._traces.removed = True
        removed = Removed(messages, len(gone), entries)
        # Also when nothing went: the next removal is measured by the time since this one.
        self._audit.add(now, "system", REMOVED_OLD, "", detail_of(removed, measured))
        return removed

    def last_run(self) -> datetime | None:
        last = self._last()
        return last.at if last else None

    def _last(self) -> Run | None:
        last = self._db.execute(
            "SELECT at, detail FROM audit WHERE action = ? ORDER BY id DESC LIMIT 1",
            (REMOVED_OLD,),
        ).fetchone()
        return run_of(last["at"], last["detail"]) if last else None

    def _last_entry(self) -> Run | None:
        last = self._db.execute("SELECT at FROM audit ORDER BY id DESC LIMIT 1").fetchone()
        return run_of(last["at"], "") if last else None

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

    def hold(self, number: str, now: datetime, actor: str, *, on: bool) -> bool:
        row = self._db.execute(
            "SELECT legal_hold FROM complaint_case WHERE number = ?", (number,)
        ).fetchone()
        if row is not None and bool(row["legal_hold"]) is not on:
            self._db.execute(
                "UPDATE complaint_case SET legal_hold = ? WHERE number = ?", (int(on), number)
            )
            self._audit.add(now, actor, seals.HELD, number, seals.held(on=on))
        return row is not None


def _remove(db: Connection, table: str, which: str, before: str) -> int:
    held = _NOT_HELD.format(table=table)
    return db.execute(f"DELETE FROM {table} WHERE {which} AND {held}", (before,)).rowcount  # noqa: S608


def _remove_besides(db: Connection, before: str) -> None:
    """What lasts as long as a case: who was forgotten, since a backup may come back till then.

    Who lives somewhere, and a picture of it, is personal.
    """
    db.execute("DELETE FROM forgotten WHERE at < ?", (before,))
    db.execute("DELETE FROM ahead WHERE made_at < ?", (before,))
    db.execute("DELETE FROM ahead_told WHERE at < ?", (before,))
    for table in ("inspected", "visit"):
        db.execute(f"DELETE FROM {table} WHERE day < ?", (before[:10],))  # noqa: S608 - fixed text


def _remove_words_given(db: Connection, before: str) -> None:
    """Whether figures may go abroad is known as long as the chat belongs to an account."""
    bound = "SELECT 1 FROM binding b WHERE (b.channel, b.chat_id) = (c.channel, c.chat_id)"
    db.execute(
        f"DELETE FROM chat_consent AS c WHERE at < ? AND NOT EXISTS ({bound})",  # noqa: S608 - fixed text
        (before,),
    )
