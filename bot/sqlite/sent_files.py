"""Tables that staff sent to the desk."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.contract.messages import Chat
from bot.records.sent_file import FileState, SentFile
from bot.sqlite.connection import Connection, Row
from bot.store.sent_files import SentFiles


class SqlSentFiles(SentFiles):
    """The port over one connection."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def add(self, file: SentFile, now: datetime) -> SentFile:
        made = self._db.execute(
            "INSERT INTO sent_file (channel, chat_id, staff_id, file_id, name, state, sent_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING number",
            (*file.chat.key, file.staff_id, file.file_id, file.name, file.state, now.isoformat()),
        )
        return replace(file, number=int(made.fetchone()[0]))

    def get(self, number: int) -> SentFile | None:
        row = self._db.execute("SELECT * FROM sent_file WHERE number = ?", (number,)).fetchone()
        return _file(row) if row else None

    def in_state(self, *states: FileState) -> tuple[SentFile, ...]:
        rows = self._db.execute("SELECT * FROM sent_file ORDER BY number").fetchall()
        return tuple(file for file in map(_file, rows) if file.state in states)

    def put_state(self, number: int, state: FileState) -> None:
        self._db.execute("UPDATE sent_file SET state = ? WHERE number = ?", (state, number))

    def remove(self, number: int) -> None:
        self._db.execute("DELETE FROM sent_file WHERE number = ?", (number,))

    def remove_older(self, than: datetime) -> None:
        self._db.execute("DELETE FROM sent_file WHERE sent_at < ?", (than.isoformat(),))


def _file(row: Row) -> SentFile:
    chat = Chat(row["channel"], row["chat_id"])
    return SentFile(
        row["number"], chat, row["staff_id"], row["file_id"], row["name"], FileState(row["state"])
    )
