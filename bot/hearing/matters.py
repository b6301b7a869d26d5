"""Whether words of a data file stand in what somebody said."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

_CLAUSE = re.compile(r"[^,。!?;:\n]+")
_SENTENCE = re.compile(r"[^。!?;\n]+")


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def stands(patterns: Iterable[str], plain: str) -> bool:
    """Whether one of the regular expressions is found in a text in plain form.

    Raises:
        re.error: a pattern is none.
    """
    return any(_compiled(pattern).search(plain) for pattern in patterns)


def clauses(plain: str) -> list[str]:
    """The parts between stops and commas."""
    return _CLAUSE.findall(plain)


def sentences(plain: str) -> list[str]:
    """The parts between stops."""
    return _SENTENCE.findall(plain)


def wrong_one(patterns: Iterable[str]) -> str:
    """The first that is no regular expression, and why; empty where all are."""
    for pattern in patterns:
        try:
            _compiled(pattern)
        except re.error as error:
            return f"{pattern!r}: {error}"
    return ""
