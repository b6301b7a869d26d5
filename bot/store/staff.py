"""Who works at the office, and invitations, of which only hashes are kept."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from bot.contract.messages import Chat
from bot.records.staff import Invitation, Role, Staff


class StaffList(Protocol):
    """Who works at the office, and invitations, of which only hashes are kept."""

    def invite(
        self,
        token: str,
        role: Role,
        name: str,
        made_by: str,
        made_at: datetime,
        expires_at: datetime,
    ) -> None:
        """Keep an invitation that can be used once until then."""

    def invitations(self, now: datetime) -> tuple[Invitation, ...]:
        """Those that can still be used, the oldest first."""

    def void(self, mark: str) -> bool:
        """That invitation is good no more; False if nobody could use it anyway."""

    def redeem(self, token: str, chat: Chat | None, now: datetime) -> Staff | None:
        """Make the chat's owner staff; None if the invitation is unknown, used or expired.

        Without a chat it is somebody without a messenger, who gets a seat.

        Who has left comes back by one that was made after that alone.
        """

    def add(self, name: str, role: Role, now: datetime) -> Staff:
        """Somebody who has no messenger: their only chat is their seat at the counter's page."""

    def writes_from(self, number: int, chat: Chat) -> None:
        """That chat is theirs as well from now on, instead of the one before it."""

    def other_chat(self, number: int) -> Chat | None:
        """The second chat of who works here, if there is one."""

    def member(self, chat: Chat) -> Staff | None:
        """The member of staff whose private chat, or whose seat at the counter's page, it is."""

    def get(self, number: int | None) -> Staff | None:
        """The member of that number, also one who has left."""

    def members(self, *roles: Role) -> tuple[Staff, ...]:
        """Everybody who works here, or those in these roles."""

    def everybody(self) -> tuple[Staff, ...]:
        """Also those who have left."""

    def remove(self, number: int, now: datetime) -> bool:
        """They work here no more; False if nobody is that.

        Void is what they invited to, and what invites somebody of their name.
        """
