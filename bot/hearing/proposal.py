"""What a language model proposes, held against the customer's own words.

Whatever does not stand in the text is thrown away, and what a figure is worth we read ourselves.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from bot.contract.came import Proposal
from bot.hearing.entity import Entity, EntityKind
from bot.hearing.normalise import plain
from bot.hearing.numbers import NUMBER, number
from bot.hearing.total import total

FIGURES = (EntityKind.AMOUNT, EntityKind.PRICE, EntityKind.KWH, EntityKind.READING)
PROPOSED = "proposed"  # in place of a rule's name
MOST = 8  # figures that are taken from one proposal


def proposal_in(answer: Mapping[str, Any], intents: Collection[str]) -> Proposal:
    """The proposal that an answer holds ({"intent", "entities": [{"type", "text"}]})."""
    intent, listed = answer.get("intent"), answer.get("entities")
    items = [item for item in listed if isinstance(item, dict)] if isinstance(listed, list) else []
    pairs = [(item.get("type"), item.get("text")) for item in items[:MOST]]
    return Proposal(
        intent if isinstance(intent, str) and intent in intents else "",
        tuple((kind, said) for kind, said in pairs if kind in FIGURES and isinstance(said, str)),
    )


@total(tuple[Entity, ...]())
def figures_of(proposal: Proposal, words: str, known: Collection[Entity]) -> tuple[Entity, ...]:
    """The proposed figures that stand in the words, where the grammar has read nothing."""
    return tuple(_standing(proposal, words, known))


def _standing(proposal: Proposal, words: str, known: Collection[Entity]) -> Iterator[Entity]:
    for kind, said in proposal.figures:
        start = words.find(said) if said else -1
        end = start + len(said)
        numbers = re.findall(NUMBER, plain(said))
        value = number(numbers[0]) if len(numbers) == 1 else None
        free = not any(e.start < end and start < e.end for e in known)
        if start >= 0 and kind in FIGURES and value is not None and free:
            yield Entity(EntityKind(kind), said, start, end, value, PROPOSED)
