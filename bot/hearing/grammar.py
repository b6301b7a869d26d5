"""Figures and names in a text, each with the place where it stands.

Rules are tried in order; what one has taken, no later one reads again. A number is read only
where words beside it say what it is; a vague one (几十块) has a place but no value, and so has
one whose digits may be mistyped (l20度). The rules stand in `rules`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.hearing import figures_by_company, rules
from bot.hearing.entity import TAKEN, Entity, EntityKind, Rule, Value
from bot.hearing.intervals import Interval, interval
from bot.hearing.normalise import LONGEST, plain, visible
from bot.hearing.total import total

__all__ = ["Entity", "EntityKind", "Figures", "entities_in", "find_entities"]
# What is measured may be nearly so much; of a time only its own words tell (俩多月).
_MEASURED = {EntityKind.AMOUNT, EntityKind.PRICE, EntityKind.KWH, EntityKind.READING}
_MAY_BE_VAGUE = _MEASURED | {EntityKind.DAYS, EntityKind.MONTHS}
_LETTER = re.compile(r"[OolI|]")


@total(tuple[Entity, ...]())
def entities_in(text: str) -> tuple[Entity, ...]:
    """All entities of a text, in the order in which they stand; none where reading fails."""
    return find_entities(text)


def find_entities(text: str) -> tuple[Entity, ...]:
    """The same for a reader that has its own answer to failure.

    Raises:
        Exception: a rule has a fault.
    """
    return Figures.of(text).entities


class Figures:
    """The figures and names of one text: what was found, and what is still free (the rest blank).

    Places are those of the plain text, which is as long as the words that can be seen.

    Raises:
        Exception: a rule has a fault.
    """

    def __init__(self, words: str, heard: str) -> None:
        self._words = words
        self._heard = self._free = heard
        self._found: list[Entity] = []
        self._apply(rules.RULES)
        self._take(figures_by_company.readings(self._found, self._free))
        self._found = list(figures_by_company.regraded(self._found))
        self._apply(rules.WEAK)
        self._take(figures_by_company.listed(self._found, self._free))
        self._take(figures_by_company.compared(self._heard, self._free))

    @classmethod
    def of(cls, text: str) -> Figures:
        """Those of a text as it was written; a letter's stand at its start."""
        words = visible(text[:LONGEST])
        return cls(words, plain(words))

    @property
    def entities(self) -> tuple[Entity, ...]:
        """All of them, in the order in which they stand."""
        return tuple(sorted(self._found, key=lambda entity: entity.start))

    @property
    def doubts(self) -> tuple[str, ...]:
        """Figures that can be read in two ways, as they were written."""
        mistyped = [e for e in self._found if e.value is None and _LETTER.search(e.text)]
        unclear = figures_by_company.of_two_kinds(self._heard, self._free)
        spots = [(e.start, e.end) for e in mistyped] + list(unclear)
        return tuple(self._words[start:end] for start, end in sorted(spots))

    def _apply(self, known: Iterable[Rule]) -> None:
        for rule in known:
            for match in rule.pattern.finditer(self._free):
                value = rule.value(match)
                if value is not False:
                    group = "e" if "e" in rule.pattern.groupindex and match["e"] else 0
                    start, end = match.span(group)
                    words = self._words[start:end]
                    self._add(rule.kind, start, end, words if value is True else value, rule.name)

    def _take(self, found: Iterable[figures_by_company.Found]) -> None:
        for kind, start, end, value, rule in list(found):
            self._add(kind, start, end, value, rule)

    def _add(self, kind: EntityKind, start: int, end: int, value: Value, rule: str) -> None:
        lies = self._interval(kind, start, end, value)
        low, high = lies or (None, None)
        value = None if lies else value
        self._found.append(
            Entity(kind, self._words[start:end], start, end, value, rule, low, high)
        )
        self._free = f"{self._free[:start]}{TAKEN * (end - start)}{self._free[end:]}"

    def _interval(self, kind: EntityKind, start: int, end: int, value: Value) -> Interval | None:
        """Where a vague figure lies; None for an exact one, and for what is no figure."""
        if kind not in _MAY_BE_VAGUE or isinstance(value, str):
            return None
        before = self._heard[max(0, start - 8) : start] if kind in _MEASURED else ""
        after = self._heard[end : end + 6]
        return interval(before, self._heard[start:end], after, value)
