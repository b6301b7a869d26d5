"""What the model looks at in a text: its characters, their sounds, figures and concepts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources

from bot.contract.characters import sounds
from bot.hearing.entity import Entity, EntityKind
from bot.hearing.normalise import plain, spoken, without_address
from bot.hearing.pinyin import syllables

DATA = resources.files("bot.hearing") / "data"
_PINYIN = re.compile(r"([a-z']{2,}(?: +[a-z']{2,})*)")
LONGEST = 400  # characters that are read for the meaning
_LEVELS = (0.1, 0.35, 0.7)  # shares of an intent, each a feature of what is asked
# What a figure is says much, its value little: one sign stands for it, whatever its digits.
_SIGNS = {
    EntityKind.ACCOUNT_NO: "№",
    EntityKind.METER_NO: "№",
    EntityKind.TICKET_NO: "№",
    EntityKind.PHONE: "☎",
    EntityKind.AMOUNT: "￥",
    EntityKind.PRICE: "￠",
    EntityKind.KWH: "㎾",
    EntityKind.READING: "㎐",
    EntityKind.MONTH: "㏞",
    EntityKind.DATE: "㏞",
}


def features(text: str, entities: Iterable[Entity]) -> set[str]:
    """The features of a text as it was written."""
    return features_of(spoken(plain(text)), entities)


def features_of(heard: str, entities: Iterable[Entity]) -> set[str]:
    """Runs of one to three characters and of two and three sounds, ends marked; concepts; kinds.

    The text is in the form of `spoken`. A concept stands as `#name`; `data/concepts.txt` has the
    words of each. The kind of an entity stands as `@kind`.
    """
    entities = [entity for entity in entities if entity.end <= LONGEST]
    signed = "".join(_signed(without_address(heard[:LONGEST]), entities))
    parts = _PINYIN.split(signed) if _PINYIN.search(signed) else [signed]
    spelled = [_spelled(part) for part in parts]
    both = list(zip(parts, spelled, strict=True))
    bare = _without_spaces("".join(part for part, sounded in both if not sounded))
    marked = f"^{bare}$" if bare or not any(spelled) else ""
    found = {marked[i : i + n] for n in (1, 2, 3) for i in range(len(marked) - n + 1)}
    sounds = ["^"]
    for part, sounded in both:
        sounds += sounded or [sound_of(c) for c in _without_spaces(part)]
    sounds.append("$")
    for n in (2, 3):
        found |= {"'" + " ".join(sounds[i : i + n]) for i in range(len(sounds) - n + 1)}
    found |= _concepts_in(bare)
    found.update(f"@{entity.kind}" for entity in entities)
    return found


def leanings(scores: Iterable[tuple[str, float]]) -> set[str]:
    """What the intents of a text, with their shares, tell of the short question it asks.

    The more phrases an intent was learnt from, the better it is known in strange words; a
    question has few. An intent stands as `!name` once for each level that its share reaches.
    """
    likely = [(intent, share) for intent, share in scores if share >= _LEVELS[0]]
    return {f"!{level}{intent}" for intent, share in likely for level in _LEVELS if share >= level}


def _spelled(part: str) -> list[str]:
    """The sounds that Latin letters spell; none where they are not Chinese."""
    if not _PINYIN.fullmatch(part):
        return []
    runs = [syllables(run) for run in part.split()]
    found = [loose(one) for run in runs for one in run]
    return found if all(runs) and len(found) > 1 else []


def _concepts_in(bare: str) -> set[str]:
    """The concepts of a text; of other walks of life only where none of ours stands beside it."""
    words, longest = _concepts()
    size = len(bare)
    runs = {bare[i : i + n] for i in range(size) for n in range(1, min(longest, size - i) + 1)}
    runs.add("")  # a mark alone leaves no word, and is in each text
    found = {name for word in words.keys() & runs for name in words[word]}
    strange = {name for name in found if name.startswith("#x_")}
    if strange and "#domain" not in found:
        return found | {"#stray"}
    return found - strange


def _signed(heard: str, entities: Iterable[Entity]) -> Iterator[str]:
    """The text with a sign for each figure, and tiers written in one way."""
    end = 0
    for entity in entities:
        sign = _SIGNS.get(entity.kind)
        if entity.kind is EntityKind.TIER:
            sign = f"{'零一二三四'[int(str(entity.value))]}档"
        if sign:
            yield heard[end : entity.start] + sign
            end = entity.end
    yield heard[end:]


def _without_spaces(heard: str) -> str:
    return "".join(_class(c) for c in heard if not c.isspace())


def _class(c: str) -> str:
    """Figures say little by their value."""
    if c.isdigit():
        return "9"
    return "" if c in ",.。,、!;:~…" else c


@cache
def sound_of(character: str) -> str:
    """The sound without tone, and without what ears mix up; the character where unknown."""
    sound = sounds().get(character)
    return character if sound is None else loose(sound)


@cache
def loose(sound: str) -> str:
    """A sound without what ears mix up: zh and z, ng and n, n and l."""
    for strict, loose in (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ng", "n")):
        sound = sound.replace(strict, loose)
    return "l" + sound[1:] if sound.startswith("n") and len(sound) > 1 else sound


@cache
def _concepts() -> tuple[dict[str, tuple[str, ...]], int]:
    """Each word as texts are looked at, with the concepts it is of; and the longest's length."""
    found: dict[str, tuple[str, ...]] = {}
    for name, *words in (line.split() for line in data_lines("concepts.txt")):
        for word in {_without_spaces(spoken(plain(w))) for w in words}:
            found[word] = (*found.get(word, ()), f"#{name}")
    return found, max(map(len, found))


def data_lines(name: str) -> list[str]:
    """The lines of a data file, without those that say what it is."""
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]
