"""A search among cases that a member of staff keeps for later."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class View:
    """One of them: its number, the list (`due` or `find`), and the words that narrow it down."""

    number: int
    list: str
    words: str
