"""Several processes on one office: one chain, no number twice, nothing lost with a connection."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, closing, nullcontext
from queue import Queue

import psycopg
import pytest

from bot.contract.messages import Chat, Reply
from bot.postgres import lock
from bot.postgres.connection import PostgresConnection, connect
from bot.postgres.database import open_database
from bot.postgres.line import SERVE, lock_of
from bot.records.staff import Role
from bot.store.port import Store, StoreError, UnusableError
from tests.dialogue.conversation import NOW, Customer, put_seed
from tests.postgres.office import beside

SEED = "4100000123"
_ASKED = (
    "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
    " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)


async def test_four_at_once_make_one_chain_and_no_number_twice(url: str) -> None:
    async with AsyncExitStack() as stack:
        offices = [
            await stack.enter_async_context(open_database(url, lambda: NOW)) for _ in range(4)
        ]

        async def complain(number: int) -> None:
            def write(store: Store) -> None:
                store.staff.add(f"{number}", Role.CLERK, NOW)
                Customer(store, str(number)).says("转人工 停电了")

            for turn in range(5):
                await offices[(number + turn) % 4].write(write)

        await asyncio.gather(*map(complain, range(8)))
        trail = await offices[0].read(lambda store: store.audit.verify())
        staff = await offices[1].read(lambda store: store.staff.everybody())
        cases = await offices[2].read(lambda store: store.cases.newest_first())
    assert (trail.broken_at, trail.altered, trail.records) == (None, (), ())
    assert len({one.id for one in staff}) == len(staff) == 40
    assert len({case.number for case in cases}) == len(cases) > 0


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE bill SET charged_fen = 0 WHERE account_no = '4100000123'",
        "DELETE FROM bill WHERE account_no = '4100000123'",
        "UPDATE account SET phone = '1' WHERE account_no = '4100000123'",
        "INSERT INTO binding VALUES ('test', '8', '4100000123', '2018', '2018', 1)",
    ],
)
async def test_what_is_changed_beside_us_is_found(change: str, url: str) -> None:
    async with open_database(url, lambda: NOW) as database:
        await database.write(put_seed)
        assert (await database.read(lambda store: store.audit.verify())).records == ()
        beside(url, change)
        assert (await database.read(lambda store: store.audit.verify())).records == (SEED,)


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ("DROP TRIGGER touched_bill ON bill", "trigger touched_bill"),
        ("ALTER TABLE audit DISABLE TRIGGER audit_is_not_changed", "trigger audit_is_not_changed"),
        ("CREATE OR REPLACE FUNCTION ring() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN END'",
         "function ring"),
        ("CREATE RULE hush AS ON UPDATE TO bill DO INSTEAD NOTHING", "rule bill hush"),
        ("CREATE VIEW seen AS SELECT 1 AS one", "rule seen _RETURN"),
    ],
)  # fmt: skip
async def test_what_acts_by_itself_and_is_not_ours_is_found(
    change: str, name: str, url: str
) -> None:
    async with open_database(url, lambda: NOW) as database:
        beside(url, change)
        assert (await database.read(lambda store: store.audit.verify())).schema == (name,)


async def test_a_lost_connection_loses_its_transaction_and_no_other(url: str) -> None:
    async with open_database(url, lambda: NOW) as database:
        await database.write(put_seed)

        def cut_off(store: Store) -> None:
            store.chats.bind(Chat("test", "1"), SEED, NOW)
            beside(
                url,
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                " AND state = 'idle in transaction'",
            )
            store.accounts.count()

        with pytest.raises(UnusableError):
            await database.write(cut_off)
        assert await database.write(lambda store: store.chats.bound_to(SEED)) == ()
        await database.note(lambda store: store.chats.bind(Chat("test", "2"), SEED, NOW))
        await database.settle()
        assert await database.read(lambda store: store.accounts.count()) == 2


@pytest.mark.parametrize("arrives", [True, False])
async def test_a_commit_whose_answer_is_lost_is_asked_for(
    arrives: bool, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    lost: list[str] = []
    run = PostgresConnection.run

    def cut_off(db: PostgresConnection, statements: str) -> None:
        if statements != "COMMIT" or lost:
            run(db, statements)
            return
        lost.append(statements)
        if arrives:
            run(db, statements)
        db.close()
        raise psycopg.OperationalError("server closed the connection unexpectedly")

    async with open_database(url, lambda: NOW) as database:
        await database.write(put_seed)
        monkeypatch.setattr(PostgresConnection, "run", cut_off)
        bound = database.write(lambda store: store.chats.bind(Chat("test", "1"), SEED, NOW))
        with nullcontext() if arrives else pytest.raises(UnusableError):
            await bound
        chats = await database.write(lambda store: store.chats.bound_to(SEED))
    assert lost
    assert chats == ((Chat("test", "1"),) if arrives else ())


async def test_who_reads_cannot_write(url: str) -> None:
    async with open_database(url, lambda: NOW) as database:
        with pytest.raises(Exception, match="read-only"):
            await database.read(put_seed)
        assert await database.read(lambda store: store.accounts.count()) == 0


async def test_one_serves_and_another_takes_over_when_its_line_is_cut(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_database(url):
        pass
    ended: Queue[int] = Queue()
    monkeypatch.setattr(lock, "ENDING", 100)
    with lock.only_service(url, end=ended.put):
        with pytest.raises(StoreError, match="serves this office"), lock.only_service(url):
            pass
        beside(
            url,
            "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'"
            " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
            " AND pid <> pg_backend_pid()",
        )
        with lock.only_service(url, wait=True):
            assert ended.get(timeout=30) == lock.BROKEN


async def test_who_was_just_killed_is_not_taken_for_one_that_serves(url: str) -> None:
    """The server hears of it a moment after the next process has asked for the lock."""
    with ThreadPoolExecutor(1) as beside_us, closing(connect(url)) as killed:
        killed.run(f"SELECT pg_advisory_lock({lock_of(SERVE)})")

        def serve() -> None:
            with lock.only_service(url):
                pass

        serves = beside_us.submit(serve)
        with closing(connect(url)) as db:
            while not serves.done() and not db.execute(_ASKED).fetchone():
                pass
        killed.close()
        serves.result(timeout=30)


async def test_another_takes_over_from_one_that_is_stopped_and_gives_no_sign(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a process behaves that was stopped (SIGSTOP), and then goes on."""
    async with open_database(url):
        pass
    ended: Queue[int] = Queue()
    monkeypatch.setattr(lock, "SILENCE", 200)  # milliseconds, less than between two signs
    with (
        lock.only_service(url, end=ended.put),
        lock.only_service(url, wait=True, end=Queue[int]().put),
    ):
        assert ended.get(timeout=30) == lock.BROKEN


async def test_one_import_at_a_time(url: str) -> None:
    order: list[str] = []
    async with open_database(url) as one, open_database(url) as other:

        async def second() -> None:
            async with other.importing():
                order.append("second")

        async with one.importing() as give_way:
            task = asyncio.create_task(second())
            for _ in range(20):
                await give_way()
            order.append("first")
        await task
    assert order == ["first", "second"]


async def test_what_another_process_puts_in_is_heard_and_what_is_our_own_is_not(url: str) -> None:
    def put(store: Store) -> None:
        store.outbox.put(f"k{store.outbox.count('waiting')}", Chat("test", "1"), Reply("x"), NOW)

    async with open_database(url, lambda: NOW) as ours, open_database(url, lambda: NOW) as theirs:
        assert await ours.heard(0.1), "who begins to listen may have missed something"
        await ours.write(put)
        assert not await ours.heard(0.1)
        await theirs.write(put)
        assert await ours.heard(30)
        beside(url, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE"
                    " '%pg_listening_channels%' AND pid <> pg_backend_pid()"
                    " AND datname = current_database()")  # fmt: skip
        with pytest.raises(UnusableError):
            await ours.heard(30)
        assert await ours.heard(0.1), "as one that begins to listen"
