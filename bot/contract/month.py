"""A month as people name it, with or without its year."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Month:
    """A month that was named; `year` only if it was said or is meant."""

    month: int
    year: int | None = None
