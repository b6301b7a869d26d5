"""An answer to “which account?”: the number, however it is parted, and what stands beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.hearing.normalise import plain, visible

_LENGTHS = (10, 13, 16)
_PARTED = re.compile(r"(?<!\d)(?=(\d(?:[ -]?\d){9,15})(?!\d))", re.ASCII)
_AROUND = " ,,。;;::、!!()()\n"
_LABEL = re.compile(r"(?:他|她|这|那)?家?的?户号(?:是|为)?$|^(?:这一?户|这个户)(?=[ ,。,;]|$)")
_LEAST = 2  # characters; 的 or 嗯 beside a number is no remark


def numbers_in(text: str) -> Iterator[tuple[str, str]]:
    """Each number that an account could have, and the words that stand beside it.

    >>> list(numbers_in("4100 0001 23 她很急")), list(numbers_in("户号:4100000123"))
    ([('4100000123', '她很急')], [('4100000123', '')])
    """
    seen, read = visible(text), plain(text)
    for found in _PARTED.finditer(read):
        digits = 0
        for at, c in enumerate(read[found.start() :], found.start()):
            if not c.isdigit() and c not in " -":
                break
            digits += c.isdigit()
            if digits > _LENGTHS[-1]:
                break
            if c.isdigit() and digits in _LENGTHS and not read[at + 1 : at + 2].isdigit():
                number = "".join(filter(str.isdigit, read[found.start() : at + 1]))
                yield number, _beside(seen[: found.start()], seen[at + 1 :])


def _beside(before: str, after: str) -> str:
    parts = (_LABEL.sub("", part.strip(_AROUND)).strip(_AROUND) for part in (before, after))
    rest = " ".join(filter(None, parts))
    return rest if len(rest) >= _LEAST else ""
