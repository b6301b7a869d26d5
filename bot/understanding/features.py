"""What the model looks at in a text: its characters, their sounds, and the concepts in it."""

from __future__ import annotations

from functools import cache
from importlib import resources

from bot.understanding.normal import spoken

DATA = resources.files("bot.understanding") / "data"
LONGEST = 400  # characters that are read for the meaning


def features(text: str) -> set[str]:
    """Runs of one to three characters and of two and three sounds, ends marked; concepts.

    A concept stands as `#name`; `data/concepts.txt` has the words of each.
    """
    bare = _bare(text[:LONGEST])
    marked = f"^{bare}$"
    found = {marked[i : i + n] for n in (1, 2, 3) for i in range(len(marked) - n + 1)}
    sounds = [sound_of(c) for c in marked]
    for n in (2, 3):
        found |= {"'" + " ".join(sounds[i : i + n]) for i in range(len(sounds) - n + 1)}
    found.update(name for name, words in _concepts() if any(word in bare for word in words))
    return found


def _bare(text: str) -> str:
    return "".join(_class(c) for c in spoken(text) if not c.isspace())


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
    lines = (line.split(" ") for line in _lines("sounds.txt"))
    return {character: sound for sound, characters in lines for character in characters}


@cache
def _concepts() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Each concept's name and its words in the form in which texts are looked at."""
    lines = (line.split() for line in _lines("concepts.txt"))
    return tuple((f"#{name}", tuple(sorted({_bare(w) for w in words}))) for name, *words in lines)


def _lines(name: str) -> list[str]:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]
