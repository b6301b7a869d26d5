"""The audit trail: who saw or changed what. It only grows, and its chain can be checked.

Each entry's hash covers the one before it, so a changed, removed or inserted entry breaks the
chain. The last hash, noted elsewhere, also shows whether the end was cut off.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

START = "0" * 64  # what the first entry follows


@dataclass(frozen=True, slots=True)
class Trail:
    """What a check found: entries, the last hash, and the first entry that is wrong, if any."""

    entries: int
    head: str
    broken_at: int | None


def digest(before: str, *fields: str) -> str:
    """The hash of an entry: over the one before it and its own fields (at, actor, action, …)."""
    text = json.dumps([before, *fields], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


class Audit(Protocol):
    """The audit trail: who saw or changed what. It only grows, and its chain can be checked."""

    def add(self, now: datetime, actor: str, action: str, subject: str, detail: str = "") -> None:
        """Note that somebody did something to or with a subject (an account, a case, a chat)."""

    def verify(self) -> Trail:
        """Follow the chain from its start, or from what retention left, to its end."""

    def remove_before(self, moment: datetime, now: datetime) -> int:
        """Remove entries older than that; the chain goes on from the last of them."""
