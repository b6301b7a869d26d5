"""Who works at the office."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.contract.channel import SEAT
from bot.contract.messages import Chat


class Role(StrEnum):
    """What somebody is at the office."""

    ELECTRICIAN = "electrician"  # 台区经理 (area electrician)
    CLERK = "clerk"  # 综合柜员
    HEAD = "head"  # 所长
    AUDITOR = "auditor"  # 稽查员


@dataclass(frozen=True, slots=True)
class Staff:
    """A member of staff and their private chat."""

    id: int
    chat: Chat
    name: str
    role: Role

    @property
    def actor(self) -> str:
        """How they stand in the audit trail and in a case's history: by number."""
        return actor_of(self.id)

    @property
    def seat(self) -> Chat:
        """Their chat on the counter's page, whatever messenger they have besides."""
        return Chat(SEAT, str(self.id))


@dataclass(frozen=True, slots=True)
class Invitation:
    """An invitation that nobody has used yet; `mark` tells it apart and opens nothing."""

    mark: str
    name: str
    role: Role
    made_by: str
    expires_at: datetime


def actor_of(number: int) -> str:
    """How the member of staff of that number stands in the audit trail."""
    return f"staff:{number}"
