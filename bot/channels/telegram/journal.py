"""What was sent since the database was last told: a line a message, in a file beside it.

Telling the database after each message would make the sender wait for whoever writes there.
A line in a file survives the end of the process as well. Messages stand in it by their keys,
so that a line left over can never mean another message, whatever database is put back.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

from bot.store.port import StoreError

_PART = "\t"


class Journal:
    """The open file."""

    def __init__(self, database: Path) -> None:
        self._path = database.with_name(f"{database.name}-sent")

    def __enter__(self) -> Self:
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        except OSError as error:
            raise StoreError(
                "{path}: cannot be written: {error}", path=self._path, error=error
            ) from error
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        os.close(self._file)

    def left_over(self) -> dict[str, int]:
        """What an earlier process sent and did not come to tell the database: parts by key."""
        lines = self._path.read_text(encoding="utf-8").split("\n")
        found: dict[str, int] = {}
        for line in lines[:-1]:  # what follows the last line's end was not written whole
            key, _, part = line.partition(_PART)
            found[key] = int(part) if part.isdecimal() else 1
        return found

    def add(self, key: str, part: int) -> None:
        """That part of a message was sent; the first is 1.

        Raises:
            OSError: the disk is full.
        """
        _write(self._file, f"{key}{_PART}{part}\n".encode())

    def keep(self, parts: Mapping[str, int]) -> None:
        """The database knows all but these. Cut off at any moment, no line of theirs is lost.

        Raises:
            OSError: the disk is full; all lines stand as before.
        """
        if not parts:
            os.ftruncate(self._file, 0)
            return
        new = self._path.with_name(f"{self._path.name}.new")
        lines = "".join(f"{key}{_PART}{part}\n" for key, part in parts.items()).encode()
        file = os.open(new, os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND, 0o600)
        try:
            _write(file, lines)
            new.replace(self._path)
        except OSError:
            os.close(file)
            raise
        os.close(self._file)
        self._file = file


def _write(file: int, data: bytes) -> None:
    if os.write(file, data) != len(data):
        raise OSError("the disk is full")
