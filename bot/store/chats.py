"""What belongs to a chat: its bound accounts, failed tries, and what it remembers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.contract.messages import Chat
from bot.records.memory import Memory


@dataclass(frozen=True, slots=True)
class Binding:
    """A chat has proved an account.

    Attributes:
        used_at: when it last read figures of it; at first when it was bound.
    """

    chat: Chat
    account_no: str
    bound_at: datetime
    used_at: datetime


@dataclass(frozen=True, slots=True)
class Tried:
    """How often, and from how many chats, an account's particulars were tried and did not fit."""

    account_no: str
    tries: int
    chats: int


class Chats(Protocol):
    """What belongs to a chat: its bound accounts, failed tries, and what it remembers."""

    def bind(self, chat: Chat, account_no: str, now: datetime) -> None:
        """The chat has proved an account, which is its current one now."""

    def turn_to(self, chat: Chat, account_no: str) -> None:
        """Make an account that the chat has proved its current one."""

    def bound_accounts(self, chat: Chat) -> tuple[str, ...]:
        """Account numbers of the chat, the current one first."""

    def bound_to(self, account_no: str) -> tuple[Chat, ...]:
        """The chats that have proven their right to an account."""

    def bindings_of(self, account_no: str) -> tuple[Binding, ...]:
        """The same with their moments, the oldest first."""

    def unused_bindings(self, since: datetime) -> tuple[Binding, ...]:
        """All bindings that were not used after that moment."""

    def note_use(self, chat: Chat, account_no: str, now: datetime) -> None:
        """The chat has read figures of the account."""

    def end_binding(self, chat: Chat, account_no: str) -> None:
        """The chat is not bound to that account any more."""

    def unbind(self, chat: Chat) -> int:
        """Undo all bindings of the chat; returns how many. Its links to answers open nothing."""

    def forget(self, chat: Chat) -> None:
        """Remove the chat's bindings and notes. Failed tries stay until they lapse."""

    def add_failure(self, chat: Chat, account_no: str, now: datetime) -> None:
        """Note a failed try to bind, and the account number that was tried."""

    def failures_since(self, chat: Chat, since: datetime) -> int:
        """Failed tries of the chat after that moment."""

    def accounts_tried(self, chat: Chat, since: datetime) -> int:
        """On how many accounts the chat failed after that moment."""

    def failures_on_account(self, account_no: str, since: datetime) -> int:
        """Failed tries on that account by anyone after that moment; older ones are dropped."""

    def tried(self, since: datetime) -> tuple[Tried, ...]:
        """Of each account with failed tries after that moment how many there were."""

    def get_memory(self, chat: Chat) -> Memory:
        """What the chat remembers."""

    def put_memory(self, chat: Chat, memory: Memory, now: datetime) -> None:
        """Remember that."""

    def language_of(self, chat: Chat) -> tuple[str | None, bool]:
        """The locale a chat is answered in, None if not known, and whether it was chosen."""

    def agrees(self, chat: Chat) -> bool | None:
        """Whether its figures may go to a messenger abroad; None where that was never said."""

    def put_agrees(self, chat: Chat, now: datetime, *, agrees: bool) -> None:
        """Whether they may, from now on."""

    def put_language(self, chat: Chat, locale: str, *, chosen: bool) -> None:
        """Answer the chat in this language from now on."""
