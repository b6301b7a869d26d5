"""What a character is besides how it is written: its simplified form and its sound."""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib import resources
from itertools import islice, product

# Other forms of a character that the tables do not have; they are seen as the same.
_FORMS = dict(zip("眀囯囻靑淸髙敎", "明国国青清高教", strict=True))
MOST_WAYS = 12  # a character may have several traditional forms, a word all their combinations
DATA = resources.files("bot.contract") / "data"


@cache
def simplified() -> dict[str, str]:
    """Traditional character -> simplified, made from OpenCC's tables (Apache-2.0)."""
    traditional, simple = (DATA / "simplified.txt").read_text("utf-8").splitlines()
    return dict(zip(traditional, simple, strict=True))


@cache
def _traditional() -> dict[str, tuple[str, ...]]:
    forms: dict[str, tuple[str, ...]] = {}
    for written, simple in simplified().items():
        forms[simple] = (*forms.get(simple, ()), written)
    return forms


def in_traditional(word: str) -> tuple[str, ...]:
    """A simplified word as it may be written in traditional characters, the likeliest first.

    Many characters are the same there (后面: 後面).

    >>> in_traditional("电费"), in_traditional("三一")
    (('電費', '電费', '电費'), ())
    """
    forms = ((*_traditional().get(c, ()), c) for c in word)
    written = map("".join, islice(product(*forms), MOST_WAYS))
    return tuple(one for one in written if one != word)


@cache
def sounds() -> dict[str, str]:
    """Character -> its syllable, without its tone."""
    lines = (line.split(" ") for line in (DATA / "sounds.txt").read_text("utf-8").splitlines())
    return {c: line[0] for line in lines if len(line) == 2 for c in line[1]}


def bare(text: str) -> str:
    r"""Letters, characters and digits in one form: who writes a name otherwise means the same.

    >>> bare("趙 敏"), bare("赵\u200b·敏"), bare("Ｚhào Mǐn")
    ('赵敏', '赵敏', 'zhaomin')
    """
    form = unicodedata.normalize("NFKD", text).lower()
    kept = (c for c in form if unicodedata.category(c)[0] in "LN")
    return "".join(_FORMS.get(c) or simplified().get(c, c) for c in kept)


def spelled(text: str) -> str:
    """The bare text in the sounds of its characters.

    >>> spelled("赵 民"), spelled("ZHAO min")
    ('zhaomin', 'zhaomin')
    """
    return "".join(sounds().get(c, c) for c in bare(text))
