"""How a meter was read (抄表状态): estimated, not read, or as usual, in the words of exports."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.intake.headings import simple

ESTIMATED, READ = "估抄", "实抄"
_ESTIMATED = (ESTIMATED, "估读", "估算", "推算", "非实抄", "未实抄")
_NOT_READ = ("未抄", "漏抄", "无法抄", "抄表失败", "锁门")
# Before such a word it is said of another month, or that it is not so.
_NOT_SO = re.compile(r"(?:非|未|无|没有?|不是?)$|(?:上个?月|上[期次]|前[期次])[^本今这,,;;。]*$")
_ASKS = re.compile(r"(?:是否)?(?:(估)|实)抄(?:标志|标识)?")
_YES, _NO = frozenset("是1YyTt√有"), frozenset("否0NnFf×无")


def is_estimated(text: str) -> bool:
    """Whether a state says that the reading is an estimate."""
    return _says(text, _ESTIMATED)


def is_not_read(text: str) -> bool:
    """Whether a state says that nobody could read the meter."""
    return _says(text, _NOT_READ)


def is_usual(text: str) -> bool:
    """Whether a state says nothing against the reading."""
    return not is_not_read(text) and not is_estimated(text)


def names_one(text: str) -> bool:
    """Whether a text has the words of such a state, of whatever month it says so."""
    return any(word in text for word in (*_ESTIMATED, *_NOT_READ))


def is_yes_or_no(cells: Sequence[str]) -> bool:
    """Whether a column answers with 是 and 否 alone, and once with 是."""
    filled = {cell for cell in cells if cell}
    return bool(filled & _YES) and filled <= _YES | _NO


def asks(heading: str) -> bool:
    """Whether a heading asks how it was read: 是否估抄, 实抄标志."""
    return _ASKS.fullmatch(simple(heading)) is not None


def in_words(heading: str, cell: str) -> str:
    """What is answered to such a heading with 是 or 否; another cell as it is."""
    asked = _ASKS.fullmatch(simple(heading))
    if asked is None or cell not in _YES | _NO:
        return cell
    return ESTIMATED if (cell in _YES) is bool(asked[1]) else READ


def _says(text: str, words: Sequence[str]) -> bool:
    return any(
        not _NOT_SO.search(text[: found.start()])
        for word in words
        for found in re.finditer(word, text)
    )
