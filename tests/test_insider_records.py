"""Somebody who may write the file changes bills, bindings, imports or staff: `verify` finds it."""

from __future__ import annotations

import asyncio
import re
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import timedelta
from pathlib import Path

import pytest

from bot.contract.messages import Chat
from bot.intake.importer import import_file
from bot.intake.undoing import undo
from bot.records.client import Client, Right
from bot.records.fact import FactKind, FactRecord, FactSource, Standing
from bot.records.staff import Role
from bot.records.trail import Trail
from bot.sample_office import sample_files
from bot.sqlite import records
from bot.sqlite.database import known_version, migrate, open_database
from bot.sqlite.schema import MIGRATIONS, script, scripts
from bot.sqlite.store import SqliteStore
from bot.store.port import Store
from bot.store.retention import Keep
from bot.wording.catalogue import words
from bot.wording.trail import faults
from tests.dialogue.conversation import NOW

SEED, OTHER = "4100000123", "4100000131"
CHAT = Chat("test", "7")
BILL = "UPDATE bill SET charged_fen = charged_fen - 5200 WHERE account_no = '4100000123'"

CHANGES = {
    "a bill altered": (BILL, SEED),
    "a bill removed": ("DELETE FROM bill WHERE account_no = '4100000123'", SEED),
    "a bill put in": ("INSERT INTO bill VALUES ('4100000123', 'x', 0, 1, 1, '', 'normal')", SEED),
    "a bill given to a neighbour": (
        "UPDATE bill SET account_no = '4100000131', part = CAST(account_no AS INTEGER)", OTHER,
    ),
    "a reading": ("UPDATE reading SET this_wh = 1 WHERE account_no = '4100000123'", SEED),
    "a telephone": ("UPDATE account SET phone = '1' WHERE account_no = '4100000123'", SEED),
    "the day of registration": ("UPDATE account SET registered_on = powered_on", SEED),
    "a fact": ("UPDATE fact SET basis = 'x'", OTHER),
    "a binding put in": (
        ("INSERT INTO binding (channel, chat_id, account_no, bound_at)"
        " SELECT channel, '8', account_no, bound_at FROM binding"), SEED,
    ),
    "a binding turned to another": ("UPDATE binding SET account_no = '4100000131'", OTHER),
    "a binding removed": ("DELETE FROM binding", SEED),
    "a colleague removed": ("DELETE FROM staff WHERE id = 1", "staff:1"),
    "a colleague made head": ("UPDATE staff SET role = 'head'", "staff:1"),
    "a colleague let in again": ("UPDATE staff SET active = 1, left_at = ''", "staff:1"),
    "an invitation made": (
        ("INSERT INTO invitation SELECT 'x', 'head', name, made_by, '2099', '', made_at"
        " FROM invitation"), "invitation",
    ),
    "a session at the counter's page": (
        "INSERT INTO session VALUES ('x', 1, '2099', '2099')", "staff:1",
    ),
    "a session that does not end": ("UPDATE session SET until = '2099'", "staff:2"),
    "a session turned to a head": ("UPDATE session SET staff_id = 1", "staff:1"),
    "a link to sign in": ("INSERT INTO sign_in VALUES ('x', 1, '2099')", "staff:1"),
    "a client of the API": (
        "INSERT INTO api_client VALUES ('y', 'x', 'bills', '2018')", "client:y",
    ),
    "more rights of a client": ("UPDATE api_client SET rights = 'bills cases'", "client:95598"),
    "a client's token": ("UPDATE api_client SET token_hash = 'x'", "client:95598"),
    "the moment of an import": ("UPDATE import SET at = '2020' WHERE number = 1", "import:1"),
    "what an import changed": (
        "UPDATE import_change SET before = after WHERE import = 2", "import:2",
    ),
    "an import removed": ("DELETE FROM import WHERE number = 1", "import:1"),
}  # fmt: skip


FACT = FactRecord(
    OTHER, FactKind.LOW_INCOME, Standing.NONE, "", None, FactSource.PAPER, "电话核实", NOW
)  # fmt: skip


def filled(store: Store) -> None:
    """Somebody is bound; somebody worked here and left."""
    store.audit.add(NOW, "admin", "invited", "", "clerk")
    store.chats.bind(CHAT, SEED, NOW)
    store.accounts.put_fact(FACT)
    store.staff.invite("word", Role.CLERK, "王芳", "admin", NOW, NOW + timedelta(days=1))
    who = store.staff.redeem("word", Chat("test", "70"), NOW)
    assert who is not None
    store.staff.remove(who.id, NOW)
    clerk = store.staff.add("李强", Role.CLERK, NOW)
    store.sessions.offer("link", clerk.id, NOW + timedelta(days=1))
    store.sessions.begin("link", "secret", NOW, NOW + timedelta(hours=12))
    store.clients.add(Client("95598", frozenset({Right.BILLS})), "token", NOW)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("office") / "office.db"

    async def fill() -> None:
        async with open_database(path) as database:
            for file in sample_files():
                await import_file(database, file, NOW)
            await database.write(filled)

    asyncio.run(fill())
    return path


@pytest.fixture
def copy(office: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(office, tmp_path / "office.db"))


def insider(path: Path, *steps: Callable[[sqlite3.Connection], object] | str) -> None:
    """Somebody writes into the file who has another program."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA foreign_keys = ON")
        for step in steps:
            db.execute(step) if isinstance(step, str) else step(db)


def checked(path: Path) -> Trail:
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.row_factory = sqlite3.Row
        return SqliteStore(db).audit.verify()


def found(path: Path) -> tuple[str, ...]:
    trail = checked(path)
    assert trail.is_whole == (not list(faults(words(), trail)))
    return trail.records if trail.broken_at is None else ("broken",)


def test_what_the_program_wrote_is_whole(copy: Path) -> None:
    assert found(copy) == ()


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_beside_the_program_is_found_and_named(copy: Path, change: str) -> None:
    statement, subject = CHANGES[change]
    insider(copy, statement)
    assert subject in found(copy)


def test_whoever_forges_the_seal_of_one_is_found_by_the_whole(copy: Path) -> None:
    def forged(db: sqlite3.Connection) -> None:
        right = f"{records._present(db)[SEED] % (1 << 256):x}"
        db.execute("UPDATE record_seal SET sum = ? WHERE subject = ?", (right, SEED))

    insider(copy, BILL, forged)
    assert found(copy) == (records.NAMELESS,)
    assert "看不出来" in "".join(faults(words(), checked(copy)))
    insider(
        copy,
        "DROP TRIGGER audit_is_not_changed",
        lambda db: db.execute(
            "UPDATE audit SET detail = ? WHERE id = ?",
            (f"{sum(records._present(db).values()) % (1 << 2048):x}", records.entry(db)),
        ),
    )
    assert found(copy) == ("broken",)


async def test_what_the_program_does_afterwards_does_not_hide_it(copy: Path) -> None:
    insider(copy, BILL)
    async with open_database(copy) as database:
        for file in sample_files():  # the bill as it was issued is put back by this
            await import_file(database, file, NOW)
        await database.write(lambda store: store.chats.bind(Chat("test", "9"), SEED, NOW))
        await database.write(lambda store: store.retention.remove_old(Keep(), NOW, sure=True))
    assert SEED in found(copy)


async def test_whatever_the_program_does_itself_stays_whole(copy: Path) -> None:
    def live(store: Store) -> None:
        store.chats.bind(CHAT, OTHER, NOW)
        store.chats.bind(CHAT, SEED, NOW + timedelta(minutes=1))  # the current one again
        store.chats.end_binding(CHAT, OTHER)
        with suppress(sqlite3.IntegrityError), store.attempt():
            store.chats.unbind(CHAT)
            store.chats.bind(CHAT, "no such account", NOW)

    async with open_database(copy) as database:
        await undo(database, 4, NOW, "system")
        await import_file(database, sample_files()[-1], NOW)
        await database.write(live)
        assert found(copy) == ()
        long_after = NOW + timedelta(days=400)
        await database.write(
            lambda store: store.retention.remove_old(Keep(), long_after, sure=True)
        )
        await database.write(lambda store: store.chats.forget(CHAT))
    assert found(copy) == ()
    insider(copy, BILL.replace("5200", "1"))
    assert found(copy) == (SEED,)


def age(db: sqlite3.Connection, version: int) -> None:
    """The database as one of that version: what came later is taken out of it."""
    later = "".join(map(script, scripts()[version:]))
    for kind, name in re.findall(r"CREATE (TABLE|INDEX) (\w+)", later):
        db.execute(f"DROP {kind} IF EXISTS {name}")
    there = {row[0] for row in db.execute("SELECT name FROM sqlite_master")}
    for table, column in re.findall(r"ALTER TABLE (\w+) ADD COLUMN (\w+)", later):
        if table in there:
            db.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
    db.execute(f"PRAGMA user_version = {version}")


def test_what_an_older_database_holds_is_sealed_when_it_is_brought_up_to_date(
    tmp_path: Path,
) -> None:
    path = tmp_path / "old.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.row_factory = sqlite3.Row
        for file in sorted(f for f in MIGRATIONS.iterdir() if f.name < "0006"):
            db.executescript(file.read_text(encoding="utf-8"))
        db.execute("PRAGMA user_version = 5")
        db.execute("INSERT INTO account (account_no, holder_name) VALUES ('4100000123', '张建国')")
        db.execute(
            "INSERT INTO bill (account_no, bill_month, wh, charged_fen)"
            " VALUES ('4100000123', '2018-12-01', 420000, 28720)"
        )
        migrate(db, NOW)
        assert found(path) == ()
        db.execute(BILL)
        assert found(path) == (SEED,)
        # A later upgrade that adds columns does not seal what was changed before it.
        age(db, 26)
        migrate(db, NOW)
        assert SEED in found(path)


def test_migrations_are_numbered_one_by_one() -> None:
    numbers = sorted(int(f.name[:4]) for f in MIGRATIONS.iterdir() if f.name.endswith(".sql"))
    assert numbers == list(range(1, known_version() + 1))


ACTING = {
    "a bill made less when it is looked at": (
        "CREATE TRIGGER audit_note AFTER INSERT ON audit BEGIN"
        " UPDATE bill SET charged_fen = 1 WHERE account_no = '4100000123'; END"
    ),
    "whoever comes is made head": (
        "CREATE TRIGGER newcomer AFTER INSERT ON staff BEGIN UPDATE staff SET role = 'head'; END"
    ),
    "the trail's own trigger, weaker": (
        "DROP TRIGGER audit_is_not_changed; CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON"
        " audit WHEN OLD.actor = 'x' BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only');"
        " END"
    ),
    "the trail's trigger taken away": "DROP TRIGGER audit_is_not_removed",
    "a view in the place of a table": (
        "ALTER TABLE fact RENAME TO fact_; CREATE VIEW fact AS SELECT * FROM fact_ WHERE 0"
    ),
}


@pytest.mark.parametrize("change", ACTING)
def test_what_would_make_the_program_itself_change_something_is_found(
    copy: Path, change: str
) -> None:
    with closing(sqlite3.connect(copy)) as db:
        db.executescript(ACTING[change])
    trail = checked(copy)
    assert trail.schema
    assert list(faults(words(), trail))


def test_who_has_all_sealed_anew_by_an_upgrade_is_found(copy: Path) -> None:
    """The database says that it is older than it is, and its sums are taken away."""
    with closing(sqlite3.connect(copy)) as db:
        age(db, 24)
        db.executescript(BILL)
        db.row_factory = sqlite3.Row
        migrate(db, NOW)
    assert SEED in found(copy)
