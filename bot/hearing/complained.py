"""What a complaint is about, by the entries of the drafts: as the model of matters weighs it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache

from bot.hearing.features import LONGEST, data_lines, features_of
from bot.hearing.grammar import Figures
from bot.hearing.intents import BESIDE
from bot.hearing.model import matters, model
from bot.hearing.normalise import plain, spoken
from bot.hearing.total import total

PLAIN = 0.6  # a share from which an intent is plain


@lru_cache(maxsize=256)  # a case's words are weighed for sheet, letter, buttons and head
@total({})
def shares(text: str) -> Mapping[str, float]:
    """Each matter that the model knows, with how likely it is, 0 to 1; none of an empty text.

    The text of each function here is in plain form.
    """
    if not text.strip():
        return {}
    return {one.intent: one.share for one in matters().scores(matter_features(text[:LONGEST]))}


def matter_features(text: str) -> set[str]:
    """The features of a text with what the model of intents makes of it: `&intent`, `&&intent`."""
    own = own_features(text)
    first, second = model().scores(own)[:2]
    seen = {f"&{first.intent}"}
    if first.share >= PLAIN:
        seen.add(f"&&{first.intent}")
    if second.share >= BESIDE:
        seen.add(f"&{second.intent}")
    return own | seen


def own_features(text: str) -> set[str]:
    """The features of a text, and `%name` for each concept of `data/matter_words.txt` in it."""
    return features_of(spoken(text), Figures(text, text).entities) | {
        f"%{name}" for name in named(text)
    }


def named(text: str) -> set[str]:
    """The concepts of matters that are named in a text."""
    heard = spoken(text)
    return {name for word, name in _words() if word in heard}


@cache
def _words() -> tuple[tuple[str, str], ...]:
    """Each word as texts are looked at, with the concept it is of."""
    lines = (line.split() for line in data_lines("matter_words.txt"))
    return tuple((spoken(plain(word)), name) for name, *words in lines for word in words)
