"""A small linear model: which of the intents a text has, by its characters and their sounds.

Trained by `make model` from `data/training.txt`; it needs no library to be read or used.
"""

from __future__ import annotations

import gzip
import json
import math
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path

from bot.understanding.normal import spoken

DATA = resources.files("bot.understanding") / "data"
LONGEST = 400  # characters that are read for the meaning
ROUNDS = 14
SHRINK = 1e-5
STEP = 0.25


@dataclass(frozen=True, slots=True)
class Scored:
    """One intent and how likely it is, 0 to 1."""

    intent: str
    share: float


@dataclass(frozen=True, slots=True)
class Model:
    """A bias and, for each feature, a weight for each intent that has one."""

    intents: tuple[str, ...]
    bias: tuple[float, ...]
    weights: dict[str, dict[int, float]]

    def scores(self, text: str) -> tuple[Scored, ...]:
        """All intents, the most likely first."""
        sums = list(self.bias)
        found = features(text)
        scale = 1 / math.sqrt(len(found) or 1)
        for feature in found:
            for i, weight in self.weights.get(feature, {}).items():
                sums[i] += weight * scale
        top = max(sums)
        shares = [math.exp(s - top) for s in sums]
        whole = sum(shares)
        ranked = sorted(zip(shares, self.intents, strict=True), reverse=True)
        return tuple(Scored(intent, share / whole) for share, intent in ranked)


@cache
def model() -> Model:
    """The shipped model."""
    data = json.loads(gzip.decompress((DATA / "model.json.gz").read_bytes()))
    weights = {f: {int(i): w for i, w in row.items()} for f, row in data["weights"].items()}
    return Model(tuple(data["intents"]), tuple(data["bias"]), weights)


def features(text: str) -> set[str]:
    """Runs of one to three characters, and of two and three sounds, with the ends marked."""
    bare = "".join(_class(c) for c in spoken(text[:LONGEST]) if not c.isspace())
    marked = f"^{bare}$"
    found = {marked[i : i + n] for n in (1, 2, 3, 4) for i in range(len(marked) - n + 1)}
    found |= {f"{a}~{b}" for a, b in _skips(marked)}
    sounds = [sound_of(c) for c in marked]
    for n in (2, 3):
        found |= {"'" + " ".join(sounds[i : i + n]) for i in range(len(sounds) - n + 1)}
    return found


def _skips(text: str) -> Iterator[tuple[str, str]]:
    for gap in (2, 3):
        yield from zip(text, text[gap:], strict=False)


def _class(c: str) -> str:
    """Figures say little by their value."""
    if c.isdigit():
        return "9"
    return "" if c in ",.。,、!;:~…" else c


@cache
def sound_of(character: str) -> str:
    """The sound without tone, and without what ears mix up; the character where unknown."""
    sound = _sounds().get(character)
    if sound is None:
        return character
    for strict, loose in (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ng", "n")):
        sound = sound.replace(strict, loose)
    return "l" + sound[1:] if sound.startswith("n") and len(sound) > 1 else sound


@cache
def _sounds() -> dict[str, str]:
    text = (DATA / "sounds.txt").read_text(encoding="utf-8")
    lines = (line.split(" ") for line in text.splitlines())
    return {character: sound for sound, characters in lines for character in characters}


def training_phrases() -> list[tuple[str, str]]:
    """Phrases with their intents, from `data/training.txt`."""
    found, intent = [], ""
    for line in (DATA / "training.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            intent = line.removeprefix("## ")
        elif line and not line.startswith("#"):
            found += [(phrase.strip(), intent) for phrase in line.split("|")]
    return found


def train(phrases: Iterable[tuple[str, str]], rounds: int = ROUNDS) -> Model:
    """Multinomial logistic regression by stochastic steps; the same every time."""
    known = [(features(text), intent) for text, intent in phrases]
    counts = Counter(feature for found, _ in known for feature in found)
    intents = tuple(sorted({intent for _, intent in known}))
    number = {intent: i for i, intent in enumerate(intents)}
    bias = [0.0] * len(intents)
    weights: dict[str, dict[int, float]] = defaultdict(dict)
    rows = [
        ([f for f in found if counts[f] > 1 or len(f) <= 3], number[intent])
        for found, intent in known
    ]
    dice = random.Random(1)  # noqa: S311 - an order, not a secret
    for done in range(rounds):
        dice.shuffle(rows)
        step = STEP * (1 - done / rounds) + 0.02
        for found, right in rows:
            scale = 1 / math.sqrt(len(found) or 1)
            sums = list(bias)
            for feature in found:
                for i, weight in weights[feature].items():
                    sums[i] += weight * scale
            top = max(sums)
            shares = [math.exp(s - top) for s in sums]
            whole = sum(shares)
            for i, share in enumerate(shares):
                slope = (i == right) - share / whole
                if abs(slope) < 1e-3:
                    continue
                bias[i] += 0.1 * step * slope
                change = 4 * step * slope * scale
                for feature in found:
                    row = weights[feature]
                    row[i] = row.get(i, 0.0) * (1 - SHRINK) + change
    return Model(intents, tuple(bias), dict(weights))


def save(trained: Model, path: Path) -> None:
    """Write the model without weights that say nothing; the same bytes every time."""
    weights = {
        feature: {str(i): round(w, 2) for i, w in row.items() if abs(w) >= 0.05}
        for feature, row in sorted(trained.weights.items())
    }
    data = {
        "intents": trained.intents,
        "bias": [round(b, 3) for b in trained.bias],
        "weights": {feature: row for feature, row in weights.items() if row},
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    path.write_bytes(gzip.compress(text.encode(), mtime=0))
