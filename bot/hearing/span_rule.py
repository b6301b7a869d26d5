"""What a rule is made of that finds days or months."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from bot.hearing.entity import Match
from bot.hearing.span_days import Days


@dataclass(frozen=True)
class SpanRule:
    """How one way of naming days is found, with texts that show it.

    Attributes:
        name: tells it from all others; shown by `jieti understand`.
        words: the pattern as it is written.
        days: what a match names, seen from a day; None where it is no span after all.
        reads: texts, each with the words that are taken there and their days, seen from
            22 December 2018: "10月份" -> "10月份: 2018-10-01 .. 2018-10-31".
        leaves: texts of which nothing is taken, even if no other rule takes it.
        of_bills: whether bills are named in this way, and not only events.
        of_year: whether a year is meant even where none is said.
        feast: whether it is named by a feast, which lies on other days each year.
    """

    name: str
    words: str
    days: Callable[[Match, date], Days | None]
    reads: Mapping[str, str]
    leaves: tuple[str, ...]
    of_bills: bool = True
    of_year: bool = True
    feast: bool = False

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The pattern, compiled once it is needed: most commands hear nothing."""
        return re.compile(self.words, re.ASCII)
