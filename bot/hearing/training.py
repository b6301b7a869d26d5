"""What the models are trained from: phrases, and what is looked at in each."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from pathlib import Path

from bot.contract.characters import DATA as CHARACTERS
from bot.contract.characters import sounds
from bot.hearing.asked import question_in
from bot.hearing.asks import LONGEST
from bot.hearing.complained import matter_features, own_features
from bot.hearing.evaluate import PhrasesError, read_phrases
from bot.hearing.features import DATA, features, leanings
from bot.hearing.gate import plain_at_gate
from bot.hearing.gate_model import Grave, gate_features
from bot.hearing.grammar import entities_in
from bot.hearing.intents import DANGER, REPORT
from bot.hearing.learning import train
from bot.hearing.manner import manner_features
from bot.hearing.model import FILE, GRAVES, MANNERS, MATTERS, QUESTIONS, model, save
from bot.hearing.normalise import plain

SAMPLED = 20  # one of so many phrases tells by its features which code found them
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


def _short_ones(text: str) -> set[str]:
    """Features without runs of three, which tell of the phrase more than of what it asks.

    With them what the model of intents, which is trained first, reads in the text.
    """
    seen = _seen(text)
    return {feature for feature in seen if _is_short(feature)} | leanings(model().scores(seen))


def _is_short(feature: str) -> bool:
    if feature.startswith("'"):
        return feature.count(" ") < RUN - 1
    return feature[0] in "#@" or len(feature) < RUN


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
    save(train([*training_phrases(), *own * 3], source(), _seen), FILE)
    of_questions = train(question_phrases(), source_of_questions(), _short_ones, seldom=2)
    save(of_questions, QUESTIONS)
    of_matters = train(matter_phrases(), source_of_matters(), matter_features, seldom=2)
    save(of_matters, MATTERS)
    of_manners = train(manner_phrases(), source_of_manners(), manner_features, seldom=2)
    save(of_manners, MANNERS)
    of_gate = train(
        gate_phrases(), source_of_gate(), gate_features, seldom=DEAR + 1, least=TELLING
    )
    save(of_gate, GRAVES)
