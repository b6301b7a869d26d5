"""Somebody who may write the database's file and set the clock, against `audit-trail verify`."""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from bot.records.case import Remedy, State
from bot.sample_office import sample_files
from bot.sqlite.database import migrate
from bot.sqlite.store import SqliteStore
from bot.store.audit import START, digest
from bot.store.port import StoreError
from bot.store.retention import DoubtfulClockError, Keep
from bot.wording.catalogue import words
from bot.wording.trail import faults
from tests.desk import Desk
from tests.dialogue.conversation import NOW
from tests.store.rows import add_case

DAY = timedelta(days=1)
SEED = "4100000123"
AMOUNT = "UPDATE complaint_case SET decision = 'goodwill', goodwill_fen = 99900, approved_by = 1"
Change = Callable[[sqlite3.Connection], object]


def run(*statements: str) -> Change:
    return lambda db: [db.execute(statement) for statement in statements]


def rehash(db: sqlite3.Connection) -> None:
    """Make the chain anew, as the program does without a key."""
    before = START
    for row in db.execute("SELECT * FROM audit ORDER BY id").fetchall():
        link = digest(b"", before, *row[1:6])
        db.execute("UPDATE audit SET hash = ?, key = '' WHERE id = ?", (link, row[0]))
        before = link


def emptied(db: sqlite3.Connection) -> None:
    """What C2 did: everything goes, the last number and hash stay as a cut."""
    number, last = db.execute("SELECT id, hash FROM audit ORDER BY id DESC").fetchone()
    db.execute("DELETE FROM audit")
    told = ("2026-01-01T00:00:00+08:00", "system", "cut", str(number), last)
    db.execute(
        "INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?, '')",
        (number + 1, *told, digest(b"", last, *told)),
    )


# By anybody who can write the file: found whether there is a key or not.
PLAIN: dict[str, Change] = {
    "an entry edited": run("UPDATE audit SET subject = '4100000999' WHERE id = 3"),
    "an entry's actor": run("UPDATE audit SET actor = 'system' WHERE id = 3"),
    "an entry's moment": run("UPDATE audit SET at = '2020-01-01T00:00:00+08:00' WHERE id = 3"),
    "the first entry removed": run("DELETE FROM audit WHERE id = 1"),
    "an entry in the middle removed": run("DELETE FROM audit WHERE id = 3"),
    "removed, and the rest moved up": run(
        "DELETE FROM audit WHERE id = 3", "UPDATE audit SET id = id - 1 WHERE id > 3"
    ),
    "an entry put at the end": run(
        "INSERT INTO audit SELECT id + 1, at, actor, action, subject, detail, hash, key FROM audit"
        " ORDER BY id DESC LIMIT 1"
    ),
    "two entries exchanged": run(
        "UPDATE audit SET id = -3 WHERE id = 3", "UPDATE audit SET id = 3 WHERE id = 4",
        "UPDATE audit SET id = 4 WHERE id = -3",
    ),
    "everything removed": run("DELETE FROM audit"),
    "an amount and who approved it": run(AMOUNT),
    "the case closed": run("UPDATE complaint_case SET state = 'closed'"),
    "the case given to another account": run("UPDATE complaint_case SET account_no = '410'"),
    "a case put on hold": run("UPDATE complaint_case SET legal_hold = 1"),
    "words of the history": run("UPDATE case_event SET detail = 'x'"),
    "who did it in the history": run("UPDATE case_event SET actor = 'staff:9'"),
    "an event removed": run("DELETE FROM case_event WHERE id = (SELECT max(id) FROM case_event)"),
    "an event put in": run(
        "INSERT INTO case_event (case_number, at, what, detail, actor) SELECT number,"
        " '2026-01-01T00:00:00+08:00', 'approved', '', 'staff:1' FROM complaint_case"
    ),
    "the case removed with its history": run(
        "DELETE FROM case_event", "DELETE FROM told", "DELETE FROM complaint_case"
    ),
}  # fmt: skip
# Without a key these need the head of another day.
ANEW: dict[str, Change] = {
    "the end cut off": run("DELETE FROM audit WHERE id > 4"),
    "emptied under a cut of one's own": emptied,
    "edited, and the chain made anew": lambda db: (
        db.execute("UPDATE audit SET actor = 'shell:somebody' WHERE id = 2"), rehash(db)
    ),
    "an entry removed, and the chain made anew": lambda db: (
        db.execute("DELETE FROM audit WHERE id = 3"),
        db.execute("UPDATE audit SET id = id - 1 WHERE id > 3"),
        rehash(db),
    ),
}  # fmt: skip


KEY = b"0123456789abcdef" * 2


def filled(key: bytes) -> sqlite3.Connection:
    """A database with a case that was decided and approved."""
    db = sqlite3.connect(":memory:", isolation_level=None)
    db.row_factory = sqlite3.Row
    migrate(db, NOW, key)
    store = SqliteStore(db, key=key)
    store.audit.add(NOW, "staff:2", "figures_shown", SEED, "bill")
    case = add_case(store, NOW)
    decided = replace(case, decision=Remedy.GOODWILL, goodwill=Decimal(20), decided_by=2)
    case = store.cases.change(case, decided, NOW, "staff:2")
    store.cases.add_event(case.number, NOW, "note", "两次上门", "staff:2")
    case = store.cases.change(case, replace(case, approved_by=1), NOW, "staff:1")
    store.audit.add(NOW, "staff:1", "exported", "", "1 cases")
    return db


@pytest.fixture(scope="module")
def offices() -> Iterator[dict[bytes, sqlite3.Connection]]:
    made = {key: filled(key) for key in (b"", KEY)}
    yield made
    for db in made.values():
        db.close()


def tampered(db: sqlite3.Connection, change: Change, key: bytes) -> SqliteStore:
    """A copy in which somebody has written who took the triggers away, and put them back."""
    copy = sqlite3.connect(":memory:", isolation_level=None)
    copy.row_factory = sqlite3.Row
    db.backup(copy)
    triggers = copy.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
    ).fetchall()
    for name, _ in triggers:
        copy.execute(f"DROP TRIGGER {name}")
    change(copy)
    for _, made_by in triggers:
        copy.execute(made_by)
    return SqliteStore(copy, key=key)


def finds(store: SqliteStore) -> bool:
    """Whether `verify` says more than that all is well."""
    return bool(list(faults(words(), store.audit.verify())))


@pytest.mark.parametrize("key", [b"", KEY])
def test_what_the_program_wrote_is_whole(
    offices: dict[bytes, sqlite3.Connection], key: bytes
) -> None:
    store = SqliteStore(offices[key], key=key)
    assert not finds(store)
    assert store.audit.verify().sealed_from == (1 if key else None)


@pytest.mark.parametrize("key", [b"", KEY])
@pytest.mark.parametrize("change", PLAIN)
def test_what_is_changed_beside_the_program_is_found(
    offices: dict[bytes, sqlite3.Connection], change: str, key: bytes
) -> None:
    with closing(tampered(offices[key], PLAIN[change], key).connection) as db:
        assert finds(SqliteStore(db, key=key))


@pytest.mark.parametrize("change", ANEW)
def test_a_chain_made_anew_is_found_by_the_head_of_another_day(
    offices: dict[bytes, sqlite3.Connection], change: str
) -> None:
    head = SqliteStore(offices[b""]).audit.verify()
    store = tampered(offices[b""], ANEW[change], b"")
    with closing(store.connection):
        assert store.audit.hash_at(head.number) != head.hash


@pytest.mark.parametrize("change", [change for change in ANEW if change != "the end cut off"])
def test_a_chain_made_anew_is_found_by_who_has_the_key(
    offices: dict[bytes, sqlite3.Connection], change: str
) -> None:
    with closing(tampered(offices[KEY], ANEW[change], KEY).connection) as db:
        assert finds(SqliteStore(db, key=KEY))


@pytest.mark.parametrize("key", [b"", KEY])
def test_what_the_program_does_afterwards_does_not_hide_it(
    offices: dict[bytes, sqlite3.Connection], key: bytes
) -> None:
    store = tampered(offices[key], run(AMOUNT), key)
    with closing(store.connection):
        (case,) = store.cases.newest_first()
        store.cases.change(case, replace(case, state=State.CLOSED), NOW, "staff:2")
        assert store.audit.verify().altered == (case.number,)
        # Nor does retention, which leaves what shows it.
        store.retention.remove_old(Keep(), NOW + 200 * DAY, sure=True)
        assert store.audit.verify().altered == (case.number,)


@pytest.mark.parametrize("key", [b"", KEY])
def test_a_case_is_known_also_when_its_entries_are_too_old(
    offices: dict[bytes, sqlite3.Connection], key: bytes
) -> None:
    store = tampered(offices[key], run(), key)
    with closing(store.connection) as db:
        (case,) = store.cases.newest_first()
        store.retention.hold(case.number, NOW, "shell:root", on=True)
        assert store.retention.remove_old(Keep(), NOW + 200 * DAY, sure=True).entries > 5
        assert not finds(store)
        db.execute("UPDATE complaint_case SET goodwill_fen = 1")
        assert store.audit.verify().altered == (case.number,)


def test_a_clock_set_ahead_empties_nothing_and_one_set_back_is_seen(
    offices: dict[bytes, sqlite3.Connection],
) -> None:
    store = tampered(offices[b""], run(), b"")
    with closing(store.connection):
        store.retention.remove_old(Keep(), NOW)
        entries = store.audit.verify().entries
        with pytest.raises(DoubtfulClockError):
            store.retention.remove_old(Keep(), NOW + 8 * 365 * DAY)
        assert store.audit.verify().entries == entries
        store.audit.add(NOW + 8 * 365 * DAY, "shell:root", "figures_shown", SEED)
        store.audit.add(NOW, "staff:2", "figures_shown", SEED)
        assert store.audit.verify().clock_back_at == (entries + 2,)
        assert finds(store)


def test_of_a_broken_trail_retention_takes_nothing(
    offices: dict[bytes, sqlite3.Connection],
) -> None:
    store = tampered(offices[b""], run("UPDATE audit SET actor = 'x' WHERE id = 2"), b"")
    with closing(store.connection):
        assert store.retention.remove_old(Keep(), NOW + 300 * DAY, sure=True).entries == 0
        assert store.audit.verify().broken_at == 2


def test_a_key_begins_with_an_entry_and_is_asked_for_ever_after(desk: Desk) -> None:
    key = desk.folder / "audit.key"
    key.write_text("0123456789abcdef" * 2, encoding="ascii")
    assert "chmod 600" in desk.refuses("audit-trail", "seal", JIETI_AUDIT_KEY=str(key))
    key.chmod(0o600)
    desk.does("import", *sample_files())
    assert "JIETI_AUDIT_KEY" in desk.refuses("audit-trail", "seal")
    sealed = re.search(r"从第\d+条起", desk.does("audit-trail", "seal", JIETI_AUDIT_KEY=str(key)))
    assert sealed
    assert sealed[0] in desk.does("audit-trail", "verify", JIETI_AUDIT_KEY=str(key))
    copy = desk.folder / "copy.db"
    for command in (("explain", SEED, "2018-12"), ("backup", copy)):
        assert "请在 JIETI_AUDIT_KEY 写上它的文件" in desk.refuses(*command)
    assert not list(desk.folder.glob("copy*")), "a copy of all that stands in no trail"
    desk.does("backup", copy, JIETI_AUDIT_KEY=str(key))
    desk.does("chat", input="/forget\n", JIETI_AUDIT_KEY=str(key))
    assert "请在 JIETI_AUDIT_KEY 写上它的文件" in desk.refuses("restore", copy)
    desk.does("restore", copy, JIETI_AUDIT_KEY=str(key))
    key.write_text("another key, for that one is lost", encoding="ascii")
    old = desk.folder / "old.jsonl"
    told = desk.does("audit-trail", "key-lost", "--out", old, JIETI_AUDIT_KEY=str(key))
    assert ("从第" in told, old.stat().st_mode & 0o777) == (True, 0o600)
    assert "完整" in desk.does("audit-trail", "verify", JIETI_AUDIT_KEY=str(key))
    with closing(sqlite3.connect(desk.folder / "jieti.db")) as db:
        (said,) = db.execute("SELECT detail FROM audit WHERE action = 'key_lost'").fetchall()
    assert said[0] == hashlib.sha256(old.read_bytes()).hexdigest()


@pytest.mark.parametrize("change", [
    AMOUNT, "UPDATE case_event SET detail = 'x'", "UPDATE complaint_case SET legal_hold = 1", "",
    "DELETE FROM audit WHERE action = 'key_lost'",
    "UPDATE audit SET actor = 'x' WHERE action = 'exported'",
])  # fmt: skip
@pytest.mark.parametrize("first", [True, False])
def test_who_has_lost_the_key_goes_on_with_another_and_no_change_is_hidden_by_it(
    offices: dict[bytes, sqlite3.Connection], change: str, first: bool
) -> None:
    """Whether it was changed before or after, what is not as the trail said last is found."""
    other = KEY[::-1]
    before = change if first and "audit" not in change else ""
    store = tampered(offices[KEY], run(*filter(None, [before])), other)
    with closing(store.connection):
        with pytest.raises(StoreError):
            store.audit.add(NOW, "staff:1", "exported", "")
        store.audit.begin_anew(NOW, "shell:root", "hash")
        store.audit.add(NOW, "staff:1", "exported", "")
        with pytest.raises(StoreError):
            store.audit.begin_anew(NOW, "shell:root", "hash")
        after = tampered(store.connection, run(*filter(None, [not before and change])), other)
        with closing(after.connection):
            assert bool(finds(after)) is bool(change)


def test_the_printed_head_says_later_whether_the_end_is_still_there(desk: Desk) -> None:
    desk.does("import", *sample_files())
    head = desk.does("audit-trail", "verify").rpartition(":")[0].rpartition(":")[2]
    head += ":" + desk.does("audit-trail", "verify").strip().rpartition(":")[2]
    desk.does("explain", SEED, "2018-12")
    assert "完整" in desk.does("audit-trail", "verify", "--head", head)
    with closing(sqlite3.connect(desk.folder / "jieti.db")) as db:
        db.execute("DROP TRIGGER audit_is_not_removed")
        db.execute("DELETE FROM audit WHERE id > 1")
        db.commit()
    done = desk.run("audit-trail", "verify", "--head", head)
    assert (done.returncode, "末尾被截掉" in done.stderr) == (1, True)
