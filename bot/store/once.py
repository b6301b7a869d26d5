"""Secrets that open one thing once: kept as hashes, so whoever reads the database has none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class Opens(StrEnum):
    """What a secret opens."""

    ACCOUNT = "account"  # whoever shows it is bound to an account: it was printed for the holder
    CHAT = "chat"  # whoever sends it writes from that chat too, as a member of staff
    TEXT = "text"  # an answer too long for the messenger is read on the page


@dataclass(frozen=True, slots=True)
class Offered:
    """What a secret opened.

    Attributes:
        subject: an account number, or the text.
        made_by: who made it, as the trail names them.
    """

    subject: str
    made_by: str


class Once(Protocol):
    """By secret and what it is for."""

    def offer(
        self, secret: str, opens: Opens, subject: str, made_by: str, until: datetime
    ) -> None:
        """That secret opens it once, until then."""

    def use(self, secret: str, opens: Opens, now: datetime) -> Offered | None:
        """Use it up; None where it is none, is used, or is late."""

    def withdraw(self, opens: Opens, subject: str) -> int:
        """Secrets for that subject open nothing any more; returns how many there were."""
