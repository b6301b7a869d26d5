"""Ages, holds and the audit chain over retention, on a real store."""

from __future__ import annotations

import sqlite3
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.contract.card import Card
from bot.contract.messages import Chat, Reply
from bot.records.case import State
from bot.records.memory import Memory
from bot.records.staff import Role
from bot.sqlite.database import open_database
from bot.sqlite.store import SqliteStore
from bot.store.outbox import Taken
from bot.store.port import Store
from bot.store.retention import Keep
from tests.dialogue.conversation import NOW, Customer
from tests.store.rows import add_case, material

LATER = NOW + timedelta(days=500)
CHAT = Chat("test", "1")


def add(store: Store, number: int, at: datetime, chat: str = "1") -> None:
    store.inbox.receive("test", [(str(number), "{}")], at)
    (waiting,) = store.inbox.take("test", 1)
    store.inbox.done(waiting, chat)
    store.outbox.put(f"k{number}", Chat("test", chat), Reply("x"), at)
    store.outbox.taken([Taken(f"k{number}", 1, whole=True)], at)


def left(store: Store) -> tuple[int, int]:
    return store.inbox.count("done"), store.outbox.count("sent")


def test_messages_go_on_the_day_they_are_too_old(store: Store) -> None:
    add(store, 1, NOW - timedelta(days=90, seconds=1))
    add(store, 2, NOW - timedelta(days=89))
    removed = store.retention.remove_old(Keep(), NOW)
    assert removed.messages == 2
    assert left(store) == (1, 1)


def test_the_audit_chain_goes_on_after_its_start_was_removed(store: Store) -> None:
    for days in (-400, -300, -184, -182, 0):
        store.audit.add(LATER + timedelta(days=days), "a", "b", "c")
    assert store.audit.verify().entries == 6
    assert store.retention.remove_old(Keep(), LATER).entries == 4
    trail = store.audit.verify()
    # What was cut off and the removal itself are noted.
    assert (trail.entries, trail.number, trail.is_whole) == (4, 8, True)
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        store.connection.execute("DELETE FROM audit")
    store.retention.remove_old(Keep(), LATER + timedelta(days=400), sure=True)
    store.audit.add(LATER + timedelta(days=400), "a", "b", "c")
    assert store.audit.verify().is_whole


def test_who_tried_a_household_is_known_no_longer_than_that_locks_it(store: Store) -> None:
    store.chats.add_failure(CHAT, "4100000123", NOW)
    for hours, known in ((23, 1), (25, 0)):
        store.retention.remove_old(Keep(), NOW + timedelta(hours=hours))
        assert sum(one.tries for one in store.chats.tried(NOW - timedelta(days=9))) == known


async def test_what_was_removed_for_its_age_stands_in_no_file_either(tmp_path: Path) -> None:
    path, said = tmp_path / "jieti.db", "MARKER我这个月多少度"

    def kept() -> bytes:
        return b"".join(file.read_bytes() for file in tmp_path.iterdir())

    def put(store: Store) -> None:
        store.inbox.receive("test", [("1", said)], NOW)
        store.inbox.done(store.inbox.take("test", 1)[0], "1")

    async with open_database(path) as database:
        await database.write(put)
        assert said.encode() in kept()
        await database.write(lambda store: store.retention.remove_old(Keep(), LATER, sure=True))
        assert said.encode() not in kept()


def test_forget_takes_the_chats_messages_and_no_others(customer: Customer) -> None:
    add(customer.store, 1, NOW)
    add(customer.store, 2, NOW, chat="2")
    customer.asks("为什么超过0.56?")
    (reply,) = customer.commands("forget")
    assert "都删掉了" in reply.text
    # Deliveries of the chat are known by their numbers alone.
    assert left(customer.store) == (2, 1)
    kept = customer.store.connection.execute("SELECT chat_id, payload FROM inbox ORDER BY arrival")
    assert [tuple(row) for row in kept] == [("", ""), ("2", "{}")]
    assert (
        customer.store.connection.execute("SELECT count(*) FROM complaint_case").fetchone()[0] == 1
    )


def test_forget_says_when_a_hold_keeps_the_messages(customer: Customer) -> None:
    add(customer.store, 1, NOW)
    customer.asks("为什么超过0.56?")
    customer.store.connection.execute("UPDATE complaint_case SET legal_hold = 1")
    (reply,) = customer.commands("forget")
    assert "依法复核" in reply.text
    assert left(customer.store) == (1, 1)
    assert not customer.store.retention.forget_chat(CHAT, NOW)


def kept_with(store: SqliteStore, number: str) -> list[int]:
    """Rows of a case and of what belongs to it."""
    return [
        store.connection.execute(
            f"SELECT count(*) FROM {table} WHERE {column} = ?", (number,)  # noqa: S608
        ).fetchone()[0]
        for table, column in (
            ("complaint_case", "number"), ("case_event", "case_number"),
            ("case_material", "case_number"), ("told", "case_number"), ("card", "case_number"),
        )
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("state", "seconds", "held", "stays"),
    [
        (State.CLOSED, 0, False, True),
        (State.CLOSED, 1, False, False),
        (State.MERGED, 1, False, False),
        (State.CLOSED, 1, True, True),
        (State.OPEN, 1, False, True),
        (State.CONTACTED, 1, False, True),
        (State.ON_HOLD, 1, False, True),
        (State.ANSWERED, 1, False, True),
    ],
)
def test_a_finished_case_goes_with_all_that_belongs_to_it_after_three_years(
    store: SqliteStore, state: State, seconds: int, held: bool, stays: bool
) -> None:
    opened = NOW - timedelta(days=3 * 365, seconds=seconds)
    case = add_case(store, opened, state=state)
    store.materials.put(case.number, material("1", "电费不对"))
    store.cases.note_told(case.number, "key", opened)
    who = store.staff.add("王芳", Role.CLERK, opened)
    store.cards.note(CHAT, "", "1", Card(case.number, who.id), opened)
    if held:
        assert store.retention.hold(case.number, NOW, "shell:1", on=True)
    removed = store.retention.remove_old(Keep(), NOW, sure=True)
    assert removed.cases == (not stays)
    assert kept_with(store, case.number) == [int(stays)] * 5


def test_a_removal_is_noted_with_what_it_took_also_when_that_is_nothing(
    store: SqliteStore,
) -> None:
    def noted() -> list[str]:
        rows = store.connection.execute("SELECT detail FROM audit WHERE action = 'removed_old'")
        return [row["detail"] for row in rows]

    store.retention.remove_old(Keep(), NOW)
    add(store, 1, NOW - timedelta(days=91))
    case = add_case(store, NOW - timedelta(days=1200), state=State.CLOSED)
    store.retention.remove_old(Keep(), NOW)
    assert noted() == [
        "messages 0, cases 0, audit entries 0",
        "messages 2, cases 1, audit entries 0",
    ]
    gone = store.connection.execute("SELECT subject FROM audit WHERE action = 'case:removed'")
    assert [row["subject"] for row in gone] == [case.number]


@pytest.mark.parametrize(("seconds", "stays"), [(0, True), (1, False)])
def test_what_a_chat_remembers_goes_with_its_messages(
    store: SqliteStore, seconds: int, stays: bool
) -> None:
    old = NOW - timedelta(days=90, seconds=seconds)
    store.chats.put_memory(CHAT, Memory(misses=1), old)
    store.staff.invite("t", Role.CLERK, "王芳", "admin", old, old)
    store.retention.remove_old(Keep(), NOW)
    assert (store.chats.get_memory(CHAT) == Memory(misses=1)) is stays
    left_over = store.connection.execute("SELECT count(*) FROM invitation").fetchone()[0]
    assert left_over == stays


AGES = {"message": timedelta(days=90), "case": timedelta(days=3 * 365), "promise": timedelta(0)}


@pytest.mark.parametrize(
    ("table", "column", "age"),
    [
        ("import", "at", "message"), ("chat_window", "until", "message"),
        ("once", "until", "promise"), ("forgotten", "at", "case"), ("ahead", "made_at", "case"),
        ("ahead_told", "at", "case"), ("inspected", "day", "case"), ("visit", "day", "case"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("early", [True, False])
def test_what_else_is_of_somebody_goes_in_its_time_and_not_before(
    store: SqliteStore, table: str, column: str, age: str, early: bool
) -> None:
    moment = NOW - AGES[age] + timedelta(days=1 if early else -1)
    columns = store.connection.execute(f"PRAGMA table_info({table})").fetchall()
    row = {one["name"]: 1 if one["type"] == "INTEGER" else "x" for one in columns}
    row[column] = moment.date().isoformat() if column == "day" else moment.isoformat()
    places = ", ".join("?" * len(row))
    names = ", ".join(row)
    store.connection.execute(f"INSERT INTO {table} ({names}) VALUES ({places})", (*row.values(),))  # noqa: S608
    store.retention.remove_old(Keep(), NOW, sure=True)
    (left_over,) = store.connection.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608
    assert left_over == early
