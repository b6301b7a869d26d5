"""Headings are matched by name, never by position: offices order and name their columns freely.

Columns with identity documents (身份证号, 证件号码) are never looked at.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import cache, lru_cache
from importlib import resources
from typing import Any

import yaml

from bot.hearing.normalise import plain
from bot.intake.fields import Field

_FIGURES = re.compile(r"[\d.,:/ -]*")
_UNIT = re.compile(
    r"\((?:千瓦时|千瓦·时|kw[·.]?h|度|元整?|人民币|yyyy[-/a-z]*|年月日?|必填|\d+位[^()]{0,8})\)"
    r"|(?<=[量费额])(?:/?kwh|/?元)$"
)
_AROUND = re.compile(r"[\s*::【】\[\]“”\"'`′’‘_]|^[◆●▲#]+")


LAST = 1000  # the place of a name that is put together, behind all that are known as a whole


class Known(StrEnum):
    """What is known of a heading that is none of the fields."""

    NOT_NEEDED = "not_needed"
    PRIVATE = "private"
    NOT_READ = "not_read"
    FOREIGN = "foreign"


@lru_cache(maxsize=4096)
def simple(heading: str) -> str:
    """The heading without what different exports put around it."""
    text = plain(unicodedata.normalize("NFKC", heading)).lower()
    return re.sub(r"\s", "", _AROUND.sub("", text)) or ""


def bare(heading: str) -> str:
    """The heading without the unit behind it, too."""
    return _UNIT.sub("", simple(heading))


@lru_cache(maxsize=4096)
def field_of(heading: str) -> tuple[Field, int] | None:
    """The field that a heading names, and the place of that name among its synonyms.

    >>> field_of(" 抄见电量(千瓦时)")
    (<Field.READ_KWH: '抄见电量'>, 0)
    """
    text = simple(heading)
    bare = _UNIT.sub("", text)
    known = _fields().get(text) or _fields().get(bare)
    if known or text in _others() or bare in _others():
        return known
    return next(((field, LAST) for field, name in _patterns() if name.fullmatch(bare)), None)


@lru_cache(maxsize=4096)
def known_of(heading: str) -> Known | None:
    """What is known of a heading that names no field."""
    text = simple(heading)
    return _others().get(text) or _others().get(_UNIT.sub("", text))


def foreign_kind(headings: Iterable[str]) -> str:
    """Which other list two or more headings speak of: payments, invoices, tickets; or none."""
    names = {simple(heading) for heading in headings}
    counts = {kind: len(names & foreign) for kind, foreign in _foreign().items()}
    best = max(counts, key=lambda kind: counts[kind])
    return best if counts[best] > 1 else ""


def known_names(cells: Sequence[str]) -> int:
    """How many of the cells are headings that are known."""
    # A figure or a day names nothing: most cells need no look.
    names = [cell for cell in cells if not _FIGURES.fullmatch(cell)]
    return sum((field_of(cell) or known_of(cell)) is not None for cell in names)


@cache
def table() -> dict[str, Any]:
    """The headings as data."""
    text = (resources.files("bot.intake") / "headings.yaml").read_text("utf-8")
    found: dict[str, Any] = yaml.safe_load(text)
    return found


@cache
def _fields() -> dict[str, tuple[Field, int]]:
    return {
        simple(name): (Field(field), rank)
        for field, names in reversed(table()["fields"].items())
        for rank, name in enumerate(names)
    }


@cache
def _patterns() -> tuple[tuple[Field, re.Pattern[str]], ...]:
    patterns: dict[str, str] = table()["patterns"]
    return tuple((Field(field), re.compile(name)) for field, name in patterns.items())


@cache
def _foreign() -> dict[str, frozenset[str]]:
    return {kind: frozenset(map(simple, names)) for kind, names in table()["foreign"].items()}


@cache
def _others() -> dict[str, Known]:
    found = {name: Known.FOREIGN for names in _foreign().values() for name in names}
    for known in (Known.NOT_NEEDED, Known.NOT_READ, Known.PRIVATE):
        found |= dict.fromkeys(map(simple, table()[known.value]), known)
    return found
