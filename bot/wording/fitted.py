"""Tables that fit the terminal: wide columns are wrapped; where that is not enough, no table."""

from __future__ import annotations

from collections.abc import Sequence

from tabulate import tabulate
from wcwidth import wcswidth

_LEAST = 10  # columns of the terminal that a column of the table keeps: a day is not torn
_BETWEEN = _AROUND_HEAD = 2  # as tabulate sets them


def fitted(
    rows: Sequence[Sequence[str]],
    head: Sequence[str],
    width: int | None,
    at_most: Sequence[int | None] = (),
) -> str:
    """The table; on a narrow terminal a line for each cell.

    Args:
        rows: its cells.
        head: its headings.
        width: columns of the terminal; None where nothing limits it.
        at_most: to how many each column is wrapped anyway.
    """
    least = [max(_LEAST, wcswidth(name) + _AROUND_HEAD) for name in head]
    whole = [max(_wide(row[place]) for row in (head, *rows)) for place in range(len(head))]
    widths = list(whole)
    for place, most in enumerate(at_most):
        widths[place] = min(widths[place], most or widths[place])
    while width and _line(widths, head) > width:
        room = [have - must for have, must in zip(widths, least, strict=True)]
        if max(room) <= 0:
            return _below_each_other(rows, head)
        widths[room.index(max(room))] -= 1
    wrapped = [one if one < full else None for one, full in zip(widths, whole, strict=True)]
    return tabulate(rows, head, tablefmt="simple", disable_numparse=True, maxcolwidths=wrapped)


def _wide(cell: str) -> int:
    return max((wcswidth(line) for line in cell.splitlines()), default=0)


def _line(widths: Sequence[int], head: Sequence[str]) -> int:
    real = [max(w, wcswidth(name) + _AROUND_HEAD) for w, name in zip(widths, head, strict=True)]
    return sum(real) + _BETWEEN * (len(real) - 1)


def _below_each_other(rows: Sequence[Sequence[str]], head: Sequence[str]) -> str:
    return "\n\n".join(
        "\n".join(
            f"{name}  {' '.join(cell.split())}" for name, cell in zip(head, row, strict=True)
        )
        for row in rows
    )
