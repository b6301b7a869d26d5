"""Where a language model answers, if the office sets one up (`bot.hearing.helper` asks it)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where the model answers: address up to /v1, its name, and a key or nothing."""

    url: str
    model: str
    key: str = ""
