"""One list of numbered files makes the same schema in both engines."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import psycopg
import pytest

from bot.postgres import schema
from bot.postgres.connection import PostgresConnection, connect, spoken
from bot.postgres.database import open_database, open_existing, upgrade
from bot.sqlite.database import known_version
from bot.sqlite.schema import make_empty
from bot.store.port import StoreError
from tests.dialogue.conversation import NOW

Columns = dict[str, list[tuple[str, int]]]


def columns_of_postgres(db: PostgresConnection) -> Columns:
    query = "SELECT name, pk FROM pragma_table_info(?)"
    return {t: [(c, pk) for c, pk in db.execute(query, (t,))] for t in schema.tables(db)}


def columns_of_sqlite() -> Columns:
    with closing(sqlite3.connect(":memory:")) as db:
        make_empty(db)
        names = db.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
        ).fetchall()
        query = "SELECT name, pk FROM pragma_table_info(?)"
        return {t: db.execute(query, (t,)).fetchall() for (t,) in names}


def test_both_engines_have_the_same_tables_columns_and_keys(url: str) -> None:
    with closing(connect(url)) as db:
        schema.make(db)
        assert schema.altered(db) == ()
        ours, theirs = columns_of_postgres(db), columns_of_sqlite()
    assert ours.keys() == theirs.keys()
    for table, columns in theirs.items():
        assert [name for name, _ in ours[table]] == [name for name, _ in columns], table
        assert {n for n, pk in ours[table] if pk} == {n for n, pk in columns if pk}, table


@pytest.mark.parametrize("have", range(schema.OLDEST, known_version() + 1))
async def test_an_older_database_comes_to_the_schema_of_a_new_one(have: int, url: str) -> None:
    with closing(connect(url)) as db:
        schema.make(db, have)
    if have < known_version():
        with pytest.raises(StoreError, match="jieti upgrade"):
            async with open_database(url, lambda: NOW):
                pass
    assert upgrade(url) is (have < known_version())
    with closing(connect(url)) as db:
        assert {t: sorted(c) for t, c in columns_of_postgres(db).items()} == {
            t: sorted(c) for t, c in columns_of_sqlite().items()
        }
    async with open_database(url, lambda: NOW) as database:
        assert (await database.read(lambda store: store.audit.verify())).schema == ()


async def test_a_database_of_a_newer_version_is_not_touched(url: str) -> None:
    with closing(connect(url)) as db:
        schema.make(db)
        db.execute("UPDATE schema_version SET version = version + 1")
    for way in (open_database(url), open_existing(url)):
        with pytest.raises(StoreError, match="newer"):
            async with way:
                pass
    with pytest.raises(StoreError, match="newer"):
        upgrade(url)


async def test_an_empty_database_is_not_opened_as_one_that_is_there(url: str) -> None:
    with pytest.raises(StoreError, match="empty database"):
        async with open_existing(url):
            pass


async def test_who_cannot_be_reached_is_named_without_the_password() -> None:
    with pytest.raises(StoreError) as raised:
        async with open_database("postgresql://office:s3cret@127.0.0.1:1/x"):
            pass
    assert "127.0.0.1" in str(raised.value)
    assert "s3cret" not in str(raised.value)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("SELECT 1 WHERE a = ? AND b LIKE '50%'", "SELECT 1 WHERE a = %s AND b ILIKE '50%%'"),
        ("SELECT a FROM t INDEXED BY t_by_a WHERE a = ?", "SELECT a FROM t WHERE a = %s"),
        ("DELETE FROM t WHERE a IS ?", "DELETE FROM t WHERE a IS NOT DISTINCT FROM %s"),
        ("SELECT instr(a, ?) > 0", "SELECT strpos(a, %s) > 0"),
    ],
)
def test_a_statement_in_both_tongues(ours: str, theirs: str) -> None:
    assert spoken(ours) == theirs


def test_the_audit_trail_cannot_be_changed_or_emptied(url: str) -> None:
    with closing(connect(url)) as db:
        schema.make(db)
        db.execute("INSERT INTO audit VALUES (1, '2018', 'a', 'b', 'c', 'd', 'e', '')")
        for statement in ("UPDATE audit SET actor = 'x'", "DELETE FROM audit", "TRUNCATE audit"):
            with pytest.raises(psycopg.IntegrityError, match="append-only"):
                db.execute(statement)
