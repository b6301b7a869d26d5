"""Clients of the API; of their tokens only hashes are kept."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from bot.records.client import Client


class Clients(Protocol):
    """Clients of the API, by name."""

    def add(self, client: Client, token: str, now: datetime) -> bool:
        """Let a client in by that token; False where one of that name is let in already."""

    def of(self, token: str) -> Client | None:
        """The client of that token, if it is let in."""

    def all(self) -> tuple[Client, ...]:
        """Those that are let in, by name."""

    def end(self, name: str) -> bool:
        """Its token is good no more; False where there is no such client."""
