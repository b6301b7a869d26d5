"""Words before the bill, in SQLite."""

from __future__ import annotations

from datetime import datetime

from bot.contract.messages import Chat
from bot.records.ahead import Given, Why, Word
from bot.sqlite.connection import Connection
from bot.store.ahead import Ahead

_GIVEN = "SELECT account_no, why, channel, chat_id, at, words, told_by FROM ahead_told"
_KEY = "account_no = ? AND why = ? AND about = ?"


class SqlAhead(Ahead):
    """The port over one connection."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def put(self, word: Word, now: datetime) -> bool:
        made = self._db.execute(
            "INSERT INTO ahead (account_no, why, about, made_at) VALUES (?, ?, ?, ?)"
            " ON CONFLICT DO NOTHING",
            (*_key(word), now.isoformat()),
        )
        return made.rowcount > 0

    def waiting(self) -> tuple[Word, ...]:
        rows = self._db.execute(
            "SELECT account_no, why, about FROM ahead WHERE released_at IS NULL AND dropped = 0"
            " ORDER BY why, account_no, about"
        )
        return tuple(Word(number, Why(why), about) for number, why, about in rows)

    def untold(self) -> tuple[Word, ...]:
        rows = self._db.execute(
            "SELECT account_no, why, about FROM ahead AS word"
            " WHERE released_at IS NOT NULL AND dropped = 0 AND NOT EXISTS"
            " (SELECT 1 FROM ahead_told AS told WHERE told.account_no = word.account_no"
            " AND told.why = word.why AND told.at >= word.released_at)"
            " ORDER BY why, account_no, about"
        )
        return tuple(Word(number, Why(why), about) for number, why, about in rows)

    def release(self, word: Word, staff_id: int, now: datetime) -> None:
        self._db.execute(
            f"UPDATE ahead SET released_at = ?, released_by = ? WHERE {_KEY}",  # noqa: S608 - fixed text
            (now.isoformat(), staff_id, *_key(word)),
        )

    def drop(self, word: Word) -> None:
        self._db.execute(f"UPDATE ahead SET dropped = 1 WHERE {_KEY}", _key(word))  # noqa: S608 - fixed text

    def give(self, given: Given) -> None:
        self._db.execute(
            "INSERT INTO ahead_told VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                given.account_no,
                given.why,
                *given.chat.key,
                given.at.isoformat(),
                given.words,
                given.by,
            ),
        )

    def take_back(self, given: Given) -> None:
        self._db.execute(
            "DELETE FROM ahead_told WHERE account_no = ? AND why = ? AND channel = ?"
            " AND chat_id = ? AND at = ?",
            (given.account_no, given.why, *given.chat.key, given.at.isoformat()),
        )

    def given_to(self, chat: Chat) -> tuple[Given, ...]:
        return self._given("channel = ? AND chat_id = ?", *chat.key)

    def given_of(self, account_no: str) -> tuple[Given, ...]:
        return self._given("account_no = ?", account_no)

    def _given(self, where: str, *values: str) -> tuple[Given, ...]:
        rows = self._db.execute(
            f"{_GIVEN} WHERE {where} ORDER BY at DESC, why, chat_id",
            values,
        )
        return tuple(
            Given(number, Why(why), Chat(channel, chat), datetime.fromisoformat(at), text, by)
            for number, why, channel, chat, at, text, by in rows
        )

    def refuse(self, chat: Chat, now: datetime) -> None:
        self._db.execute(
            "INSERT INTO ahead_refused VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            (*chat.key, now.isoformat()),
        )

    def refuses(self, chat: Chat) -> bool:
        row = self._db.execute(
            "SELECT 1 FROM ahead_refused WHERE channel = ? AND chat_id = ?", chat.key
        ).fetchone()
        return row is not None


def _key(word: Word) -> tuple[str, str, str]:
    return word.account_no, word.why, word.about
