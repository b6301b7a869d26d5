"""A small linear model: which of the intents a text has.

Trained by `make model` from `data/training.txt`; it needs no library to be read or used.
"""

from __future__ import annotations

import base64
import gzip
import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.hearing.features import DATA

FILE = Path(str(DATA)) / "model.json.gz"
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

    Weights are whole numbers from -127 to 127, in units of `unit`. `source` tells from which
    phrases it was trained.
    """

    intents: tuple[str, ...]
    unit: float
    bias: tuple[float, ...]
    weights: dict[str, memoryview]
    source: str

    def scores(self, features: Iterable[str]) -> tuple[Scored, ...]:
        """All intents of a text with these features, the most likely first."""
        known = [self.weights[f] for f in features if f in self.weights]
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
        known = [f for f in features if f in self.weights and self.weights[f][column] > 0]
        known.sort(key=lambda f: (-self.weights[f][column], f))
        return tuple(known[:most])


@cache
def model() -> Model:
    """The shipped model."""
    return load(FILE)


def load(path: Path) -> Model:
    """Read what `save` wrote."""
    data = json.loads(gzip.decompress(path.read_bytes()))
    intents, names = data["intents"], data["features"]
    rows = memoryview(base64.b85decode(data["weights"])).cast("b")
    width = len(intents)
    weights = {name: rows[i * width : (i + 1) * width] for i, name in enumerate(names)}
    return Model(tuple(intents), data["unit"], tuple(data["bias"]), weights, data["source"])


def save(trained: Model, path: Path) -> None:
    """Write the model; the same bytes every time."""
    data = {
        "source": trained.source,
        "intents": trained.intents,
        "unit": trained.unit,
        "bias": trained.bias,
        "features": list(trained.weights),
        "weights": base64.b85encode(b"".join(trained.weights.values())).decode(),
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    path.write_bytes(gzip.compress(text.encode(), mtime=0))
