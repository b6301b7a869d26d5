"""Figures and names in a text, each with the place where it stands.

Rules are tried in order; what one has taken, no later one reads again. A number is read only
where words beside it say what it is; a vague one (几十块) has a place but no value, and so has
one whose digits may be mistyped (l20度). The rules stand in `naming`, `figures` and `bare`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.hearing import figures, figures_by_company, identifiers
from bot.hearing.entity import TAKEN, Entity, EntityKind, Rule, Value
from bot.hearing.normalise import plain
from bot.hearing.total import total

__all__ = ["LONGEST", "Entity", "EntityKind", "doubts_in", "entities_in", "find_entities"]
_LETTER = re.compile(r"[OolI|]")
LONGEST = 4000  # characters that are read; a letter's figures stand at its start


@total(tuple[Entity, ...]())
def entities_in(text: str) -> tuple[Entity, ...]:
    """All entities of a text, in the order in which they stand; none where reading fails."""
    return find_entities(text)


def find_entities(text: str) -> tuple[Entity, ...]:
    """The same for a reader that has its own answer to failure.

    Raises:
        Exception: a rule has a fault.
    """
    return tuple(sorted(_read(text).found, key=lambda entity: entity.start))


@total(tuple[str, ...]())
def doubts_in(text: str) -> tuple[str, ...]:
    """Figures that can be read in two ways, as they were written: they are to be asked about."""
    draft = _read(text)
    mistyped = [e for e in draft.found if e.value is None and _LETTER.search(e.text)]
    unclear = figures_by_company.of_two_kinds(draft.source, draft.free)
    spots = [(e.start, e.end) for e in mistyped] + list(unclear)
    return tuple(text[start:end] for start, end in sorted(spots))


def _read(text: str) -> _Draft:
    draft = _Draft(text[:LONGEST])
    draft.apply((*identifiers.RULES, *figures.RULES))
    draft.take(figures_by_company.readings(draft.found, draft.free))
    draft.apply(figures.WEAK)
    draft.take(figures_by_company.compared(draft.source, draft.free))
    return draft


class _Draft:
    """A text being read: what was found, and what is still free (the rest is blanked)."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.source = self.free = plain(text)
        self.found: list[Entity] = []

    def apply(self, rules: Iterable[Rule]) -> None:
        for kind, pattern, read in rules:
            for match in pattern.finditer(self.free):
                value = read(match)
                if value is not False:
                    group = "e" if "e" in pattern.groupindex and match["e"] else 0
                    start, end = match.span(group)
                    words = self._text[start:end]
                    self._add(kind, start, end, words if value is True else value)

    def take(self, figures: Iterable[figures_by_company.Found]) -> None:
        for kind, start, end, value in list(figures):
            self._add(kind, start, end, value)

    def _add(self, kind: EntityKind, start: int, end: int, value: Value) -> None:
        self.found.append(Entity(kind, self._text[start:end], start, end, value))
        self.free = f"{self.free[:start]}{TAKEN * (end - start)}{self.free[end:]}"
