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

    def unfinished(self) -> tuple[int, ...]:
        """Those that never ended, and those whose undoing never did, the newest first."""

    def put_back(self, number: int, records: int, before: int | None = None) -> int | None:
        """Put back the newest changes that stand, about so many records, an account never in part.

        Args:
            number: of the import.
            records: how many at least, if there are so many.
            before: only what lies before that place; None goes on where the last call ended.

        Returns:
            The place of the last one; None where nothing is left.

        Raises:
            CannotUndoError: something was changed since; the transaction must not be kept.
        """

    def put_again(self, number: int, records: int) -> int | None:
        """The other way: about so many records that were put back are as the import made them."""

    def end_undo(self, number: int, now: datetime) -> None:
        """All is put back: it counts as undone; one that never ended is forgotten."""

    def leave(self, number: int) -> None:
        """What cannot be put back, because a chat or a case needs it, stays as an import."""

    def all(self) -> tuple[Import, ...]:
        """Those that are kept, the newest first."""

    def profile(self, shape: str) -> Mapping[str, str]:
        """The field by heading as it was confirmed for exports of this shape."""

    def confirm(self, shape: str, fields: Mapping[str, str], now: datetime) -> None:
        """Remember that for the next export of the shape."""
