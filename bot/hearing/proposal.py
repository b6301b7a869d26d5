"""What a language model proposes, held against the customer's own words.

Whatever does not stand in the text is thrown away, and what a figure is worth we read ourselves.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.hearing.entity import Entity, EntityKind
from bot.hearing.grammar import entities_in
from bot.hearing.normalise import plain
from bot.hearing.numbers import NUMBER, number

FIGURES = (EntityKind.AMOUNT, EntityKind.PRICE, EntityKind.KWH, EntityKind.READING)
MOST = 8  # figures that are taken from one proposal


@dataclass(frozen=True, slots=True)
class Proposal:
    """A known intent or empty, and figures of the text that the grammar did not read."""

    intent: str = ""
    figures: tuple[Entity, ...] = ()


NOTHING = Proposal()


def checked(answer: Mapping[str, Any], text: str, intents: Collection[str]) -> Proposal:
    """What is left of an answer ({"intent", "entities": [{"type", "text"}]}) about a text."""
    intent = answer.get("intent")
    known = isinstance(intent, str) and intent in intents
    return Proposal(str(intent) if known else "", tuple(_figures_of(text, answer.get("entities"))))


def _figures_of(text: str, proposed: object) -> Iterator[Entity]:
    known = entities_in(text)
    for item in proposed[:MOST] if isinstance(proposed, list) else []:
        kind, words = (item.get("type"), item.get("text")) if isinstance(item, dict) else ("", "")
        if kind not in FIGURES or not isinstance(words, str) or not words or words not in text:
            continue
        start = text.index(words)
        end = start + len(words)
        numbers = re.findall(NUMBER, plain(words))
        value = number(numbers[0]) if len(numbers) == 1 else None
        if value is not None and not any(e.start < end and start < e.end for e in known):
            yield Entity(EntityKind(kind), words, start, end, value)
