"""Clients of the API, in memory."""

from __future__ import annotations

import hashlib
from datetime import datetime

from bot.records.client import Client
from bot.store.clients import Clients
from tests.store.memory_tables import Tables


class MemoryClients(Clients):
    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def add(self, client: Client, token: str, now: datetime) -> bool:  # noqa: ARG002
        if client.name in [one.name for one in self._tables.clients.values()]:
            return False
        self._tables.clients[_hash(token)] = client
        return True

    def of(self, token: str) -> Client | None:
        return self._tables.clients.get(_hash(token))

    def all(self) -> tuple[Client, ...]:
        return tuple(sorted(self._tables.clients.values(), key=lambda one: one.name))

    def end(self, name: str) -> bool:
        before = self._tables.clients
        self._tables.clients = {key: one for key, one in before.items() if one.name != name}
        return len(self._tables.clients) < len(before)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
