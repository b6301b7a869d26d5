"""Databases of each earlier version, as the numbered files of their day made them."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from bot import clock
from bot.sqlite.audit import begin
from bot.sqlite.database import TRAIL
from bot.sqlite.schema import script, scripts

KEY = b"sealed with this"
Rows = Mapping[str, list[dict[str, Any]]]


def grown(folder: Path, rows: Mapping[int, Rows], key: bytes = b"") -> dict[int, Path]:
    """The database after each of the files, by its version.

    Args:
        folder: where the files go.
        rows: by the version that first had their tables; later files go over them too.
        key: seals the trail (b"" = none).
    """
    made = {}
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        db.row_factory = sqlite3.Row
        for version, name in enumerate(scripts(), start=1):
            db.executescript(script(name))
            if name == TRAIL:
                begin(db, key, clock.now())
            for table, several in rows.get(version, {}).items():
                for row in several:
                    put(db, table, row)
            db.execute(f"PRAGMA user_version = {version}")
            made[version] = folder / f"schema{version}.db"
            with closing(sqlite3.connect(made[version])) as copy:
                db.backup(copy)
    return made


def put(db: sqlite3.Connection, table: str, row: Mapping[str, Any]) -> None:
    marks = ", ".join("?" * len(row))
    db.execute(
        f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})",  # noqa: S608
        tuple(row.values()),
    )
