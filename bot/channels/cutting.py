"""Cuts a text that is longer than a messenger takes in one message."""

from __future__ import annotations

from collections.abc import Callable, Iterator


def units(text: str) -> int:
    """Its length in UTF-16 code units, by which messengers count.

    >>> units("电"), units("😀")
    (1, 2)
    """
    return len(text.encode("utf-16-le")) // 2


def parts_of(text: str, fits: Callable[[str], bool]) -> list[str]:
    r"""The text in parts that each fit: cut between lines, and within a line that does not fit.

    A single character must fit. Parts of blanks alone are left out: no messenger takes them.

    >>> parts_of("ab\ncd\nefghij", lambda part: len(part) <= 5)
    ['ab\ncd', 'efghi', 'j']
    """
    if fits(text):
        return [text] if text.strip() else []
    first, *lines = text.split("\n")
    parts = [*_pieces(first, fits)]
    for line in lines:
        longer = f"{parts[-1]}\n{line}"
        if fits(longer):
            parts[-1] = longer
        else:
            parts += _pieces(line, fits)
    return [part for part in parts if part.strip()]


def _pieces(line: str, fits: Callable[[str], bool]) -> Iterator[str]:
    while not fits(line):
        end = _longest(line, fits)
        yield line[:end]
        line = line[end:]
    yield line


def _longest(line: str, fits: Callable[[str], bool]) -> int:
    """How many of its characters fit, one at least."""
    least, most = 1, len(line)
    while least < most:
        middle = (least + most + 1) // 2
        if fits(line[:middle]):
            least = middle
        else:
            most = middle - 1
    return least
