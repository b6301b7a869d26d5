"""Which messages of which chats show a case and can be changed where they stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.contract.card import Card, Paper
from bot.contract.messages import Chat


@dataclass(frozen=True, slots=True)
class Shown:
    """A paper of a case as it stands in a chat: the newest there."""

    chat: Chat
    topic: str
    message_id: str
    staff_id: int


class Cards(Protocol):
    """Which messages of which chats show a case and can be changed where they stand."""

    def note(self, chat: Chat, topic: str, message_id: str, card: Card, now: datetime) -> None:
        """That message shows the card from now on."""

    def newest(self, chat: Chat, topic: str, case_number: str, paper: Paper) -> str:
        """The message that shows the paper in that chat and topic, the newest; empty = none."""

    def shown_at(self, chat: Chat, message_id: str) -> Card | None:
        """What the message shows; None where it is no paper of a case."""

    def of_case(self, case_number: str) -> tuple[Shown, ...]:
        """Where the sheet of a case stands: the newest of each chat and topic."""

    def gone(self, chat: Chat, message_id: str) -> None:
        """That message is not there any more, or cannot be changed."""

    def put_pass(self, chat: Chat, message_id: str, text: str, until: datetime) -> None:
        """The messenger lets the message be changed once by this pass; empty = it was used."""

    def pass_of(self, chat: Chat, message_id: str, now: datetime) -> str:
        """What changes the message now; empty where there is none."""
