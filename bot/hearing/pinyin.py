"""Latin letters as the syllables that they spell: dianfei tai gui le -> dian fei tai gui le."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.contract.characters import sounds

_LATIN = re.compile(r"[a-z]{2}")
_RUN = re.compile(r"[a-z']{2,}")
_PART = re.compile(r"[a-z']{2,}|[一-鿿]|[^\s1-5]")
_LONGEST_WORD, _LONGEST_SYLLABLE = 60, 6


_SYLLABLES = frozenset(sounds().values())


def in_sounds(heard: str) -> str:
    """The text in syllables ("dian xian mao huo"), empty where its Latin letters are no pinyin."""
    if not _LATIN.search(heard):
        return ""
    pinyin = {run: syllables(run) for run in _RUN.findall(heard)}
    if not any(pinyin.values()):
        return ""
    parts = (pinyin.get(part) or (sounds().get(part, part),) for part in _PART.findall(heard))
    return " ".join(syllable for found in parts for syllable in found)


@lru_cache(maxsize=1024)
def syllables(word: str) -> tuple[str, ...]:
    """A word cut into syllables, the longest first; none where it is not made of them."""
    word = word.replace("'", "")
    if len(word) > _LONGEST_WORD:
        return ()
    ends: list[tuple[str, ...] | None] = [None] * len(word) + [()]
    for i in reversed(range(len(word))):
        for length in range(min(_LONGEST_SYLLABLE, len(word) - i), 0, -1):
            rest = ends[i + length]
            if rest is not None and word[i : i + length] in _SYLLABLES:
                ends[i] = (word[i : i + length], *rest)
                break
    return ends[0] or ()
