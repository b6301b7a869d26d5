"""Fetches what customers send along at once: the messenger keeps it for three days.

What cannot be had now is tried again for some minutes; its chat waits, and nobody else does. For
longer than that its chat's later words are not held back: they go on without the file, the case
says so, and the file is tried for as long as the messenger keeps it.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, field
from datetime import timedelta

from bot.channels.wechat.client import Client
from bot.channels.wechat.outcome import LATER, OURS, TOKEN, CallError, LineError
from bot.hearing.ocr import LARGEST, TextReader
from bot.store.inbox import LATE, Waiting

TRIES = 8
PATIENCE = 8.0  # seconds for one try
FIRST = 1.0  # seconds until the second try; each later one waits twice as long
# Not of the file: the account is refused, or has asked too often. No try counts, for a while.
ACCOUNT = OURS | TOKEN | (LATER.keys() - {-1})
PAUSE, ACCOUNT_PATIENCE = 60.0, 600.0  # seconds
KEPT, LATE_PAUSE = timedelta(days=3), 300.0  # by the messenger; seconds from try to try by then
log = logging.getLogger(__name__)
_BEGIN = {
    b"\xff\xd8\xff": "jpg", b"\x89PNG": "png", b"GIF8": "gif", b"#!AMR": "amr", b"%PDF": "pdf",
    b"PK\x03\x04": "zip", b"#!SILK": "silk", b"\x02#!SILK": "silk",
}  # fmt: skip
_PICTURES = {"jpg", "png"}


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file: of what kind, its bytes, and what was read in a picture; empty where it is gone.

    Attributes:
        coming: it is not there, and may be had later.
    """

    kind: str = ""
    content: bytes = b""
    lines: tuple[str, ...] = ()
    coming: bool = False


@dataclass
class Keeping:
    """Which files are still to be fetched, by the arrival of their messages."""

    reader: TextReader | None = None
    _tries: dict[int, int] = field(default_factory=dict)
    _refused_since: dict[int, float] = field(default_factory=dict)
    _resting: dict[int, tuple[Waiting, str, float]] = field(default_factory=dict)

    def wait(self, most: float) -> float | None:
        """For how many seconds nothing is to be tried again; None where nothing is at all."""
        if not self._resting:
            return None
        soonest = min(at for _, _, at in self._resting.values())
        return max(0.1, min(most, soonest - asyncio.get_running_loop().time()))

    def resting(self) -> list[tuple[Waiting, str]]:
        """What is not to be taken now, and whose it is."""
        now = asyncio.get_running_loop().time()
        self._resting = {n: one for n, one in self._resting.items() if one[2] > now}
        return [(waiting, chat) for waiting, chat, _ in self._resting.values()]

    def also(self, waiting: Waiting, chat: str) -> None:
        """It came after a message that waits for its file, from the same chat."""
        until = max((at for _, whose, at in self._resting.values() if whose == chat), default=0)
        self._resting[waiting.arrival] = waiting, chat, until

    async def fetched(
        self, client: Client, waiting: Waiting, media_id: str, chat: str
    ) -> Fetched | None:
        """The file; an empty one where it cannot be had, and None while it is tried again."""
        try:
            async with asyncio.timeout(PATIENCE):
                content = await client.fetch(media_id)
        except (LineError, CallError, TimeoutError) as error:
            log.warning("a file could not be fetched: %s", type(error).__name__)
            if is_late(waiting):
                self._much_later(waiting)
                return None
            ours = isinstance(error, CallError) and error.code in ACCOUNT
            return self._later(waiting, chat) if ours else self._again(waiting, chat)
        self._forget(waiting)
        if content is None:
            return Fetched()
        kind = kind_of(content)
        return Fetched(kind, content, await self._lines(kind, content))

    def _again(self, waiting: Waiting, chat: str) -> Fetched | None:
        tries = self._tries[waiting.arrival] = self._tries.get(waiting.arrival, 0) + 1
        if tries >= TRIES:
            self._forget(waiting)
            return Fetched(coming=True)
        until = asyncio.get_running_loop().time() + FIRST * 2 ** (tries - 1)
        self._resting[waiting.arrival] = waiting, chat, until
        return None

    def _later(self, waiting: Waiting, chat: str) -> Fetched | None:
        now = asyncio.get_running_loop().time()
        if now - self._refused_since.setdefault(waiting.arrival, now) >= ACCOUNT_PATIENCE:
            self._forget(waiting)
            return Fetched(coming=True)
        self._resting[waiting.arrival] = waiting, chat, now + PAUSE
        return None

    def _much_later(self, waiting: Waiting) -> None:
        """No chat waits for it: its message went on long ago."""
        until = asyncio.get_running_loop().time() + LATE_PAUSE
        self._resting[waiting.arrival] = waiting, "", until

    def _forget(self, waiting: Waiting) -> None:
        self._tries.pop(waiting.arrival, None)
        self._refused_since.pop(waiting.arrival, None)

    async def _lines(self, kind: str, content: bytes) -> tuple[str, ...]:
        if self.reader is None or kind not in _PICTURES or len(content) > LARGEST:
            return ()
        return await self.reader.lines_of(content)


def is_late(waiting: Waiting) -> bool:
    """Whether only the file is still to come: the message went on without it."""
    return waiting.delivery.startswith(LATE)


def kind_of(content: bytes) -> str:
    """What a file is, by its first bytes; `bin` where that is not known."""
    if content[4:8] == b"ftyp":
        return "mp4"
    return next((kind for begin, kind in _BEGIN.items() if content.startswith(begin)), "bin")
