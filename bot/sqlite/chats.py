"""What belongs to a chat: its bound accounts, failed tries, and what the dialogue waits for."""

from __future__ import annotations

import json
import sqlite3
from datetime import datetime
from typing import Any

from bot.contract.messages import Chat


def bind(db: sqlite3.Connection, chat: Chat, account_no: str, now: datetime) -> None:
    """Bind the chat to an account, or make it the chat's current one."""
    db.execute(
        "INSERT OR REPLACE INTO binding VALUES (?, ?, ?, ?)",
        (*chat.key, account_no, now.isoformat()),
    )


def bound_accounts(db: sqlite3.Connection, chat: Chat) -> tuple[str, ...]:
    """Account numbers of the chat, the current one first."""
    rows = db.execute(
        "SELECT account_no FROM binding WHERE channel = ? AND chat_id = ?"
        " ORDER BY bound_at DESC, rowid DESC",
        chat.key,
    ).fetchall()
    return tuple(row[0] for row in rows)


def chats_bound_to(db: sqlite3.Connection, account_no: str) -> tuple[Chat, ...]:
    """The chats that have proven their right to an account."""
    rows = db.execute(
        "SELECT channel, chat_id FROM binding WHERE account_no = ? ORDER BY bound_at",
        (account_no,),
    ).fetchall()
    return tuple(Chat(*row) for row in rows)


def unbind(db: sqlite3.Connection, chat: Chat) -> int:
    """Undo all bindings of the chat; returns how many there were."""
    return db.execute("DELETE FROM binding WHERE channel = ? AND chat_id = ?", chat.key).rowcount


def forget(db: sqlite3.Connection, chat: Chat) -> None:
    """Remove the chat's bindings and notes. Failed tries stay until they lapse."""
    unbind(db, chat)
    for table in ("dialogue_state", "chat_language"):
        db.execute(f"DELETE FROM {table} WHERE channel = ? AND chat_id = ?", chat.key)  # noqa: S608 - two fixed names


def add_failure(db: sqlite3.Connection, chat: Chat, account_no: str, now: datetime) -> None:
    """Note a failed try to bind, and the account number that was tried."""
    db.execute(
        "INSERT INTO binding_failure VALUES (?, ?, ?, ?)",
        (*chat.key, now.isoformat(), account_no),
    )


def failures_since(db: sqlite3.Connection, chat: Chat, since: datetime) -> int:
    """Failed tries of the chat after that moment."""
    row = db.execute(
        "SELECT count(*) FROM binding_failure WHERE channel = ? AND chat_id = ? AND at > ?",
        (*chat.key, since.isoformat()),
    ).fetchone()
    return int(row[0])


def failures_on_account(db: sqlite3.Connection, account_no: str, since: datetime) -> int:
    """Failed tries on that account by anyone after that moment; older ones are dropped."""
    db.execute("DELETE FROM binding_failure WHERE at < ?", (since.isoformat(),))
    row = db.execute(
        "SELECT count(*) FROM binding_failure WHERE account_no = ?", (account_no,)
    ).fetchone()
    return int(row[0])


def get_state(db: sqlite3.Connection, chat: Chat) -> dict[str, Any]:
    """What the dialogue waits for; empty when it waits for nothing."""
    row = db.execute(
        "SELECT state FROM dialogue_state WHERE channel = ? AND chat_id = ?", chat.key
    ).fetchone()
    return {} if row is None else dict(json.loads(row[0]))


def put_state(db: sqlite3.Connection, chat: Chat, state: dict[str, Any], now: datetime) -> None:
    """Remember what the dialogue waits for."""
    db.execute(
        "INSERT OR REPLACE INTO dialogue_state VALUES (?, ?, ?, ?)",
        (*chat.key, json.dumps(state, ensure_ascii=False), now.isoformat()),
    )


def language_of(db: sqlite3.Connection, chat: Chat) -> tuple[str | None, bool]:
    """The locale a chat is answered in, None if nothing is known, and whether it was chosen."""
    row = db.execute(
        "SELECT locale, chosen FROM chat_language WHERE channel = ? AND chat_id = ?", chat.key
    ).fetchone()
    return (None, False) if row is None else (row["locale"], bool(row["chosen"]))


def put_language(db: sqlite3.Connection, chat: Chat, locale: str, *, chosen: bool) -> None:
    """Answer the chat in this language from now on."""
    db.execute(
        "INSERT OR REPLACE INTO chat_language VALUES (?, ?, ?, ?)",
        (*chat.key, locale, int(chosen)),
    )
