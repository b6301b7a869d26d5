"""How a model is learnt: for each intent a support vector machine against all the others.

Dual coordinate descent for the squared hinge loss (Hsieh et al., "A Dual Coordinate Descent
Method for Large-scale Linear SVM", ICML 2008, algorithm 1), for all intents in one pass.
"""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Callable, Iterable

import numpy as np
from numpy.typing import NDArray

from bot.hearing.model import ZERO, Model

ROUNDS = 10
COST = 1.2  # of a phrase on the wrong side; chosen on phrases held out of training
SELDOM = 3  # a feature of fewer phrases tells about the phrase, not about the intent
Numbers = NDArray[np.float64]
Places = NDArray[np.int64]


def train(
    phrases: Iterable[tuple[str, str]],
    source: str,
    look: Callable[[str], set[str]],
    *,
    rounds: int = ROUNDS,
    seldom: int = SELDOM,
    least: int = 0,
) -> Model:
    """Learn from the phrases, of which `look` tells the features; the same every time.

    A feature none of whose weights is `least` of the 127 steps is left out: it tells too little.
    """
    known = [(look(text), intent) for text, intent in phrases]
    counts = Counter(feature for found, _ in known for feature in found)
    kept = sorted(feature for feature, count in counts.items() if count >= seldom)
    intents = tuple(sorted({intent for _, intent in known}))
    number = {intent: i for i, intent in enumerate(intents)}
    row = {feature: i for i, feature in enumerate(kept)}
    weights, bias = np.zeros((len(kept), len(intents))), np.zeros(len(intents))
    # The rows of a phrase's own features, on which side of each intent it is, and what it still
    # pushes at each.
    phrases_of = [
        (np.array([row[f] for f in sorted(found) if f in row]), _sides(number, intent), bias * 0)
        for found, intent in known
    ]
    phrases_of = [one for one in phrases_of if one[0].size]
    dice = random.Random(1)  # noqa: S311 - an order, not a secret
    for _ in range(rounds):
        dice.shuffle(phrases_of)
        for own, side, pushes in phrases_of:
            _step(weights, bias, own, side, pushes)
    return _rounded(intents, bias, kept, weights, source, least)


def _sides(number: dict[str, int], intent: str) -> Numbers:
    side = np.full(len(number), -1.0)
    side[number[intent]] = 1
    return side


def _step(weights: Numbers, bias: Numbers, own: Places, side: Numbers, pushes: Numbers) -> None:
    """One phrase for all intents: push where its margin is too small."""
    scale = 1 / math.sqrt(own.size)
    ridge = 1 / (2 * COST)
    slope = side * (weights[own].sum(axis=0) * scale + bias) - 1 + pushes * ridge
    new = np.maximum(pushes - slope / (2 + ridge), 0)
    change = (new - pushes) * side
    pushes[:] = new
    bias += change
    weights[own] += change * scale


def _rounded(
    intents: tuple[str, ...],
    bias: Numbers,
    features: list[str],
    weights: Numbers,
    source: str,
    least: int,
) -> Model:
    unit = float(np.abs(weights).max(initial=0)) / 127 or 1.0
    telling = np.abs(weights).max(axis=1, initial=0) >= least * unit
    names = [feature for feature, tells in zip(features, telling, strict=True) if tells]
    lifted = (np.rint(weights[telling] / unit) + ZERO).astype(np.uint8).tobytes()
    rows = {feature: number for number, feature in enumerate(names)}
    return Model(intents, unit, tuple(map(float, bias.round(4))), rows, lifted, source)
