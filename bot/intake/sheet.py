"""A sheet of text: what every form of file becomes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from bot.intake.codes import FileCode, IntakeError

LONGEST = 32_767  # characters of a cell, as many as Excel lets stand in one
MOST_TEXT = 100_000_000  # characters of all; reading takes a microsecond and more for each


class SheetRow(NamedTuple):
    """One row: its number as Excel shows it, and its cells as text."""

    number: int
    cells: tuple[str, ...]

    def cell(self, column: int) -> str:
        """The text in that column; empty where the row is shorter."""
        return self.cells[column].strip() if column < len(self.cells) else ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of a file; `name` is empty where the form of file gives none.

    `file` is the name of the file, without its suffix; of a text that was cut off within a line
    `is_cut` is told.
    """

    name: str
    rows: tuple[SheetRow, ...]
    hidden: bool = False
    file: str = ""
    is_cut: bool = False


def in_bounds(sheets: Iterable[Sheet]) -> tuple[Sheet, ...]:
    """The sheets, whose text does not take minutes to read; told before anybody looks at it.

    Raises:
        IntakeError: names the cell that is too long, or all together are too much.
    """
    found, total = tuple(sheets), 0
    for row in (row for sheet in found for row in sheet.rows):
        sizes = [*map(len, row.cells)]
        total += sum(sizes)
        if max(sizes, default=0) > LONGEST:
            column = next(n for n, size in enumerate(sizes, start=1) if size > LONGEST)
            cell = f"{letters(column)}{row.number}"
            raise IntakeError(FileCode.LONG_CELL, cell=cell, limit=str(LONGEST))
    if total > MOST_TEXT:
        raise IntakeError(FileCode.OUT_OF_BOUNDS)
    return found


def letters(column: int) -> str:
    """How a table's program calls that column: A, B … Z, AA.

    >>> letters(3), letters(28), letters(16_384)
    ('C', 'AB', 'XFD')
    """
    name = ""
    while column:
        column, last = divmod(column - 1, 26)
        name = chr(ord("A") + last) + name
    return name
