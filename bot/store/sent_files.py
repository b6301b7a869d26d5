"""Tables that staff sent to the desk, until they are imported or dropped."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from bot.records.sent_file import FileState, SentFile


class SentFiles(Protocol):
    """The files by number."""

    def add(self, file: SentFile, now: datetime) -> SentFile:
        """Keep it; it comes back with its number."""

    def get(self, number: int) -> SentFile | None:
        """The file of that number, if it is still there."""

    def in_state(self, *states: FileState) -> tuple[SentFile, ...]:
        """The files that have come so far, the oldest first."""

    def put_state(self, number: int, state: FileState) -> None:
        """It has come so far."""

    def remove(self, number: int) -> None:
        """It is done with."""

    def remove_older(self, than: datetime) -> None:
        """Nobody has pressed a button for them."""
