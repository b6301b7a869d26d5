"""How well a file of phrases is understood, by style; the form is that of `tests/phrases.json`."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from bot.contract.errors import SentenceError
from bot.hearing.grammar import EntityKind
from bot.hearing.intents import AT_ONCE, REFUSED, Understood, understand


class PhrasesError(SentenceError):
    """A file of phrases cannot be used; the message says why."""


def read_phrases(path: Path) -> list[dict[str, Any]]:
    """The rows of a file: text and intent, and optionally also, style and entities.

    Raises:
        PhrasesError: the file is not of this form.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise PhrasesError("{file}: cannot be read: {error}", file=path, error=error) from error
    except (ValueError, RecursionError) as error:
        raise PhrasesError("{file}: is no JSON that can be read", file=path) from error
    rows = data.get("rows") if isinstance(data, dict) else data
    if rows == []:  # `jieti misunderstood` of an office where all was understood
        raise PhrasesError("{file}: holds no phrases, so there is nothing to measure", file=path)
    if not isinstance(rows, list):
        raise PhrasesError(
            "{file}: must be a list of phrases, or hold one under 'rows'", file=path
        )
    for number, row in enumerate(rows, start=1):
        if not (isinstance(row, dict) and _is_phrase(row)):
            raise PhrasesError(
                "{file}: row {number}: must have a text and an intent", file=path, number=number
            )
    return rows


def _is_phrase(row: dict[str, Any]) -> bool:
    also, entities = row.get("also", []), row.get("entities", [])
    texts = [row.get("text"), row.get("intent"), row.get("style", "")]
    if not (isinstance(also, list) and isinstance(entities, list)):
        return False
    for one in entities:
        if not isinstance(one, dict):
            return False
        texts += [one.get("text"), one.get("type")]
    return all(isinstance(text, str) for text in (*texts, *also))


def evaluate(rows: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """Counts and shares over all rows and by style, with what was mistaken for what."""
    known = [(row, understand(row["text"])) for row in rows]
    styles = sorted({row.get("style", "") for row, _ in known})
    confused = Counter(
        (row["intent"], read.intent) for row, read in known if not _right(row, read)
    )
    return {
        "all": _measures(known),
        "styles": {
            style: _measures([(r, u) for r, u in known if r.get("style", "") == style])
            for style in styles
        },
        "confusion": [
            {"intent": wanted, "read_as": got, "count": count}
            for (wanted, got), count in confused.most_common()
        ],
        "wrong": [
            {"text": row["text"], "intent": row["intent"], "read_as": read.intent}
            for row, read in known
            if not _right(row, read)
        ],
    }


def _measures(known: list[tuple[dict[str, Any], Understood]]) -> dict[str, Any]:
    right = sum(_right(row, read) for row, read in known)
    counts = Counter[str]()
    for row, read in known:
        counts.update(_compared(row, read))
    both = counts["both"]
    return {
        "phrases": len(known),
        "intent_accuracy": _share(right, len(known)),
        "entity_precision": _share(both, both + counts["false"]),
        "entity_recall": _share(both, both + counts["missed"]),
        "money_or_kwh_misread": counts["misread"],
        "vague_as_exact": counts["vague_as_exact"],
        "refusal_recall": _recall(known, REFUSED),
        "hand_over_recall": _recall(known, AT_ONCE),
        "complaint_agreement": _agreement(known),
    }


def _right(row: dict[str, Any], read: Understood) -> bool:
    return read.intent == row["intent"] or read.intent in row.get("also", ())


def _recall(known: list[tuple[dict[str, Any], Understood]], intents: set[str]) -> float | None:
    wanted = [(row["intent"], read) for row, read in known if row["intent"] in intents]
    return _share(sum(intent in read.all for intent, read in wanted), len(wanted))


def _agreement(known: list[tuple[dict[str, Any], Understood]]) -> float | None:
    """How often it is agreed whether a phrase is a complaint, where the file says so."""
    said = [(row["is_complaint"], read) for row, read in known if "is_complaint" in row]
    return _share(sum(wanted == read.is_complaint for wanted, read in said), len(said))


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


_FIGURES = {EntityKind.AMOUNT, EntityKind.PRICE, EntityKind.KWH, EntityKind.READING}
_NOT_SCORED = {EntityKind.PLACE, EntityKind.ADDRESS, EntityKind.DIGITS}


@dataclass(frozen=True, slots=True)
class _Said:
    """One entity of a text: its value is empty where it is vague or to be asked."""

    kind: str
    value: str
    start: int
    end: int
    optional: bool = False

    def over(self, other: _Said) -> bool:
        return self.start < other.end and other.start < self.end


def _compared(row: dict[str, Any], read: Understood) -> Iterator[str]:
    """What each entity counts as: kind and value alike, and the places overlap.

    An optional one is neither missed nor false.
    """
    wanted, left = _wanted(row), _found(read)
    for one in wanted:
        fits = [f for f in left if (f.kind, f.value) == (one.kind, one.value) and f.over(one)]
        left = [f for f in left if f not in fits[:1]]
        if not one.optional:
            yield "both" if fits else "missed"
    for found in left:
        here = [one for one in wanted if one.over(found)]
        if not any(one.optional for one in here):
            yield "false"
        if found.kind in _FIGURES and found.value:
            figures = [one for one in here if one.kind in _FIGURES]
            yield from ("misread" if one.value else "vague_as_exact" for one in figures)


def _wanted(row: dict[str, Any]) -> list[_Said]:
    """What should be read, each at its place: the same words twice stand at two places."""
    found, at = [], dict[str, int]()
    for entity in row.get("entities", ()):
        words = entity["text"]
        start = row["text"].find(words, at.get(words, 0))
        at[words] = start + len(words)
        value, optional = _value(entity.get("value")), entity.get("optional", False)
        found.append(_Said(entity["type"], value, start, at[words], optional))
    return [one for one in found if one.kind not in _NOT_SCORED]


def _found(read: Understood) -> list[_Said]:
    return [
        _Said(e.kind.value, _value(e.value), e.start, e.end)
        for e in read.entities
        if e.kind not in _NOT_SCORED
    ]


def _value(value: object) -> str:
    if value is None:
        return ""
    try:
        return f"{Decimal(str(value)).normalize():f}"
    except InvalidOperation:
        return str(value)


def table(measures: dict[str, Any]) -> list[list[str]]:
    """Rows of a table: all, then each style."""
    rows = defaultdict(list)
    for name, found in (("all", measures["all"]), *measures["styles"].items()):
        rows[name] = [name, *("-" if v is None else str(v) for v in found.values())]
    return list(rows.values())
