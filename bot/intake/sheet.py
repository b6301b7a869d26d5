"""A sheet of text: what every form of file becomes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


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

    `file` is the name of the file, without its suffix.
    """

    name: str
    rows: tuple[SheetRow, ...]
    hidden: bool = False
    file: str = ""
