"""Training the model: for each intent a support vector machine against all the others.

Dual coordinate descent for the squared hinge loss (Hsieh et al., "A Dual Coordinate Descent
Method for Large-scale Linear SVM", ICML 2008, algorithm 1), for all intents in one pass.
"""

from __future__ import annotations

import hashlib
import math
import os
import random
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from bot.contract.characters import DATA as CHARACTERS
from bot.contract.characters import sounds
from bot.hearing.asked import question_in
from bot.hearing.asks import LONGEST
from bot.hearing.complained import matter_features, own_features
from bot.hearing.evaluate import PhrasesError, read_phrases
from bot.hearing.features import DATA, features
from bot.hearing.gate import plain_at_gate
from bot.hearing.gate_model import Grave, gate_features
from bot.hearing.grammar import entities_in
from bot.hearing.intents import DANGER, REPORT
from bot.hearing.manner import manner_features
from bot.hearing.model import FILE, GRAVES, MANNERS, MATTERS, QUESTIONS, ZERO, Model, save
from bot.hearing.normalise import plain

ROUNDS = 10
COST = 1.2  # of a phrase on the wrong side; chosen on phrases held out of training
SAMPLED = 20  # one of so many phrases tells by its features which code found them
SELDOM = 3  # a feature of fewer phrases tells about the phrase, not about the intent
TAUGHT = 4  # of so many phrases one is looked at for what the patterns read in it
NONE = "-"  # none of the short questions; with the intent behind it, where that is known
RUN = 3
SPELLED = 2  # of so many phrases one is also learnt as pinyin spells it
GRAVE_INTENTS = {DANGER: Grave.DANGER, REPORT: Grave.REPORT}
MAY_BE_GRAVE = {"staff_forward", "vulnerable_customer"}
DEAR = 3  # times that a grave phrase of the gate counts
LONGEST_AT_GATE = 120  # characters of a phrase
TELLING = 3  # the least weight of a feature of the gate, of 127
NOTHING, READ = 6, 15  # phrases of an intent that ask none, of a question that are read


def training_phrases() -> list[tuple[str, str]]:
    """Phrases with their intents, from `data/training.txt`."""
    return _phrases("training.txt")


def question_phrases() -> list[tuple[str, str]]:
    """Phrases with the short question that each asks.

    Those of `data/questions.txt`, and of each intent some that the patterns read, with what they
    read in them, so that the model goes on where the words of the patterns end.
    """
    own = question_phrases_alone()
    counts, more = Counter[tuple[str, str]](), []
    for text, intent in training_phrases()[::TAUGHT]:
        if len(text) > LONGEST:
            continue
        asked = _by_patterns(text)
        of = (intent, "") if asked == NONE else ("", asked)
        counts[of] += 1
        if counts[of] <= (NOTHING if asked == NONE else READ):
            more.append((text, f"{NONE}{intent}" if asked == NONE else asked))
    spelled = ((" ".join(sounds().get(c, c) for c in plain(text)), kind) for text, kind in own)
    return [*own, *more, *list(spelled)[::SPELLED]]


def question_phrases_alone() -> list[tuple[str, str]]:
    """Those of `data/questions.txt`."""
    return _phrases("questions.txt")


def matter_phrases() -> list[tuple[str, str]]:
    """Complaints with the entry of the drafts that answers each, from `data/matters.txt`."""
    return [(plain(text), name) for text, name in _phrases("matters.txt")]


def manner_phrases() -> list[tuple[str, str]]:
    """Pieces of the office's answers with what each tells, from `data/manners.txt`."""
    return _phrases("manners.txt")


def gate_phrases() -> list[tuple[str, str]]:
    """What is grave and what is not, in the plain form of the gate.

    Those of `data/gate.txt`, and of `data/training.txt` those of the two grave intents and of the
    intents in which nothing grave may stand. What is grave counts as often as it is dear to miss.
    """
    told = [(_at_gate(text), kind) for text, kind in _gate_rows()]
    return [row for row in told for _ in range(1 if row[1] == NONE else DEAR)]


def _gate_rows() -> list[tuple[str, str]]:
    own = [(text, NONE if kind == "innocent" else kind) for text, kind in _phrases("gate.txt")]
    more = [
        (text, GRAVE_INTENTS.get(intent, NONE))
        for text, intent in training_phrases()
        if intent not in MAY_BE_GRAVE
    ]
    return [*own, *more]


def _at_gate(text: str) -> str:
    return plain_at_gate(text)[:LONGEST_AT_GATE]


def _by_patterns(text: str) -> str:
    asked, matter = question_in(plain(text), entities_in(text), None)
    if matter:
        return f"book.{matter.topic}.{matter.point}"
    return f"asks.{asked.what}" if asked else NONE


def _phrases(name: str) -> list[tuple[str, str]]:
    found, intent = [], ""
    for line in (DATA / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            intent = line.removeprefix("## ")
        elif line and not line.startswith("#"):
            found.append((line, intent))
    return found


def source() -> str:
    """A fingerprint of all that the model is trained from.

    The files, and the features that today's code finds in a sample of the phrases: a model that
    was trained with other rules is stale.
    """
    seen = _of_files("training.txt")
    for text, _ in training_phrases()[::SAMPLED]:
        seen.update(" ".join(sorted(_seen(text))).encode())
    return seen.hexdigest()


def source_of_questions() -> str:
    """The same of the model of questions, with what today's patterns read in the sample."""
    seen = _of_files("training.txt", "questions.txt")
    for text, _ in training_phrases()[:: SAMPLED * TAUGHT]:
        seen.update(_by_patterns(text).encode())
        seen.update(" ".join(sorted(_short_ones(text))).encode())
    return seen.hexdigest()


def source_of_matters() -> str:
    """The same of the model of matters."""
    seen = _of_files("matters.txt", "matter_words.txt")
    for text, _ in matter_phrases()[::SAMPLED]:
        seen.update(" ".join(sorted(own_features(text))).encode())
    return seen.hexdigest()


def source_of_manners() -> str:
    """The same of the model of what an office's answers tell."""
    seen = _of_files("manners.txt")
    for text, _ in manner_phrases()[::SAMPLED]:
        seen.update(" ".join(sorted(manner_features(text))).encode())
    return seen.hexdigest()


def source_of_gate() -> str:
    """The same of the model of the gate."""
    seen = _of_files("gate.txt", "training.txt")
    for text, _ in _gate_rows()[:: SAMPLED * TAUGHT]:
        seen.update(" ".join(sorted(gate_features(_at_gate(text)))).encode())
    return seen.hexdigest()


def _of_files(*names: str) -> hashlib._Hash:
    own = [DATA / name for name in (*names, "concepts.txt")]
    files = [*own, *(CHARACTERS / name for name in ("sounds.txt", "simplified.txt"))]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files))


def _seen(text: str) -> set[str]:
    return features(text, entities_in(text))


def train(
    phrases: Iterable[tuple[str, str]],
    source: str,
    rounds: int = ROUNDS,
    seldom: int = SELDOM,
    look: Callable[[str], set[str]] = _seen,
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
    weights = {feature: [0.0] * len(intents) for feature in kept}
    bias = [0.0] * len(intents)
    # The rows of a phrase's own features, its intent, and what it still pushes at each intent.
    rows: list[tuple[list[list[float]], int, dict[int, float]]] = [
        ([weights[f] for f in sorted(found) if f in weights], number[intent], {})
        for found, intent in known
    ]
    rows = [row for row in rows if row[0]]
    dice = random.Random(1)  # noqa: S311 - an order, not a secret
    for _ in range(rounds):
        dice.shuffle(rows)
        for own, right, pushes in rows:
            _step(own, right, pushes, bias)
    return _rounded(intents, bias, weights, source, least)


def _step(own: list[list[float]], right: int, pushes: dict[int, float], bias: list[float]) -> None:
    """One phrase for all intents: push where its margin is too small."""
    scale = 1 / math.sqrt(len(own))
    ridge = 1 / (2 * COST)
    sums = list(map(sum, zip(*own, strict=True)))
    for i, total in enumerate(sums):
        side = 1 if i == right else -1
        push = pushes.get(i, 0.0)
        slope = side * (total * scale + bias[i]) - 1 + push * ridge
        new = max(push - slope / (2 + ridge), 0.0)
        if new == push:
            continue
        pushes[i] = new
        change = (new - push) * side
        bias[i] += change
        for row in own:
            row[i] += change * scale


def _short_ones(text: str) -> set[str]:
    """Features without runs of three, which tell of the phrase more than of what it asks."""
    return {feature for feature in _seen(text) if _is_short(feature)}


def _is_short(feature: str) -> bool:
    if feature.startswith("'"):
        return feature.count(" ") < RUN - 1
    return feature[0] in "#@" or len(feature) < RUN


def _rounded(
    intents: tuple[str, ...],
    bias: list[float],
    weights: dict[str, list[float]],
    source: str,
    least: int,
) -> Model:
    unit = max((abs(w) for row in weights.values() for w in row), default=1.0) / 127
    weights = {f: row for f, row in weights.items() if max(map(abs, row)) >= least * unit}
    rows = {feature: number for number, feature in enumerate(weights)}
    lifted = bytes(ZERO + round(w / unit) for row in weights.values() for w in row)
    rounded = tuple(round(b, 4) for b in bias)
    return Model(intents, unit, rounded, rows, lifted, source)


def own_phrases(file: str) -> list[tuple[str, str]]:
    """An office's own phrases, in the form of `jieti eval`; none where no file is named.

    Raises:
        PhrasesError: the file is not of this form, or an intent in it is not known.
    """
    if not file:
        return []
    known = {intent for _, intent in training_phrases()}
    rows = read_phrases(Path(file))
    wrong = [row["intent"] for row in rows if row["intent"] not in known]
    if wrong:
        raise PhrasesError("{file}: the intent {intent} is not known", file=file, intent=wrong[0])
    return [(row["text"], row["intent"]) for row in rows]


if __name__ == "__main__":
    own = own_phrases(os.environ.get("JIETI_PHRASES", ""))
    # What is really said counts more than what was made up: each of its phrases three times.
    save(train([*training_phrases(), *own * 3], source()), FILE)
    of_questions = train(question_phrases(), source_of_questions(), seldom=2, look=_short_ones)
    save(of_questions, QUESTIONS)
    of_matters = train(matter_phrases(), source_of_matters(), seldom=2, look=matter_features)
    save(of_matters, MATTERS)
    of_manners = train(manner_phrases(), source_of_manners(), seldom=2, look=manner_features)
    save(of_manners, MANNERS)
    of_gate = train(
        gate_phrases(), source_of_gate(), seldom=DEAR + 1, look=gate_features, least=TELLING
    )
    save(of_gate, GRAVES)
