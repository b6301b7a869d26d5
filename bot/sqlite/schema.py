"""What acts by itself in a database: triggers and views, which are to be those that we made."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from functools import cache, singledispatch
from importlib import resources

from bot.sqlite.connection import Connection

OTHER = ".postgresql.sql"  # in the place of the file without it, for the other engine
MIGRATIONS = resources.files("bot.sqlite") / "migrations"


def scripts() -> list[str]:
    """Names of the numbered files that make the schema, in their order."""
    names = (file.name for file in MIGRATIONS.iterdir())
    return sorted(one for one in names if one.endswith(".sql") and not one.endswith(OTHER))


def script(name: str) -> str:
    """What stands in one of them."""
    return (MIGRATIONS / name).read_text(encoding="utf-8")


def make_empty(db: sqlite3.Connection) -> None:
    """Make today's tables, with nothing in them: what is put there brings its own trail."""
    for name in scripts():
        db.executescript(script(name))
    db.execute("DROP TABLE audit_anchor")
    db.execute(f"PRAGMA user_version = {len(scripts())}")


def made(number: int) -> dict[str, str]:
    """What the first so many files make: tables and indexes by name, each as its statement."""
    with closing(sqlite3.connect(":memory:")) as db:
        for name in scripts()[:number]:
            db.executescript(script(name))
        db.execute("DROP TABLE audit_anchor")  # what stands in it goes into the trail
        rows = db.execute(
            "SELECT name, sql FROM sqlite_master WHERE type IN ('table', 'index')"
            " AND sql IS NOT NULL AND name NOT LIKE 'sqlite%' ORDER BY rowid"
        )
        return {name: text.replace(f'"{name}"', name) for name, text in rows}


@singledispatch
def altered(db: Connection) -> tuple[str, ...]:
    """Names of triggers and views that are none of ours, not as we made them, or gone.

    By such a trigger the program itself would write what nobody decided. Each engine has its own.
    """
    raise NotImplementedError(type(db))


@altered.register
def _(db: sqlite3.Connection) -> tuple[str, ...]:
    there, ours = _acting(db), _ours()
    names = there.keys() | ours.keys()
    return tuple(sorted(name for name in names if there.get(name) != ours.get(name)))


@cache
def _ours() -> dict[str, str]:
    with closing(sqlite3.connect(":memory:")) as db:
        for name in scripts():
            db.executescript(script(name))
        return _acting(db)


def _acting(db: sqlite3.Connection) -> dict[str, str]:
    rows = db.execute("SELECT name, sql FROM main.sqlite_master WHERE type IN ('trigger', 'view')")
    return {row[0]: row[1] for row in rows}
