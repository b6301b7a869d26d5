"""Other systems of the company that ask by the API."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Right(StrEnum):
    """What a client may ask."""

    ASSESS = "assess"  # facts that it sends itself
    BILLS = "bills"  # what the records of an account show
    CASES = "cases"  # how far a case is
    OPEN = "open"  # to open one


@dataclass(frozen=True, slots=True)
class Client:
    """A client that is let in, and with which rights."""

    name: str
    rights: frozenset[Right]

    @property
    def actor(self) -> str:
        """How it stands in the audit trail."""
        return f"api:{self.name}"
