"""Reads values out of a region file and names file, line and place of whatever it cannot use."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, TypeVar

from tariff_rules.errors import RegionFileError, shown
from tariff_rules.evidence import Confidence, Evidence

E = TypeVar("E", bound=StrEnum)
FINEST = Decimal("1e-9")
FIRST_DAY = "2000-01-01"
YEARS = range(1900, 2200)  # others are slips, or stand for "open"


@dataclass(frozen=True, slots=True)
class Document:
    """A region file: its name, its text, and the sources that figures may name."""

    name: str
    text: str
    sources: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """A value in a file, with the way to it."""

    document: Document
    value: Any
    path: tuple[str | int, ...] = ()

    def __getitem__(self, key: str) -> Field:
        found = self.get(key)
        if found is None:
            raise Field(self.document, None, (*self.path, key)).error("is missing")
        return found

    def get(self, key: str) -> Field | None:
        """The value under a key; None where the file says nothing, or null."""
        if not isinstance(self.value, dict):
            raise self.error("must be a mapping of names to values")
        value = self.value.get(key)
        return None if value is None else Field(self.document, value, (*self.path, key))

    def only(self, known: Collection[str]) -> None:
        """Refuse keys that mean nothing here: a slip of the pen must not go unnoticed."""
        for key, entry in self.items():
            if key not in known:
                raise entry.error(
                    "is not known here; known are {known}", known=", ".join(sorted(known))
                )

    def items(self) -> Iterator[tuple[Any, Field]]:
        """The entries of a mapping."""
        if not isinstance(self.value, dict):
            raise self.error("must be a mapping of names to values")
        for key, value in self.value.items():
            yield key, Field(self.document, value, (*self.path, key))

    def entries(self) -> Iterator[Field]:
        """The entries of a list."""
        if not isinstance(self.value, list):
            raise self.error("must be a list")
        for i, value in enumerate(self.value):
            yield Field(self.document, value, (*self.path, i))

    def text(self) -> str:
        """The value as text."""
        return str(self.value)

    def words(self) -> str:
        """The value as text that says something."""
        if not self.text().strip() or not self.text().isprintable():
            raise self.error("is empty")
        return self.text()

    def number(self, low: int, high: int) -> int:
        """A whole number within bounds."""
        if type(self.value) is not int or not low <= self.value <= high:
            raise self.error(
                "{value} must be a whole number from {low} to {high}",
                value=shown(self.value),
                low=low,
                high=high,
            )
        return self.value

    def day(self) -> date:
        """A date."""
        if type(self.value) is not date:
            raise self.error("{value} is not a date; write 2013-01-01", value=shown(self.value))
        if self.value.year not in YEARS:
            raise self.error(
                "{value} is not usable; write a year from 1900 to 2199", value=self.value
            )
        return self.value

    def day_or_more(self) -> tuple[date, str]:
        """A date, a month (2023-09) or a year: its first day, and how it is written."""
        text = str(self.value)
        with suppress(ValueError):
            first = date.fromisoformat(text + FIRST_DAY[len(text) :])
            return Field(self.document, first, self.path).day(), text
        return self.day(), text

    def truth(self) -> bool:
        """Whether it is true."""
        if type(self.value) is not bool:
            raise self.error("{value} must be true or false", value=shown(self.value))
        return self.value

    def decimal(self) -> Decimal:
        """An exact figure, which must be quoted: a float has lost its last digits already."""
        if not isinstance(self.value, str):
            raise self.error(
                '{value} must be quoted, as in "0.56", to stay exact', value=shown(self.value)
            )
        try:
            found = Decimal(self.value)
        except InvalidOperation:
            found = Decimal("NaN")
        written = self.value.isascii() and "e" not in self.value.lower()
        usable = found.is_finite() and found.adjusted() < 9
        if not written or not usable or found != found.quantize(FINEST):
            raise self.error(
                "{value} is no plain decimal; write it without a unit", value=shown(self.value)
            )
        return found

    def decimals(self) -> tuple[Decimal, ...]:
        """A list of exact figures."""
        return tuple(entry.decimal() for entry in self.entries())

    def choice(self, choices: type[E]) -> E:
        """One of a few words."""
        if not isinstance(self.value, str) or self.value not in set(choices):
            raise self.error(
                "is {value}; use one of {known}", value=shown(self.value), known=", ".join(choices)
            )
        return choices(self.value)

    def evidence(self) -> Evidence:
        """How sure the figure is, and its sources; only one from memory may have none."""
        confidence = self["confidence"].choice(Confidence)
        keys = tuple(entry.text() for entry in self["sources"].entries())
        if not keys and confidence is not Confidence.MEMORY:
            raise self.error("has no source; name at least one, or mark it as from memory")
        if len(set(keys)) < len(keys):
            raise self.error("names a source twice; copies count by their number")
        for key in keys:
            if key not in self.document.sources:
                raise self.error(
                    "names source {key}, which is not under 'sources'", key=shown(key)
                )
        note, seen, order = self.get("note"), self.get("seen_from"), self.get("document")
        return Evidence(
            confidence,
            keys,
            note.text() if note else "",
            seen.day() if seen else None,
            order.words() if order else "",
        )

    def error(self, clause: str, **figures: object) -> RegionFileError:
        """What is wrong at this place, with the line it stands in."""
        place = "".join(f"[{p}]" if isinstance(p, int) else f".{p}" for p in self.path)
        line = _line_of(self.document.text, self.path)
        return RegionFileError(self.document.name, line, place.lstrip("."), clause, **figures)


def _line_of(text: str, path: tuple[str | int, ...]) -> int:
    import yaml  # noqa: PLC0415 - only a file with a fault is read for its lines

    node = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    line = 1
    for step in path:
        if isinstance(node, yaml.MappingNode):
            pairs = {key.value: (key, value) for key, value in node.value}
            if str(step) not in pairs:
                break
            key, node = pairs[str(step)]
            line = key.start_mark.line + 1
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            node = node.value[step]
            line = node.start_mark.line + 1
    return line
