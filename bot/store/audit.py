"""The audit trail: who saw or changed what. It only grows, and its chain can be checked.

Each entry's hash covers the one before it, so a changed, removed or inserted entry breaks the
chain. With a key, which lies outside the database, nobody can make the chain anew who has the
database alone; the head (number and hash of the last entry), noted elsewhere, also shows whether
the end was cut off. What is done to a case stands in it with the hash of
the case, before and after.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Protocol

from bot.records.trail import Trail

START = "0" * 64  # what the first entry follows
CUT = "cut"  # the entry of what retention removed: number and hash of the last that went
SEALED = "sealed"  # the entry from which on all have the key
KEY_LOST = "key_lost"  # from here on with another key; the hash of the file with what was before


def digest(key: bytes, before: str, *fields: str) -> str:
    """The hash of an entry: over the one before it and its own fields (at, actor, action, …).

    Without a key (b"") anybody can compute it.
    """
    text = json.dumps([before, *fields], ensure_ascii=False).encode()
    return (hmac.new(key, text, hashlib.sha256) if key else hashlib.sha256(text)).hexdigest()


def name_of(key: bytes) -> str:
    """What an entry calls the key it was sealed with."""
    return hashlib.sha256(key).hexdigest()[:8] if key else ""


class Audit(Protocol):
    """The audit trail: who saw or changed what. It only grows, and its chain can be checked."""

    def add(self, now: datetime, actor: str, action: str, subject: str, detail: str = "") -> None:
        """Note that somebody did something to or with a subject (an account, a case, a chat)."""

    def last_at(self, action: str) -> datetime | None:
        """When somebody did that last, as far as entries are kept; None for never."""

    def verify(self) -> Trail:
        """Follow the chain from its start, or from what retention left, to its end."""

    def hash_at(self, number: int) -> str | None:
        """The hash of the entry of that number; None where it is not kept."""

    def since(self, day: date, subject: str = "") -> Iterator[tuple[str, str, str, str, str]]:
        """Moment, actor, action, subject and detail of each entry of that subject, or of all."""

    def remove_before(self, moment: datetime, now: datetime) -> int:
        """Remove entries older than that; an entry says so, and the chain goes on.

        What a case was last is noted again before. Nothing goes where the trail shows a change:
        it is what shows it.
        """
