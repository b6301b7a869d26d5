"""Words by their sense: a text in which each known word is the capital letter of its sense.

Rules over senses (who did what to whom, with what) hold for all words of a sense, and for the
sounds of these words: whoever writes in Latin letters, or takes a wrong character of the same
sound, is heard by the same rules.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import product

from bot.contract.characters import sounds

_PART = re.compile(r"(?:\[([^\]]+)\]|([^\[\]?]))(\??)")
_SENTENCE = re.compile(r"[。!?;]+")
_FEWEST = 2  # syllables: one alone sounds like a dozen other words
_STOPS = frozenset(",。!?;")
_Starts = dict[str, tuple[tuple[Sequence[str], str], ...]]


class Lexicon:
    """Words, several in one where a part varies (收[了过]) or may lack (副?所长), by their sense.

    A word with ! behind it is known in characters only: its sound is that of another (电到, 点到).

    The sense "" is of words that hold one of another sense and mean something else (收到 is no
    收); they stay as they are.
    """

    def __init__(self, senses: Mapping[str, str]) -> None:
        words = [(w, sense) for sense, told in senses.items() for w in _words(told)]
        self._written = _by_start([(w.removesuffix("!"), sense) for w, sense in words])
        heard = [
            (tuple(_sounds(w)), sense)
            for w, sense in words
            if len(w) >= _FEWEST and not w.endswith("!")
        ]
        self._heard = _by_start(heard)

    def written(self, text: str) -> str:
        """The senses of a text in characters; what has none stays."""
        return _told(text, self._written, "".join)

    def told(self, text: str, syllables: str = "") -> list[str]:
        """The senses of each sentence of a plain text, and of its syllables, if it has any."""
        told = [self.written(sentence) for sentence in _SENTENCE.split(text)]
        return [*told, self.heard(tuple(syllables.split()))] if syllables else told

    def heard(self, syllables: tuple[str, ...]) -> str:
        """The senses of a text in syllables; each syllable that has none is `_`."""
        return _told(
            syllables,
            self._heard,
            lambda rest: "".join(one if one in _STOPS else "_" for one in rest),
        )


def _words(told: str) -> Iterator[str]:
    for word in told.split():
        choices = [
            [*(many or one), *("" for _ in lacks)] for many, one, lacks in _PART.findall(word)
        ]
        yield from map("".join, product(*choices))


def _sounds(word: str) -> list[str]:
    return [sounds().get(c, c) for c in word]


def _by_start(words: Sequence[tuple[Sequence[str], str]]) -> _Starts:
    """The words by what they start with, the longest first; of two that are equal the first."""
    starts: dict[str, list[tuple[Sequence[str], str]]] = {}
    for word, sense in sorted(words, key=lambda one: -len(one[0])):
        starts.setdefault(word[0], []).append((word, sense))
    return {start: tuple(found) for start, found in starts.items()}


def _told(parts: Sequence[str], starts: _Starts, as_it_is: Callable[[Sequence[str]], str]) -> str:
    told, i = [], 0
    while i < len(parts):
        for word, sense in starts.get(parts[i], ()):
            if parts[i : i + len(word)] == word:
                told.append(sense or as_it_is(word))
                i += len(word)
                break
        else:
            told.append(as_it_is(parts[i : i + 1]))
            i += 1
    return "".join(told)
