"""Photos that customers sent on the page, which no messenger keeps for us."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.contract.messages import Chat


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo: whose it is, of what kind (jpg, png, webp), its bytes."""

    chat: Chat
    kind: str
    content: bytes


class Photos(Protocol):
    """By the file's number in what was said; kept as long as the chat, or as the case it is in."""

    def keep(self, key: str, photo: Photo, now: datetime) -> None:
        """Keep it under that number."""

    def get(self, key: str) -> Photo | None:
        """The photo of that number, if it is still there."""

    def count_since(self, chat: Chat, since: datetime) -> int:
        """How many that chat has sent since then."""
