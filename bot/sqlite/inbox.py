"""Deliveries of messengers: stored before they are acknowledged, handled once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import datetime

from bot.contract.messages import Chat
from bot.sqlite.connection import Connection
from bot.sqlite.forgetting import SINCE_IT_CAME, hash_of
from bot.store.inbox import LATE, TRIES, Busy, Inbox, Turn, Waiting, batch

# A link of an invitation (/start s_…, ?start=s_…) or the scene of a code (p_…, m_…) that was
# scanned: once it is handled it stands nowhere in clear, for it may still open something.
_SECRETS = (
    "start_s!_", 'scene_param": "p!_', 'scene_param": "m!_', 'EventKey": "p!_', 'EventKey": "m!_',
    "qrscene!_p!_", "qrscene!_m!_",
)  # fmt: skip
_OPENS = "(" + " OR ".join(f"payload LIKE '%{one}%' ESCAPE '!'" for one in _SECRETS) + ")"
# Of each chat in turn the first, the second …; chats that speak of danger before all others, those
# with something that was tried before after all others.
_QUEUE = """
SELECT inbox.arrival, delivery, payload, tries, first FROM (
    SELECT arrival, row_number() OVER chat AS place, max(grave) OVER (PARTITION BY turn) AS first,
    max(tries) OVER (PARTITION BY turn) AS tried FROM inbox INDEXED BY inbox_waiting
    WHERE channel = ? AND state = 'waiting' AND arrival NOT IN ({arrivals})
    AND (grave = 1 OR turn NOT IN ({turns}))
    WINDOW chat AS (PARTITION BY turn ORDER BY arrival)
    ORDER BY first DESC, tried, place, arrival LIMIT ?
) AS queue JOIN inbox USING (arrival) ORDER BY first DESC, tried, place, arrival
"""
# Each names its state: what is asked with `?` walks over all that was ever received.
_COUNT = {
    state: f"SELECT count(*) FROM inbox WHERE state = '{state}'"  # noqa: S608 - our own names
    for state in ("waiting", "done", "set_aside")
}


class SqlInbox(Inbox):
    """The port over one connection."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def receive(
        self,
        channel: str,
        deliveries: Iterable[tuple[str, str]],
        now: datetime,
        turn_of: Callable[[str], Turn] = lambda _: Turn(),
    ) -> int:
        return self._db.executemany(
            "INSERT INTO inbox (channel, delivery, payload, received_at, turn, grave)"
            " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            [
                (channel, name, text, now.isoformat(), *_turn(turn_of(text)))
                for name, text in deliveries
            ],
        ).rowcount

    def adopt(self, channel: str, owner: str) -> None:
        self._db.execute(
            "UPDATE inbox SET delivery = ? || ':' || delivery"
            " WHERE channel = ? AND instr(delivery, ':') = 0",
            (owner, channel),
        )

    def note_crash(self, channel: str) -> None:
        self._db.execute(
            "UPDATE inbox SET tries = tries + 1, started = 0 WHERE channel = ? AND started = 1"
            " AND state = 'waiting'",
            (channel,),
        )

    def let_go(self, channel: str) -> None:
        self._db.execute(
            "UPDATE inbox SET started = 0 WHERE channel = ? AND started = 1 AND state = 'waiting'",
            (channel,),
        )

    def take(self, channel: str, limit: int, busy: Collection[Busy] = ()) -> list[Waiting]:
        found = batch(self._queue(channel, limit, busy))
        self._db.executemany(
            "UPDATE inbox SET started = 1 WHERE arrival = ?", [(one.arrival,) for one in found]
        )
        return found

    def waits(self, channel: str, limit: int) -> list[Waiting]:
        return [waiting for waiting, _ in self._queue(channel, limit)]

    def _queue(
        self, channel: str, limit: int, busy: Collection[Busy] = ()
    ) -> list[tuple[Waiting, bool]]:
        arrivals = [0, *(one.arrival for one in busy)]
        chats = ["-", *(hash_of(one.chat) for one in busy if one.chat)]
        marks = [",".join("?" * len(busy_ones)) for busy_ones in (arrivals, chats)]
        query = _QUEUE.format(arrivals=marks[0], turns=marks[1])
        queue = self._db.execute(query, (channel, *arrivals, *chats, limit)).fetchall()
        return [(Waiting(*row[:-1]), row[-1]) for row in queue]

    def done(self, waiting: Waiting, chat_id: str) -> None:
        chat = hash_of(chat_id)
        self._db.execute(
            "UPDATE inbox SET state = 'done', started = 0, error = '', turn = '',"  # noqa: S608 - fixed text
            f" chat_id = CASE WHEN {SINCE_IT_CAME} THEN '' ELSE ? END,"
            f" payload = CASE WHEN {SINCE_IT_CAME} OR {_OPENS} THEN '' ELSE payload END"
            " WHERE arrival = ?",
            (chat, chat_id, chat, waiting.arrival),
        )

    def failed(self, waiting: Waiting, error: str) -> bool:
        aside = waiting.tries + 1 >= TRIES
        self._db.execute(
            "UPDATE inbox SET tries = tries + 1, started = 0, error = ?, state = ?,"  # noqa: S608 - fixed text
            f" payload = CASE WHEN ? = 1 AND {_OPENS} THEN '' ELSE payload END WHERE arrival = ?",
            (error, "set_aside" if aside else "waiting", int(aside), waiting.arrival),
        )
        return aside

    def lately(self, chat: Chat, since: datetime) -> int:
        row = self._db.execute(
            "SELECT count(*) FROM inbox WHERE channel = ? AND chat_id = ? AND received_at > ?",
            (*chat.key, since.isoformat()),
        ).fetchone()
        return int(row[0])

    def of_chat(self, chat: Chat, since: datetime) -> list[tuple[datetime, str]]:
        rows = self._db.execute(
            "SELECT received_at, payload FROM inbox WHERE channel = ? AND chat_id = ?"
            " AND received_at > ? AND state = 'done' ORDER BY arrival",
            (*chat.key, since.isoformat()),
        ).fetchall()
        return [(datetime.fromisoformat(at), payload) for at, payload in rows]

    def count(self, state: str) -> int:
        return int(self._db.execute(_COUNT[state]).fetchone()[0])

    def oldest(self) -> datetime | None:
        row = self._db.execute(
            "SELECT min(received_at) FROM inbox INDEXED BY inbox_waiting WHERE state = 'waiting'"
            " AND delivery NOT LIKE ?",
            (f"{LATE}%",),
        ).fetchone()
        return datetime.fromisoformat(row[0]) if row[0] else None


def _turn(turn: Turn) -> tuple[str, int]:
    return hash_of(turn.chat) if turn.chat else "", int(turn.grave)
