"""What is kept of an account at a messenger."""

from __future__ import annotations

from datetime import datetime

from bot.sqlite.connection import Connection
from bot.store.lines import Lines, Place, Token


class SqlLines(Lines):
    """The port over one connection."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def place(self, channel: str) -> Place | None:
        row = self._db.execute(
            "SELECT place, since, read_at FROM line_place WHERE channel = ?", (channel,)
        ).fetchone()
        if row is None:
            return None
        return Place(row[0], datetime.fromisoformat(row[1]), datetime.fromisoformat(row[2]))

    def put_place(self, channel: str, place: Place) -> None:
        self._db.execute(
            "INSERT INTO line_place (channel, place, since, read_at) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (channel) DO UPDATE SET place = excluded.place, since = excluded.since,"
            " read_at = excluded.read_at",
            (channel, place.cursor, place.since.isoformat(), place.read_at.isoformat()),
        )

    def lease(self, channel: str, holder: str, now: datetime, until: datetime) -> bool:
        taken = self._db.execute(
            "INSERT INTO line_lease (channel, holder, until) VALUES (?, ?, ?)"
            " ON CONFLICT (channel) DO UPDATE SET holder = excluded.holder, until = excluded.until"
            " WHERE line_lease.holder = excluded.holder OR line_lease.until < ?",
            (channel, holder, until.isoformat(), now.isoformat()),
        )
        return taken.rowcount > 0

    def token(self, app: str) -> Token | None:
        row = self._db.execute(
            "SELECT token, until FROM line_token WHERE app = ?", (app,)
        ).fetchone()
        return Token(row[0], datetime.fromisoformat(row[1])) if row else None

    def put_token(self, app: str, old: str, new: Token) -> bool:
        taken = self._db.execute(
            "INSERT INTO line_token (app, token, until) VALUES (?, ?, ?)"
            " ON CONFLICT (app) DO UPDATE SET token = excluded.token, until = excluded.until"
            " WHERE line_token.token = ?",
            (app, new.text, new.until.isoformat(), old),
        )
        return taken.rowcount > 0
