"""Clients of the API; of their tokens only hashes are kept."""

from __future__ import annotations

import hashlib
from datetime import datetime

from bot.records.client import Client, Right
from bot.sqlite.connection import Connection, Row
from bot.store.clients import Clients


class SqlClients(Clients):
    """The port over one connection."""

    def __init__(self, db: Connection) -> None:
        self._db = db

    def add(self, client: Client, token: str, now: datetime) -> bool:
        rights = " ".join(sorted(client.rights))
        cursor = self._db.execute(
            "INSERT INTO api_client VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
            (client.name, _hash(token), rights, now.isoformat()),
        )
        return cursor.rowcount > 0

    def of(self, token: str) -> Client | None:
        row = self._db.execute(
            "SELECT name, rights FROM api_client WHERE token_hash = ?", (_hash(token),)
        ).fetchone()
        return None if row is None else _client(row)

    def all(self) -> tuple[Client, ...]:
        rows = self._db.execute("SELECT name, rights FROM api_client ORDER BY name")
        return tuple(_client(row) for row in rows)

    def end(self, name: str) -> bool:
        return self._db.execute("DELETE FROM api_client WHERE name = ?", (name,)).rowcount > 0


def _client(row: Row) -> Client:
    return Client(row["name"], frozenset(map(Right, row["rights"].split())))


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
