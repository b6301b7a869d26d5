"""Words before the bill: they wait for the head, go out once, and are known afterwards."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from bot.contract.messages import Chat
from bot.records.ahead import Given, Word


class Ahead(Protocol):
    """The words by account."""

    def put(self, word: Word, now: datetime) -> bool:
        """It waits for the head; False where it was known before, whatever became of it."""

    def waiting(self) -> tuple[Word, ...]:
        """What nobody has released or left out yet."""

    def release(self, word: Word, staff_id: int, now: datetime) -> None:
        """It goes out, by that member of staff's hand."""

    def untold(self) -> tuple[Word, ...]:
        """What was released and has reached nobody: to be told in person."""

    def drop(self, word: Word) -> None:
        """It does not go out."""

    def give(self, given: Given) -> None:
        """It went to that chat."""

    def take_back(self, given: Given) -> None:
        """It did not arrive in that chat."""

    def given_to(self, chat: Chat) -> tuple[Given, ...]:
        """What went to a chat, the newest first."""

    def given_of(self, account_no: str) -> tuple[Given, ...]:
        """What went out about an account, the newest first."""

    def refuse(self, chat: Chat, now: datetime) -> None:
        """The chat wants no such words."""

    def refuses(self, chat: Chat) -> bool:
        """Whether it said so."""
