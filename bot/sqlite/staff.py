"""Who works at the office, and invitations, of which only hashes are kept."""

from __future__ import annotations

import hashlib
import sqlite3
from datetime import datetime

from bot.contract.messages import Chat
from bot.records.staff import Role, Staff, actor_of
from bot.store.staff import StaffList


class SqlStaffList(StaffList):
    """The port over one connection."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def invite(
        self, token: str, role: Role, name: str, made_by: str, expires_at: datetime
    ) -> None:
        self._db.execute(
            "INSERT INTO invitation (token_hash, role, name, made_by, expires_at)"
            " VALUES (?, ?, ?, ?, ?)",
            (_hash(token), role, name, made_by, expires_at.isoformat()),
        )

    def redeem(self, token: str, chat: Chat, now: datetime) -> Staff | None:
        row = self._db.execute(
            "UPDATE invitation SET used_by = ? WHERE token_hash = ? AND used_by = ''"
            " AND expires_at > ? RETURNING role, name",
            (chat.name, _hash(token), now.isoformat()),
        ).fetchone()
        if row is None:
            return None
        self._db.execute(
            "INSERT INTO staff (channel, chat_id, name, role, joined_at) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (channel, chat_id) DO UPDATE SET name = excluded.name,"
            " role = excluded.role, active = 1, joined_at = excluded.joined_at",
            (*chat.key, row["name"], row["role"], now.isoformat()),
        )
        return self.member(chat)

    def member(self, chat: Chat) -> Staff | None:
        row = self._db.execute(
            "SELECT * FROM staff WHERE channel = ? AND chat_id = ? AND active = 1", chat.key
        ).fetchone()
        return None if row is None else _staff(row)

    def get(self, number: int | None) -> Staff | None:
        row = self._db.execute("SELECT * FROM staff WHERE id = ?", (number,)).fetchone()
        return None if row is None else _staff(row)

    def members(self, *roles: Role) -> tuple[Staff, ...]:
        rows = self._db.execute("SELECT * FROM staff WHERE active = 1 ORDER BY id").fetchall()
        found = tuple(_staff(row) for row in rows)
        return tuple(one for one in found if not roles or one.role in roles)

    def everybody(self) -> tuple[Staff, ...]:
        return tuple(
            _staff(row) for row in self._db.execute("SELECT * FROM staff ORDER BY id").fetchall()
        )

    def remove(self, number: int) -> bool:
        changed = self._db.execute(
            "UPDATE staff SET active = 0 WHERE id = ? AND active = 1", (number,)
        )
        if not changed.rowcount:
            return False
        self._db.execute(
            "DELETE FROM invitation WHERE used_by = '' AND made_by = ?", (actor_of(number),)
        )
        return True


def _staff(row: sqlite3.Row) -> Staff:
    return Staff(row["id"], Chat(row["channel"], row["chat_id"]), row["name"], Role(row["role"]))


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
