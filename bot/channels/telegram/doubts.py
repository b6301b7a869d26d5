"""Messages that may have arrived: after a silence nobody knows whether Telegram has obeyed."""

from __future__ import annotations

from dataclasses import dataclass, field

from telegram.error import TimedOut

TRIES = 2  # of one message without a clear answer; a third copy helps nobody
AFTER_SILENCE = 30.0  # seconds; the line is slow, and has already been waited for
AFTER_BREAK = 3.0


@dataclass(slots=True)
class Doubts:
    """How often a message went out without a clear answer."""

    _raised: dict[str, int] = field(default_factory=dict)

    def about(self, key: str) -> bool:
        """Whether the message may have arrived."""
        return key in self._raised

    def raise_one(self, key: str, error: Exception) -> float | None:
        """There was no clear answer: seconds until the next try, None if there is none."""
        tries = self._raised[key] = self._raised.get(key, 0) + 1
        if tries >= TRIES:
            return None
        return AFTER_SILENCE if isinstance(error, TimedOut) else AFTER_BREAK

    def settle(self, key: str) -> None:
        """It is over, one way or the other."""
        self._raised.pop(key, None)
