"""Ages, holds and the audit chain over retention, on a real store."""

from __future__ import annotations

import sqlite3
from datetime import datetime, timedelta

import pytest

from bot.contract.messages import Chat
from bot.sqlite import audit, inbox, outbox
from bot.sqlite.retention import Keep, forget_chat, remove_old
from tests.dialogue.conversation import NOW, Customer

CHAT = Chat("test", "1")


def add(db: sqlite3.Connection, number: int, at: datetime, chat: str = "1") -> None:
    inbox.receive(db, "test", [(number, "{}")], at)
    inbox.done(db, "test", number, chat)
    outbox.put(db, f"k{number}", Chat("test", chat), "sendMessage", {"text": "x"}, at)
    outbox.sent(db, [f"k{number}"], at)


def left(db: sqlite3.Connection) -> tuple[int, int]:
    return inbox.count(db, "done"), outbox.count(db, "sent")


def test_messages_go_on_the_day_they_are_too_old(db: sqlite3.Connection) -> None:
    add(db, 1, NOW - timedelta(days=90, seconds=1))
    add(db, 2, NOW - timedelta(days=89))
    removed = remove_old(db, Keep(), NOW)
    assert removed.messages == 2
    assert left(db) == (1, 1)


def test_the_audit_chain_goes_on_after_its_start_was_removed(db: sqlite3.Connection) -> None:
    for days in (400, 300, 184, 182, 0):
        audit.add(db, NOW - timedelta(days=days), "a", "b", "c")
    assert audit.verify(db).entries == 5
    assert remove_old(db, Keep(), NOW).entries == 3
    trail = audit.verify(db)
    # The removal itself is noted.
    assert (trail.entries, trail.broken_at) == (3, None)
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        db.execute("DELETE FROM audit")
    remove_old(db, Keep(), NOW + timedelta(days=400))
    audit.add(db, NOW + timedelta(days=400), "a", "b", "c")
    assert audit.verify(db).broken_at is None


def test_forget_takes_the_chats_messages_and_no_others(customer: Customer) -> None:
    add(customer.db, 1, NOW)
    add(customer.db, 2, NOW, chat="2")
    customer.asks("为什么超过0.56?")
    (reply,) = customer.commands("forget")
    assert "都删掉了" in reply.text
    assert left(customer.db) == (1, 1)
    assert customer.db.execute("SELECT count(*) FROM complaint_case").fetchone()[0] == 1


def test_forget_says_when_a_hold_keeps_the_messages(customer: Customer) -> None:
    add(customer.db, 1, NOW)
    customer.asks("为什么超过0.56?")
    customer.db.execute("UPDATE complaint_case SET legal_hold = 1")
    (reply,) = customer.commands("forget")
    assert "依法复核" in reply.text
    assert left(customer.db) == (1, 1)
    assert not forget_chat(customer.db, CHAT)
