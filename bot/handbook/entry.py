"""One entry of the handbook, and how it is read from its file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from string import Formatter
from typing import Any

from bot.contract.errors import SettingsError

OFFICE = "phone"  # a blank that the office's own number fills


class Mark(StrEnum):
    """How surely an entry is known. Only FOUND was read in a text of the document itself."""

    FOUND = "found"
    SECONDARY = "secondary"  # in a copy, report or data file that names its source
    DERIVED = "derived"
    CONFLICT = "conflict"
    MEMORY = "memory"
    OWN = "own"  # how this office does it: no document but itself
    NONE = "none"  # looked for, not found: the entry says so, and whom to ask


@dataclass(frozen=True, slots=True)
class Entry:
    """What holds on one point from a date on.

    Attributes:
        topic, point: the name of its file, and of its place there.
        say: the sentence, with blanks for figures; empty where only its figures are used.
        figures: days, hours, per mille ..., by the names that the sentence uses.
        regions: where it holds; empty = everywhere that has none of its own.
        first, last: the days on which it holds.
        document: where it stands; empty where nothing was found, or the office itself says so.
    """

    topic: str
    point: str
    say: str
    document: str
    mark: Mark
    regions: frozenset[str] = frozenset()
    first: date = date.min
    last: date = date.max
    figures: Mapping[str, int | str] = field(default_factory=dict)

    def number(self, name: str) -> int | None:
        """A whole number of days or hours; None where the entry has none of that name."""
        figure = self.figures.get(name)
        return figure if isinstance(figure, int) else None


def entry_of(topic: str, point: str, row: Any) -> Entry:
    """A row of a file as the entry that it is.

    Raises:
        SettingsError: says what is wrong with the row and what to write.
    """
    if not isinstance(row, dict):
        raise SettingsError("is no entry; write say, document and confidence below a dash")
    known = dict(row)
    entry = Entry(
        topic,
        point,
        _text(known.pop("say", "")),
        _text(known.pop("document", "")),
        _mark(known.pop("confidence", None)),
        _regions(known.pop("regions", [])),
        _day(known.pop("from", date.min)),
        _day(known.pop("until", date.max)),
        _figures(known),
    )
    if not entry.document and entry.mark not in (Mark.NONE, Mark.OWN):
        raise SettingsError("names no document; write one, or confidence: own or none")
    if entry.last < entry.first:
        raise SettingsError("ends before it begins; look at from and until")
    blanks = {name for _, name, _, _ in Formatter().parse(entry.say) if name is not None}
    unknown = sorted(blanks - set(entry.figures) - {OFFICE})
    if unknown:
        raise SettingsError(
            "has no figure for the blank {blank} of its sentence", blank=unknown[0]
        )
    return entry


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise SettingsError("{value} should be text; put it in quotes", value=repr(value))
    return value.strip()


def _mark(value: Any) -> Mark:
    if not isinstance(value, str) or value not in set(Mark):
        raise SettingsError(
            "confidence: {value} is not known; use one of {known}",
            value=repr(value),
            known=", ".join(Mark),
        )
    return Mark(value)


def _regions(value: Any) -> frozenset[str]:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise SettingsError("regions: write the names of region files in brackets, as [henan]")
    return frozenset(value)


def _day(value: Any) -> date:
    if type(value) is not date:
        raise SettingsError(
            "{value} is no day; write it as 2013-01-01, without quotation marks", value=repr(value)
        )
    return value


def _figures(rest: dict[Any, Any]) -> dict[str, int | str]:
    for name, value in rest.items():
        if not isinstance(name, str) or type(value) not in (int, str):
            raise SettingsError(
                "{name}: {value} is no figure; write 5, or '0.5' with its point",
                name=str(name),
                value=repr(value),
            )
    return rest
