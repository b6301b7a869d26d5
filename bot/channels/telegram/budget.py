"""One budget for all that is sent: in all, in a chat, in a group, and what Telegram asks."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from datetime import timedelta

from telegram.error import RetryAfter

from bot.channels.telegram.settings import Limits

LONGEST_ASKED = 3600.0  # seconds; whatever is asked, after that it is tried again


def seconds_asked(error: RetryAfter, longest: float = LONGEST_ASKED) -> float:
    """How long Telegram asks to wait; the library gives a number or a span of time.

    A number of a broken server must not silence the service for years.
    """
    asked = error.retry_after
    seconds = asked.total_seconds() if isinstance(asked, timedelta) else float(asked)
    return min(max(seconds, 0.0), longest)


@dataclass(slots=True)
class Budget:
    """When the next message may go, by a clock that never jumps (seconds).

    Telegram names groups and channels by negative numbers.
    """

    limits: Limits
    _all: float = 0
    _chats: dict[str, float] = field(default_factory=dict)
    _groups: dict[str, deque[float]] = field(default_factory=dict)
    _asked: dict[str, float] = field(default_factory=dict)  # until when Telegram holds a chat

    def ready_at(self, chat_id: str, now: float) -> float:
        """The moment from which a message to that chat may go; not later than `now` = at once."""
        ready = max(self._all, self._chats.get(chat_id, 0))
        sent = self._groups.get(chat_id)
        if sent and len(sent) >= self.limits.in_group:
            ready = max(ready, sent[0] + 60)
        return max(ready, now)

    def spend(self, chat_id: str, now: float) -> None:
        """A message went out."""
        self._all = max(self._all, now) + 1 / self.limits.in_all
        self._chats[chat_id] = now + 1 / self.limits.in_chat
        if chat_id.startswith("-"):
            sent = self._groups.setdefault(
                chat_id, deque(maxlen=max(1, int(self.limits.in_group)))
            )
            sent.append(now)
        if len(self._chats) > 1000:
            self._chats = {chat: at for chat, at in self._chats.items() if at > now}
            self._groups = {c: sent for c, sent in self._groups.items() if sent[-1] > now - 60}

    def hold(self, chat_id: str, until: float, now: float) -> None:
        """Telegram asked to wait (429). It does not say for whom: the chat, or the bot.

        The chat waits; once a second chat is asked to wait meanwhile, it is meant for all.
        """
        self._asked = {chat: at for chat, at in self._asked.items() if at > now} | {chat_id: until}
        if len(self._asked) > 1:
            self._all = max(self._all, until)
        self.hold_chat(chat_id, until)

    def hold_chat(self, chat_id: str, until: float) -> None:
        """A message to this chat could not be sent; the chat waits, the others do not."""
        self._chats[chat_id] = max(self._chats.get(chat_id, 0), until)
