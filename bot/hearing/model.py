"""A small linear model: which of the intents a text has.

Trained by `make model` from phrases in `data`; it needs no library to be read or used.
"""

from __future__ import annotations

import gzip
import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from bot.hearing.features import DATA

FILE = Path(str(DATA)) / "model.gz"
QUESTIONS = Path(str(DATA)) / "questions.gz"
MATTERS = Path(str(DATA)) / "matters.gz"
MANNERS = Path(str(DATA)) / "manners.gz"
GRAVES = Path(str(DATA)) / "gate.gz"
# How margins become shares: fitted on phrases held out of training.
SHARPNESS = 6.0
# Bytes add up three times as fast as signed numbers, so a weight is kept as one, lifted by this.
ZERO = 128
_LIFTED = bytes(byte ^ ZERO for byte in range(256))  # and taken down again


class Scored(NamedTuple):
    """One intent and how likely it is, 0 to 1."""

    intent: str
    share: float


@dataclass(frozen=True, slots=True)
class Model:
    """A bias for each intent and, for each feature, a weight for each intent.

    Weights are whole numbers from -127 to 127, in units of `unit`, each as the byte `ZERO` above
    it: each feature has a row of them, as `rows` numbers them. `source` tells from which phrases
    it was trained.
    """

    intents: tuple[str, ...]
    unit: float
    bias: tuple[float, ...]
    rows: dict[str, int]
    weights: bytes
    source: str

    def scores(self, features: Iterable[str]) -> tuple[Scored, ...]:
        """All intents of a text with these features, the most likely first."""
        shares = self._shares(features)
        whole = sum(shares)
        ranked = sorted(zip(shares, self.intents, strict=True), reverse=True)
        return tuple([Scored(intent, share / whole) for share, intent in ranked])

    def first(self, features: Iterable[str]) -> Scored:
        """The most likely intent alone."""
        shares = self._shares(features)
        share, intent = max(zip(shares, self.intents, strict=True))
        return Scored(intent, share / sum(shares))

    def reasons(self, features: Iterable[str], intent: str, most: int) -> tuple[str, ...]:
        """The features that speak most for an intent, the strongest first."""
        column = self.intents.index(intent)
        found = {f: self._weights_of(f)[column] - ZERO for f in features if f in self.rows}
        known = [f for f, weight in found.items() if weight > 0]
        known.sort(key=lambda f: (-found[f], f))
        return tuple(known[:most])

    def margins(self, features: Iterable[str]) -> list[float]:
        """For each intent how far a text with these features lies on its side, or below 0."""
        known = [self._weights_of(f) for f in features if f in self.rows]
        lifted = ZERO * len(known)
        scale = self.unit / math.sqrt(len(known) or 1)
        sums = map(sum, zip(*known, strict=True)) if known else [0] * len(self.intents)
        return [(s - lifted) * scale + bias for s, bias in zip(sums, self.bias, strict=True)]

    def _shares(self, features: Iterable[str]) -> list[float]:
        """For each intent a number that grows with its margin; the largest has 1."""
        margins = self.margins(features)
        top = max(margins)
        return [math.exp(SHARPNESS * (margin - top)) for margin in margins]

    def _weights_of(self, feature: str) -> bytes:
        width, row = len(self.intents), self.rows[feature]
        return self.weights[row * width : (row + 1) * width]


@cache
def model() -> Model:
    """The shipped model."""
    return load(FILE)


@cache
def questions() -> Model:
    """The shipped model of short questions: what a text asks, in place of its intent."""
    return load(QUESTIONS)


@cache
def matters() -> Model:
    """The shipped model of complaints: the entry of the drafts that answers one."""
    return load(MATTERS)


@cache
def manners() -> Model:
    """The shipped model of pieces of an office's answer: what each tells."""
    return load(MANNERS)


@cache
def graves() -> Model:
    """The shipped model of the gate: danger, despair, a report, or nothing grave."""
    return load(GRAVES)


def load(path: Path) -> Model:
    """Read what `save` wrote: a line about the model, its features, then the bytes of weights."""
    with gzip.open(path) as file:
        about = json.loads(file.readline())
        names = file.readline().decode().rstrip("\n").split("\t")
        weights = file.read().translate(_LIFTED)
    rows = {name: row for row, name in enumerate(names)}
    intents, bias = tuple(about["intents"]), tuple(about["bias"])
    return Model(intents, about["unit"], bias, rows, weights, about["source"])


def save(trained: Model, path: Path) -> None:
    """Write the model; the same bytes every time."""
    about = {
        "source": trained.source,
        "intents": trained.intents,
        "unit": trained.unit,
        "bias": trained.bias,
    }
    lines = "\n".join((json.dumps(about, ensure_ascii=False), "\t".join(trained.rows), ""))
    path.write_bytes(gzip.compress(lines.encode() + trained.weights.translate(_LIFTED), mtime=0))
