"""What each import changed, so that it can be undone, and how exports of a shape are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Import:
    """One file that was imported.

    Attributes:
        number: by which it is undone.
        at: when.
        file_name: without its folder.
        changes: records that it added or changed.
        undone_at: when it was undone, if it was.
    """

    number: int
    at: datetime
    file_name: str
    changes: int
    undone_at: datetime | None


class CannotUndoError(Exception):
    """The import is not known, or was undone, or what it stored was changed since."""

    def __init__(self, *, changed_since: bool) -> None:
        super().__init__(changed_since)
        self.changed_since = changed_since


class Imports(Protocol):
    """The imports of an office."""

    def begin(self, file_name: str, now: datetime) -> int:
        """What accounts, readings and bills change from here belongs to it; its number."""

    def pause(self) -> None:
        """The transaction ends here and the import does not: another one resumes it."""

    def resume(self, number: int) -> None:
        """What is changed from here belongs to that import."""

    def end(self) -> int | None:
        """Its number; None where it changed nothing and so is not kept."""

    def take_back(self) -> int:
        """Put back what imports changed that never ended; how many there were.

        What cannot be put back any more, because a chat or a case needs it, stays as an import
        that can be seen, and undone later.
        """

    def all(self) -> tuple[Import, ...]:
        """Those that are kept, the newest first."""

    def undo(self, number: int, now: datetime) -> int:
        """Put back what it changed; how many records that were.

        Raises:
            CannotUndoError: it cannot be; nothing was changed.
        """

    def profile(self, shape: str) -> Mapping[str, str]:
        """The field by heading as it was confirmed for exports of this shape."""

    def confirm(self, shape: str, fields: Mapping[str, str], now: datetime) -> None:
        """Remember that for the next export of the shape."""
