"""Who is signed in, in memory."""

from __future__ import annotations

import hashlib
from datetime import datetime

from bot.records.staff import Staff
from bot.store.sessions import Sessions
from tests.store.memory_tables import Tables


class MemorySessions(Sessions):
    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def offer(self, token: str, staff_id: int, until: datetime) -> None:
        others = {key: one for key, one in self._tables.links.items() if one[0] != staff_id}
        self._tables.links = {**others, _hash(token): (staff_id, until)}

    def begin(self, token: str, secret: str, now: datetime, until: datetime) -> Staff | None:
        number, good_until = self._tables.links.pop(_hash(token), (0, now))
        if good_until <= now:
            return None
        self._tables.sessions[_hash(secret)] = number, until, until
        return self.of(secret, now)

    def of(self, secret: str, now: datetime) -> Staff | None:
        number, until, quiet_until = self._tables.sessions.get(_hash(secret), (0, now, now))
        here = min(until, quiet_until) > now and number not in self._tables.left
        return self._tables.staff.get(number) if here else None

    def goes_on(self, secret: str, quiet_until: datetime) -> None:
        key = _hash(secret)
        if key in self._tables.sessions:
            number, until, _ = self._tables.sessions[key]
            self._tables.sessions[key] = number, until, quiet_until

    def end(self, secret: str) -> None:
        self._tables.sessions.pop(_hash(secret), None)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
