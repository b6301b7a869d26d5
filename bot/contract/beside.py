"""The office's own messenger (企业微信), which opens a page of ours beside its chats (侧边栏)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from bot.contract.messages import Chat


class UnreachableError(Exception):
    """The messenger does not answer now."""


class Beside(Protocol):
    """What the page needs to know of the messenger that opens it."""

    @property
    def names(self) -> Mapping[str, str]:
        """How the page calls itself there, as its script is told."""

    def asks_who(self, back: str, state: str) -> str:
        """Where a browser is sent to learn who has it open; it comes back there with a code."""

    async def who(self, code: str) -> Chat | None:
        """Whose code it is, as a chat of staff; None where it is nobody's.

        Raises:
            UnreachableError: that cannot be asked now.
        """

    def customers(self, name: str) -> tuple[Chat, ...]:
        """The chats of a customer whom the messenger calls so: one with each account."""

    async def signed(self, page: str) -> Mapping[str, Mapping[str, Any]]:
        """What the messenger wants to see before the page at that address may speak to it.

        Raises:
            UnreachableError: that cannot be had now.
        """
