"""Messages to be sent: each a row under a key, written with what caused it, sent once."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime

from bot.contract.messages import Chat, Reply, Sendable
from bot.contract.neutral import decoded, encoded
from bot.sqlite import forgetting
from bot.sqlite.connection import Connection, Row
from bot.sqlite.forgetting import Traces
from bot.store.outbox import Delivered, Outbox, Outgoing, Taken

# What opens something is kept until it is sent and no longer.
_KEPT = "CASE WHEN json_extract(what, '$.secret') IS NULL THEN what ELSE '{}' END"
# Each names its state: what is asked with `?` walks over all that was ever sent.
_COUNT = {
    state: f"SELECT count(*) FROM outbox WHERE state = '{state}'"  # noqa: S608 - our own names
    for state in ("waiting", "sent", "failed", "unknown", "expired")
}


class SqlOutbox(Outbox):
    """The port over one connection."""

    def __init__(self, db: Connection, traces: Traces) -> None:
        self._db, self._traces = db, traces

    def put(
        self,
        key: str,
        chat: Chat,
        what: Sendable,
        now: datetime,
        not_before: datetime | None = None,
        case_number: str = "",
        not_after: datetime | None = None,
        topic: str = "",
        urgent: bool = False,
    ) -> bool:
        cursor = self._db.execute(
            "INSERT INTO outbox (key, channel, chat_id, what, case_number, created_at, not_before,"
            " not_after, topic, urgent) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT DO NOTHING",
            (
                key,
                *chat.key,
                _told(what),
                case_number,
                now.isoformat(),
                # Empty = at once: a clock that is set back must not hold up what is due already.
                not_before.isoformat() if not_before else "",
                not_after.isoformat() if not_after else "",
                topic,
                int(urgent),
            ),
        )
        return cursor.rowcount > 0

    def cancel(self, prefix: str) -> int:
        return self._db.execute(
            "DELETE FROM outbox WHERE state = 'waiting' AND key >= ? AND key < ?",
            (prefix, f"{prefix}\uffff"),
        ).rowcount

    def waits(self, prefix: str) -> int:
        row = self._db.execute(
            "SELECT count(*) FROM outbox WHERE state = 'waiting' AND key >= ? AND key < ?",
            (prefix, f"{prefix}\uffff"),
        ).fetchone()
        return int(row[0])

    def heads(self, channel: str, now: datetime) -> list[Outgoing]:
        rows = self._db.execute(
            "SELECT id, key, channel, chat_id, what, parts, not_after, case_number, topic"
            " FROM outbox"
            " WHERE id IN ("
            # What was begun is sent to its end; then what is urgent; then in order.
            " SELECT coalesce(min(CASE WHEN parts > 0 THEN id END),"
            " min(CASE WHEN urgent = 1 THEN id END), min(id))"
            " FROM outbox INDEXED BY outbox_waiting WHERE state = 'waiting' AND channel = ?"
            " AND not_before <= ? GROUP BY chat_id) ORDER BY urgent DESC, id LIMIT 200",
            (channel, now.isoformat()),
        ).fetchall()
        return [
            Outgoing(
                id_,
                key,
                Chat(*chat),
                decoded(json.loads(what)),
                parts,
                datetime.fromisoformat(not_after) if not_after else None,
                case_number,
                topic,
            )
            for id_, key, *chat, what, parts, not_after, case_number, topic in rows
        ]

    def shown(self, chat: Chat, after: int) -> list[tuple[int, datetime, Sendable]]:
        rows = self._db.execute(
            "SELECT id, sent_at, what FROM outbox INDEXED BY outbox_by_chat"
            " WHERE channel = ? AND chat_id = ? AND id > ? AND state = 'sent' ORDER BY id",
            (*chat.key, after),
        ).fetchall()
        return [
            (number, datetime.fromisoformat(at), decoded(json.loads(what)))
            for number, at, what in rows
        ]

    def next_due(self, channel: str) -> datetime | None:
        row = self._db.execute(
            "SELECT min(not_before) FROM outbox INDEXED BY outbox_waiting WHERE state = 'waiting'"
            " AND channel = ? AND not_before <> ''",
            (channel,),
        ).fetchone()
        return datetime.fromisoformat(row[0]) if row[0] else None

    def taken(self, messages: Iterable[Taken], now: datetime) -> list[Delivered]:
        found = []
        for message in messages:
            if not message.whole:
                self._db.execute(
                    "UPDATE outbox SET parts = ? WHERE key = ?", (message.parts, message.key)
                )
                continue
            row = self._db.execute(
                "UPDATE outbox SET state = ?, parts = ?, wire_id = ?, sent_at = ?, error = '',"  # noqa: S608 - fixed text
                f" what = {_KEPT}"
                " WHERE key = ? AND state NOT IN ('sent', 'unknown')"
                " RETURNING key, channel, chat_id, what, case_number, wire_id, topic",
                (
                    "sent" if message.sure else "unknown",
                    message.parts,
                    message.wire_id,
                    now.isoformat(),
                    message.key,
                ),
            ).fetchone()
            if row is not None:
                self._traces.removed |= row["what"] == "{}"
                found.append(_delivered(row, sure=message.sure))
        if forgetting.remove_sent(self._db, [one.key for one in found]):
            self._traces.removed = True
        return found

    def expired(self, number: int) -> None:
        self._db.execute("UPDATE outbox SET state = 'expired' WHERE id = ?", (number,))

    def failed(self, number: int, error: str) -> None:
        self._db.execute(
            f"UPDATE outbox SET state = 'failed', error = ?, what = {_KEPT} WHERE id = ?",  # noqa: S608 - fixed text
            (error, number),
        )

    def drop(self, chat: Chat) -> int:
        return self._db.execute(
            "DELETE FROM outbox WHERE state = 'waiting' AND channel = ? AND chat_id = ?", chat.key
        ).rowcount

    def take_back(self, chat: Chat, account_no: str) -> tuple[tuple[str, str], ...]:
        rows = self._db.execute(
            "DELETE FROM outbox WHERE state = 'waiting' AND channel = ? AND chat_id = ?"
            " AND json_extract(what, '$.figures[0]') = ? RETURNING key, case_number",
            (*chat.key, account_no),
        ).fetchall()
        return tuple((row[0], row[1]) for row in rows)

    def moved(self, chat: Chat, new_id: str) -> None:
        self._db.execute(
            "UPDATE outbox SET chat_id = ? WHERE channel = ? AND chat_id = ?"
            " AND state = 'waiting'",
            (new_id, *chat.key),
        )

    def count(self, state: str) -> int:
        return int(self._db.execute(_COUNT[state]).fetchone()[0])

    def oldest(self, now: datetime) -> datetime | None:
        row = self._db.execute(
            "SELECT min(CASE WHEN not_before > created_at THEN not_before ELSE created_at END)"
            " FROM outbox INDEXED BY outbox_waiting WHERE state = 'waiting' AND not_before <= ?",
            (now.isoformat(),),
        ).fetchone()
        return datetime.fromisoformat(row[0]) if row[0] else None


def _told(what: Sendable) -> str:
    """The message as JSON, without the sign of number 0: PostgreSQL's JSON knows none."""
    text = json.dumps(encoded(what), ensure_ascii=False)
    # What stands between pairs of strokes has no stroke that only means itself.
    return "\\\\".join(part.replace("\\u0000", "") for part in text.split("\\\\"))


def _delivered(row: Row, *, sure: bool) -> Delivered:
    what = decoded(json.loads(row["what"]))
    figures, card = (what.figures, what.card) if isinstance(what, Reply) else (None, None)
    return Delivered(
        row["key"],
        Chat(row["channel"], row["chat_id"]),
        figures,
        row["case_number"],
        sure,
        row["wire_id"],
        row["topic"],
        card,
    )
