"""A message cut into its sentences and clauses."""

from __future__ import annotations

import re

from bot.hearing.total import total

LONGEST = 60  # characters; a longer text tells one story
SHORTEST = 3
_BETWEEN = re.compile(
    r"[,,。;;??!!\n]+|(?<=[一-鿿])\s+(?=[一-鿿])|(?:^|\s)\d[.、)]\s*(?=\d{1,2}月|[一-鿿])|另外|还有(?!多少|几|没)|顺便|再帮我?查"
)

# A part that asks or wants something; what only tells is read with the rest of its message.
_ASKS = re.compile(
    r"多少|几(?:天|时|点|号|块|度|多|档|口)|哪|怎么|咋|吗|么|呢|能不能|可以|投诉|查|为(?:什么|啥)|什么|啥|剩|不$|没有?$|[吧吗]$|欠不欠|是不是|有没有"
)


@total(tuple[str, ...]())
def parts_of(heard: str) -> tuple[str, ...]:
    """The parts of a plain text, where at least two of them ask something."""
    if len(heard) > LONGEST:
        return ()
    found = (part.strip() for part in _BETWEEN.split(heard))
    parts = tuple(part for part in found if len(part) >= SHORTEST)
    asking = sum(_ASKS.search(part) is not None for part in parts)
    return parts if asking > 1 else ()
