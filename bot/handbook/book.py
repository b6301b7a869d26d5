"""The whole handbook: a file a topic, and which entry holds in a region on a day.

An office's own file takes the place of ours of the same name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from bot.contract.errors import SettingsError
from bot.contract.office import Office
from bot.handbook.entry import Entry, entry_of
from tariff_rules.yaml_text import read_yaml

ENTRIES = resources.files("bot.handbook") / "entries"


@dataclass(frozen=True, slots=True, eq=False)
class Book:
    """All entries, in the order of their files."""

    entries: tuple[Entry, ...]

    def versions(self, topic: str, point: str, region: str) -> tuple[Entry, ...]:
        """Whatever holds or held of a point there, the earliest first."""
        return _versions(self, topic, point, region)

    def point(self, topic: str, point: str, region: str, day: date) -> Entry | None:
        """What holds there on that day: the region's own before the country's, the latest."""
        held = [e for e in self.versions(topic, point, region) if e.first <= day <= e.last]
        return max(held, key=lambda e: (bool(e.regions), e.first), default=None)

    def topic(self, topic: str, region: str, day: date) -> tuple[Entry, ...]:
        """What holds there on that day of each point of a topic."""
        points = dict.fromkeys(entry.point for entry in self.entries if entry.topic == topic)
        held = (self.point(topic, point, region, day) for point in points)
        return tuple(entry for entry in held if entry is not None)


@lru_cache(4096)
def _versions(book: Book, topic: str, point: str, region: str) -> tuple[Entry, ...]:
    found = (e for e in book.entries if (e.topic, e.point) == (topic, point))
    here = (e for e in found if not e.regions or region in e.regions)
    return tuple(sorted(here, key=lambda entry: entry.first))


def book_of(office: Office) -> Book:
    """The handbook as that office has it."""
    return read_book(office.handbook)


@cache
def read_book(folder: Path | None = None) -> Book:
    """The handbook, with an office's own files.

    Raises:
        SettingsError: a file cannot be used; names the file and the point, and says what to do.
    """
    files: dict[str, Traversable] = {file.name: file for file in ENTRIES.iterdir()}
    if folder is not None:
        files |= {file.name: file for file in folder.iterdir()}
    names = sorted(name for name in files if name.endswith(".yaml"))
    return Book(tuple(entry for name in names for entry in _entries(files[name])))


def _entries(file: Traversable) -> Iterator[Entry]:
    try:
        points = read_yaml(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SettingsError(
            "{file}: cannot be read: {error}", file=file.name, error=error
        ) from error
    if not isinstance(points, dict):
        raise SettingsError(
            "{file}: write a point, a colon, and its entries below it", file=file.name
        )
    for point, rows in points.items():
        if not isinstance(point, str) or not isinstance(rows, list):
            raise SettingsError(
                "{file}: {point}: write its entries below it, each with a dash",
                file=file.name,
                point=point,
            )
        for number, row in enumerate(rows, start=1):
            try:
                yield entry_of(file.name.removesuffix(".yaml"), point, row)
            except ValueError as error:
                raise SettingsError(
                    "{file}: {point}, entry {number}: {error}",
                    file=file.name,
                    point=point,
                    number=number,
                    error=error,
                ) from error
