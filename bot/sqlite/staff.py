"""Who works at the office, and invitations, of which only hashes are kept."""

from __future__ import annotations

import hashlib
from datetime import datetime

from bot.contract.channel import SEAT
from bot.contract.characters import bare
from bot.contract.messages import Chat
from bot.records.staff import Invitation, Role, Staff, actor_of
from bot.sqlite.connection import Connection, Row
from bot.store.staff import StaffList

MARK = 12  # figures of a hash that tell an invitation apart
# The number of whoever comes next is known before: a seat has the number of its owner.
_NEXT = "SELECT coalesce(max(id), 0) + 1 FROM staff"
_JOIN = (
    "INSERT INTO staff (id, channel, chat_id, name, role, joined_at)"  # noqa: S608 - fixed text
    f" VALUES (({_NEXT}), ?, ?, ?, ?, ?)"
)


class SqlStaffList(StaffList):
    """The port over one connection."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def invite(
        self,
        token: str,
        role: Role,
        name: str,
        made_by: str,
        made_at: datetime,
        expires_at: datetime,
    ) -> None:
        self._db.execute(
            "INSERT INTO invitation (token_hash, role, name, made_by, made_at, expires_at)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (_hash(token), role, name, made_by, made_at.isoformat(), expires_at.isoformat()),
        )

    def invitations(self, now: datetime) -> tuple[Invitation, ...]:
        rows = self._db.execute(
            "SELECT * FROM invitation WHERE used_by = '' AND expires_at > ? ORDER BY expires_at",
            (now.isoformat(),),
        ).fetchall()
        return tuple(
            Invitation(
                row["token_hash"][:MARK],
                row["name"],
                Role(row["role"]),
                row["made_by"],
                datetime.fromisoformat(row["expires_at"]),
            )
            for row in rows
        )

    def void(self, mark: str) -> bool:
        changed = self._db.execute(
            "DELETE FROM invitation WHERE used_by = '' AND substr(token_hash, 1, ?) = ?",
            (MARK, mark),
        )
        return changed.rowcount > 0

    def redeem(self, token: str, chat: Chat | None, now: datetime) -> Staff | None:
        chat = chat or self._new_seat()
        row = self._db.execute(
            "UPDATE invitation SET used_by = ? WHERE token_hash = ? AND used_by = ''"
            " AND expires_at > ? AND NOT EXISTS (SELECT 1 FROM staff s WHERE s.channel = ?"
            " AND s.chat_id = ? AND s.active = 0 AND s.left_at > invitation.made_at)"
            " RETURNING role, name",
            (chat.name, _hash(token), now.isoformat(), *chat.key),
        ).fetchone()
        if row is None:
            return None
        self._db.execute(
            _JOIN + " ON CONFLICT (channel, chat_id) DO UPDATE SET name = excluded.name,"
            " role = excluded.role, active = 1, joined_at = excluded.joined_at",
            (*chat.key, row["name"], row["role"], now.isoformat()),
        )
        return self.member(chat)

    def add(self, name: str, role: Role, now: datetime) -> Staff:
        row = self._db.execute(
            f"{_JOIN} RETURNING *",
            (*self._new_seat().key, name, role, now.isoformat()),
        ).fetchone()
        return _staff(row)

    def _new_seat(self) -> Chat:
        return Chat(SEAT, str(self._db.execute(_NEXT).fetchone()[0]))

    def writes_from(self, number: int, chat: Chat) -> None:
        set_ = "UPDATE staff SET other_channel = ?, other_chat = ?"
        self._db.execute(f"{set_} WHERE other_channel = ? AND other_chat = ?", ("", "", *chat.key))
        self._db.execute(f"{set_} WHERE id = ? AND active = 1", (*chat.key, number))

    def other_chat(self, number: int) -> Chat | None:
        row = self._db.execute(
            "SELECT other_channel, other_chat FROM staff WHERE id = ? AND other_channel <> ''",
            (number,),
        ).fetchone()
        return None if row is None else Chat(*row)

    def member(self, chat: Chat) -> Staff | None:
        seated = chat.channel == SEAT  # its name is the number of its owner
        own = "channel = ? AND chat_id = ? OR other_channel = ? AND other_chat = ?"
        row = self._db.execute(
            "SELECT * FROM staff WHERE active = 1 AND "  # noqa: S608 - fixed text
            + ("CAST(id AS TEXT) = ?" if seated else f"({own})"),
            (chat.chat_id,) if seated else chat.key * 2,
        ).fetchone()
        return None if row is None else _staff(row)

    def get(self, number: int | None) -> Staff | None:
        if number is None:
            return None
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

    def remove(self, number: int, now: datetime) -> bool:
        row = self._db.execute(
            "UPDATE staff SET active = 0, left_at = ?, other_channel = '', other_chat = ''"
            " WHERE id = ? AND active = 1 RETURNING name",
            (now.isoformat(), number),
        ).fetchone()
        if row is None:
            return False
        waiting = self._db.execute("SELECT * FROM invitation WHERE used_by = ''").fetchall()
        for one in waiting:
            if one["made_by"] == actor_of(number) or bare(one["name"]) == bare(row["name"]):
                self._db.execute(
                    "DELETE FROM invitation WHERE token_hash = ?", (one["token_hash"],)
                )
        for table in ("sign_in", "session"):
            self._db.execute(f"DELETE FROM {table} WHERE staff_id = ?", (number,))  # noqa: S608
        return True


def _staff(row: Row) -> Staff:
    return Staff(row["id"], Chat(row["channel"], row["chat_id"]), row["name"], Role(row["role"]))


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
