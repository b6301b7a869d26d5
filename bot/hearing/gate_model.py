"""What a small model hears at the gate where the words of the rules end.

It is weighed beside the rules and never in their place: what it hears is added, and where it
cannot be read nothing is. It looks at a clause, and at each with the one behind it, so that a
danger in the middle of a long story is as clear as one that stands alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from bot.hearing import deeds, despairing, perils
from bot.hearing.features import loose, sound_of
from bot.hearing.lexicon import Lexicon
from bot.hearing.model import Model, graves
from bot.hearing.pinyin import in_sounds
from bot.hearing.total import total

LONGEST = 2_000  # characters that are read
WIDE, STEP = 40, 20  # characters of a piece of a clause without a stop, and to the next
FEW = 4  # characters of a clause that is looked at together with the next alone
SHORTEST = 4  # characters that tell anything
NEAR = 3  # senses behind another that are looked at together with it


class Grave(StrEnum):
    """What is heard."""

    DANGER = "danger"
    DESPAIR = "despair"
    REPORT = "report"


# The margin from which it counts: by phrases of other hands, held out.
_SURE = {Grave.DANGER: 0.0, Grave.DESPAIR: -0.05, Grave.REPORT: 0.0}
_PLAINLY_NOT = -0.6  # no phrase that was held out and is grave lies below
_NEVER = -9.0
_CLAUSE = re.compile(r"[,。!?;]+")
_LATIN = re.compile(r"[a-z']+")
_SIGNS = re.compile(r"[\s、:~…\"“”()<>《》\[\]+\-—.]+")
_DIGITS = re.compile(r"\d+")
_FEWEST = 4  # Latin letters that are looked at as words
_SURER = 0.4  # what is told in Latin letters needs that much more: fewer phrases taught it
# What the rules make of it, in characters and in sounds, by a mark that tells their senses apart.
_SENSES: tuple[tuple[str, Callable[[str], str], Lexicon], ...] = (
    ("p", perils.senses, perils.WORDS),
    ("d", deeds.senses, deeds.WORDS),
    ("w", despairing.senses, despairing.WORDS),
)


@dataclass(frozen=True, slots=True)
class Weighed:
    """What the model makes of a text: the margin of each kind; none where it cannot read it."""

    margins: Mapping[Grave, float]

    def hears(self, kind: Grave) -> bool:
        """Whether it is sure of that."""
        return self.margins.get(kind, _NEVER) >= _SURE[kind]

    def denies(self, kind: Grave) -> bool:
        """Whether it plainly speaks against that."""
        return self.margins.get(kind, 0.0) < _PLAINLY_NOT


@total(Weighed({}))
def weighed(heard: str, told: Mapping[Grave, str]) -> Weighed:
    """A text in the plain form of the gate.

    It counts as far as it is heard in the whole, and in what `told` has of it for each kind: the
    same without what only looks grave.
    """
    model = graves()
    margins = {text: [*_margins(model, text)] for text in {heard, *told.values()}}

    def most(kind: Grave, text: str) -> float:
        column = model.intents.index(kind)
        return max((row[column] for row in margins[text]), default=_NEVER)

    return Weighed({kind: min(most(kind, heard), most(kind, text)) for kind, text in told.items()})


def _margins(model: Model, plain: str) -> Iterator[list[float]]:
    """The margins of each piece."""
    for piece in pieces(plain[:LONGEST]):
        words = _latin_in(piece)
        found = _features_of_latin(piece, words) if words else _features_of_characters(piece)
        less = _SURER if words else 0.0
        yield [margin - less for margin in model.margins(found)]


def pieces(plain: str) -> Iterator[str]:
    """Each clause, and each with the one behind it; of a long one, parts that overlap.

    A few characters tell nothing apart from those beside them: 我爸走了,过户要什么材料.
    """
    clauses = [clause for clause in _CLAUSE.split(plain) if clause.strip()]
    for i, clause in enumerate(clauses):
        if len(clause) > FEW or len(clauses) == 1:
            yield from _parts(clause)
        if i + 1 < len(clauses):
            yield from _parts(f"{clause},{clauses[i + 1]}")


def _parts(said: str) -> Iterator[str]:
    if len(said) >= SHORTEST:
        for start in range(0, max(1, len(said) - WIDE + STEP), STEP):
            yield said[start : start + WIDE]


def gate_features(piece: str) -> set[str]:
    """Runs of one to three characters and of two and three sounds; senses, and pairs of them.

    Of a piece in Latin letters: its words, pairs of them, and the sounds that they spell.
    """
    words = _latin_in(piece)
    return _features_of_latin(piece, words) if words else _features_of_characters(piece)


def _latin_in(piece: str) -> list[str]:
    """The words of a piece that is mostly in Latin letters; none of any other."""
    words = _LATIN.findall(piece)
    letters = sum(map(len, words))
    return words if letters >= _FEWEST and letters * 2 > len(piece.replace(" ", "")) else []


def _features_of_characters(piece: str) -> set[str]:
    told = [(mark, senses(piece)) for mark, senses, _ in _SENSES]
    bare = _DIGITS.sub("9", _SIGNS.sub("", piece.replace(",", "")))
    marked = f"^{bare}$"
    found = {marked[i : i + n] for n in (1, 2, 3) for i in range(len(marked) - n + 1)}
    return found | _runs(map(sound_of, bare)) | _senses(told)


def _features_of_latin(piece: str, words: list[str]) -> set[str]:
    syllables = in_sounds(piece).split()
    told = [(mark, lexicon.heard(tuple(syllables))) for mark, _, lexicon in _SENSES]
    both = ["^", *words, "$"]
    found = {f"~{one} {two}" for one, two in pairwise(both)}
    return found | {f"~{word}" for word in words} | _runs(map(loose, syllables)) | _senses(told)


def _runs(sounds: Iterable[str]) -> set[str]:
    row = ["^", *sounds, "$"]
    return {"'" + " ".join(row[i : i + n]) for n in (2, 3) for i in range(len(row) - n + 1)}


def _senses(told: Iterable[tuple[str, str]]) -> set[str]:
    found: set[str] = set()
    for mark, written in told:
        senses = [c for c in written if "A" <= c <= "Z"]
        found.update(f"{mark}{sense}" for sense in senses)
        for i, sense in enumerate(senses):
            found.update(f"{mark}{sense}{other}" for other in senses[i + 1 : i + 1 + NEAR])
    return found
