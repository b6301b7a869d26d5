"""Who of the staff is signed in at the counter's page."""

from __future__ import annotations

import hashlib
from datetime import datetime

from bot.contract.messages import Chat
from bot.records.staff import Role, Staff
from bot.sqlite.connection import Connection
from bot.store.sessions import Sessions

_STAFF = "s.id, s.channel, s.chat_id, s.name, s.role"


class SqlSessions(Sessions):
    """The port over one connection."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def offer(self, token: str, staff_id: int, until: datetime) -> None:
        self._db.execute("DELETE FROM sign_in WHERE staff_id = ?", (staff_id,))
        values = (_hash(token), staff_id, until.isoformat())
        self._db.execute("INSERT INTO sign_in VALUES (?, ?, ?)", values)

    def begin(self, token: str, secret: str, now: datetime, until: datetime) -> Staff | None:
        moment = now.isoformat()
        self._db.execute(
            "DELETE FROM session WHERE until <= ? OR quiet_until <= ?", (moment, moment)
        )
        row = self._db.execute(
            "DELETE FROM sign_in WHERE token_hash = ? RETURNING staff_id, until", (_hash(token),)
        ).fetchone()
        if row is None or row["until"] <= moment:
            return None
        ends = until.isoformat()
        values = (_hash(secret), row["staff_id"], ends, ends)
        self._db.execute("INSERT INTO session VALUES (?, ?, ?, ?)", values)
        return self.of(secret, now)

    def of(self, secret: str, now: datetime) -> Staff | None:
        row = self._db.execute(
            f"SELECT {_STAFF} FROM session JOIN staff s ON s.id = staff_id"  # noqa: S608 - fixed text
            " WHERE secret_hash = ? AND until > ? AND quiet_until > ? AND s.active = 1",
            (_hash(secret), now.isoformat(), now.isoformat()),
        ).fetchone()
        if row is None:
            return None
        chat = Chat(row["channel"], row["chat_id"])
        return Staff(row["id"], chat, row["name"], Role(row["role"]))

    def goes_on(self, secret: str, quiet_until: datetime) -> None:
        self._db.execute(
            "UPDATE session SET quiet_until = ? WHERE secret_hash = ?",
            (quiet_until.isoformat(), _hash(secret)),
        )

    def end(self, secret: str) -> None:
        self._db.execute("DELETE FROM session WHERE secret_hash = ?", (_hash(secret),))


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
