"""How many messages a messenger still lets us send to a chat, and until when.

WeChat allows so many messages within so long of each word of the customer; nobody tells how many
are left, so it is counted here, in the transaction that writes a message.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.contract.messages import Chat


@dataclass(frozen=True, slots=True)
class Window:
    """What is left of the rights that the customer's last word gave.

    Attributes:
        until: then they end.
        left: so many messages.
        blocked: the customer has stopped following, or refuses messages.
        person: who of the office talks with them in the messenger itself, as it is called there;
            empty while nobody does: then the bot answers.
        forms: so many notices by their fields the customer has allowed.
        asked: whether they were asked to allow one.
    """

    until: datetime
    left: int
    blocked: bool = False
    person: str = ""
    forms: int = 0
    asked: bool = False

    def is_open(self, now: datetime) -> bool:
        """Whether anything may be sent now."""
        return not self.blocked and self.left > 0 and now < self.until


class Windows(Protocol):
    """By chat; a chat of which nothing is known may be sent nothing."""

    def open(self, chat: Chat, left: int, until: datetime) -> None:
        """The customer has done what gives rights; what lasts longer is not shortened by it."""

    def of(self, chat: Chat) -> Window | None:
        """What is left; None where the customer has never written."""

    def spend(self, chat: Chat, count: int) -> None:
        """So many messages are going to be sent; not below none."""

    def close(self, chat: Chat, *, blocked: bool = False) -> None:
        """Nothing more may be sent until the customer writes; `blocked`: they want nothing."""

    def put_person(self, chat: Chat, person: str) -> None:
        """Who talks with them in the messenger itself from now on; empty = the bot."""

    def put_forms(self, chat: Chat, count: int, now: datetime) -> None:
        """So many notices are allowed from now on; also where the customer has never written."""

    def put_asked(self, chat: Chat) -> None:
        """They were asked to allow one."""
