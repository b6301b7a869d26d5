"""Who works at the office, and invitations, of which only hashes are kept."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from bot.contract.messages import Chat
from bot.records.staff import Role, Staff


class StaffList(Protocol):
    """Who works at the office, and invitations, of which only hashes are kept."""

    def invite(
        self, token: str, role: Role, name: str, made_by: str, expires_at: datetime
    ) -> None:
        """Keep an invitation that can be used once until then."""

    def redeem(self, token: str, chat: Chat, now: datetime) -> Staff | None:
        """Make the chat's owner staff; None if the invitation is unknown, used or expired."""

    def member(self, chat: Chat) -> Staff | None:
        """The member of staff whose private chat that is."""

    def get(self, number: int | None) -> Staff | None:
        """The member of that number, also one who has left."""

    def members(self, *roles: Role) -> tuple[Staff, ...]:
        """Everybody who works here, or those in these roles."""

    def everybody(self) -> tuple[Staff, ...]:
        """Also those who have left."""

    def remove(self, number: int) -> bool:
        """They work here no more, and what they invited to is void; False if nobody is that."""
