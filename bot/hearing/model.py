"""A small linear model: which of the intents a text has.

Trained by `make model` from `data/training.txt`; it needs no library to be read or used.
"""

from __future__ import annotations

import gzip
import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.hearing.features import DATA

FILE = Path(str(DATA)) / "model.gz"
QUESTIONS = Path(str(DATA)) / "questions.gz"
# How margins become shares: fitted on phrases held out of training.
SHARPNESS = 6.0


@dataclass(frozen=True, slots=True)
class Scored:
    """One intent and how likely it is, 0 to 1."""

    intent: str
    share: float


@dataclass(frozen=True, slots=True)
class Model:
    """A bias for each intent and, for each feature, a weight for each intent.

    Weights are whole numbers from -127 to 127, in units of `unit`: one array, in which each
    feature has a row, as `rows` numbers them. `source` tells from which phrases it was trained.
    """

    intents: tuple[str, ...]
    unit: float
    bias: tuple[float, ...]
    rows: dict[str, int]
    weights: memoryview
    source: str

    def scores(self, features: Iterable[str]) -> tuple[Scored, ...]:
        """All intents of a text with these features, the most likely first."""
        known = [self._weights_of(f) for f in features if f in self.rows]
        scale = self.unit / math.sqrt(len(known) or 1)
        sums = map(sum, zip(*known, strict=True)) if known else [0] * len(self.intents)
        margins = [s * scale + bias for s, bias in zip(sums, self.bias, strict=True)]
        top = max(margins)
        shares = [math.exp(SHARPNESS * (margin - top)) for margin in margins]
        whole = sum(shares)
        ranked = sorted(zip(shares, self.intents, strict=True), reverse=True)
        return tuple(Scored(intent, share / whole) for share, intent in ranked)

    def reasons(self, features: Iterable[str], intent: str, most: int) -> tuple[str, ...]:
        """The features that speak most for an intent, the strongest first."""
        column = self.intents.index(intent)
        found = {f: self._weights_of(f)[column] for f in features if f in self.rows}
        known = [f for f, weight in found.items() if weight > 0]
        known.sort(key=lambda f: (-found[f], f))
        return tuple(known[:most])

    def _weights_of(self, feature: str) -> memoryview:
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


def load(path: Path) -> Model:
    """Read what `save` wrote: a line about the model, its features, then the bytes of weights."""
    with gzip.open(path) as file:
        about = json.loads(file.readline())
        names = file.readline().decode().rstrip("\n").split("\t")
        weights = memoryview(file.read()).cast("b")
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
    path.write_bytes(gzip.compress(lines.encode() + bytes(trained.weights), mtime=0))
