"""How well a file of phrases is understood, by style; the form is that of `tests/phrases.json`."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from bot.hearing.grammar import EntityKind
from bot.hearing.intents import AT_ONCE, REFUSED, Understood, understand


class PhrasesError(Exception):
    """A file of phrases cannot be used; the message says why."""


def read_phrases(path: Path) -> list[dict[str, Any]]:
    """The rows of a file: text and intent, and optionally also, style and entities.

    Raises:
        PhrasesError: the file is not of this form.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise PhrasesError(f"{path}: cannot be read: {error}") from error
    rows = data.get("rows") if isinstance(data, dict) else data
    if not isinstance(rows, list) or not rows:
        raise PhrasesError(f"{path}: must be a list of phrases, or hold one under 'rows'")
    for number, row in enumerate(rows, start=1):
        if not (isinstance(row, dict) and {"text", "intent"} <= row.keys()):
            raise PhrasesError(f"{path}: row {number}: must have a text and an intent")
    return rows


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
    wanted_entities = found_entities = both = misread = 0
    for row, read in known:
        wanted, found = _wanted(row), _found(read)
        wanted_entities += len(wanted)
        found_entities += len(found)
        both += len(wanted & found)
        misread += _misread(wanted, found)
    return {
        "phrases": len(known),
        "intent_accuracy": _share(right, len(known)),
        "entity_precision": _share(both, found_entities),
        "entity_recall": _share(both, wanted_entities),
        "money_or_kwh_misread": misread,
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


Said = tuple[str, str, str]  # kind, words, value


def _wanted(row: dict[str, Any]) -> set[Said]:
    """What should be read; what stands twice counts once."""
    entities = row.get("entities", ())
    return {(e["type"], e["text"], _value(e.get("value"))) for e in entities}


def _found(read: Understood) -> set[Said]:
    return {(e.kind.value, e.text, _value(e.value)) for e in read.entities}


def _value(value: object) -> str:
    if value is None:
        return ""
    try:
        return f"{Decimal(str(value)).normalize():f}"
    except InvalidOperation:
        return str(value)


def _misread(wanted: set[Said], found: set[Said]) -> int:
    """Figures of money and kWh that were read where they stand, but as another value."""
    figures = {EntityKind.AMOUNT, EntityKind.PRICE, EntityKind.KWH}
    values: dict[str, str] = {text: value for kind, text, value in wanted if kind in figures}
    return sum(
        text in values and value != values[text] for kind, text, value in found if kind in figures
    )


def table(measures: dict[str, Any]) -> list[list[str]]:
    """Rows of a table: all, then each style."""
    rows = defaultdict(list)
    for name, found in (("all", measures["all"]), *measures["styles"].items()):
        rows[name] = [name, *("-" if v is None else str(v) for v in found.values())]
    return list(rows.values())
