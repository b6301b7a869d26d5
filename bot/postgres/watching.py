"""What a connection of ours keeps beside the tables, while it lasts."""

from __future__ import annotations

from bot.postgres.connection import PostgresConnection


def begin(db: PostgresConnection) -> None:
    """From here on what it writes is noted, as `bot.sqlite.records.watch` does it."""
    db.run(
        "CREATE TEMP TABLE touched (sign INTEGER NOT NULL, subject TEXT NOT NULL,"
        " told TEXT NOT NULL);"
        "CREATE TEMP TABLE summed (subject TEXT NOT NULL, sum TEXT NOT NULL);"
        "CREATE TEMP TABLE at_once (is_so INTEGER NOT NULL)"
    )
