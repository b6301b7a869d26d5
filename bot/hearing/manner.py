"""What the pieces of an office's answer tell of blame, tone and promises, as a model weighs them.

The patterns of `tells` know the words; the model (`data/manners.txt`) also what is said in others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from bot.hearing.features import LONGEST, features
from bot.hearing.grammar import entities_in
from bot.hearing.model import manners
from bot.hearing.tells import CLAUSE, TELLS, Tell

NONE = "-"  # a piece that tells nothing of the kind
SURE = 0.8  # a share from which a piece tells it
# What many harmless pieces look like, and what speaks for the clerk: by phrases held out.
_SURER: Mapping[str, float] = {Tell.ROUGH: 0.85, Tell.OWNS_UP: 0.9}


def weighed(texts: Iterable[str]) -> frozenset[Tell]:
    """What the clauses of these answers tell."""
    return frozenset(tell for text in texts for tell in _told(text[:LONGEST]))


def manner_features(piece: str) -> set[str]:
    """The features of a piece, and `%tell` for what the patterns find in it."""
    found = {f"%{tell}" for tell, words in TELLS.items() if words.search(piece)}
    polite = piece.replace("你", "您")
    return features(polite, entities_in(polite)) | found


def _told(text: str) -> Iterator[Tell]:
    for piece in filter(str.strip, CLAUSE.split(text)):
        tell, share = manners().first(manner_features(piece))
        if tell != NONE and share >= _SURER.get(tell, SURE):
            yield Tell(tell)
