"""What was forwarded, sent or said in a case: one row a message, changed when it is edited."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from bot.contract.messages import Chat
from bot.records.case import Material


class Materials(Protocol):
    """What was forwarded, sent or said in a case: one row a message, changed when it is edited."""

    def put(self, number: str, item: Material) -> int:
        """Add a message to a case; its row's number."""

    def edit(self, chat: Chat, message_id: str, text: str) -> tuple[str, str] | None:
        """Change the text of a message; its case and the text before, None if it is in no case."""

    def attach(self, chat: Chat, message_id: str, file_id: str, text: str) -> str | None:
        """The file of a message has come after all; its case, None if it is in no case."""

    def of_case(self, number: str) -> tuple[Material, ...]:
        """All messages of a case, in the order in which they came."""

    def case_of(self, chat: Chat, message_id: str) -> str | None:
        """The number of the case that a message belongs to."""

    def latest_case(
        self, chat: Chat, sender: str, origin: str | None, since: datetime
    ) -> str | None:
        """The case to which that sender has just added something of that origin (None = any)."""

    def give(self, chat: Chat, message_id: str, number: str) -> None:
        """One message goes over to another case."""

    def move(self, old: str, new: str) -> None:
        """All messages of one case go over to another."""
