"""SQLite's write-ahead log, the file beside the database in which each commit lies first."""

from __future__ import annotations

import os
from pathlib import Path
from types import TracebackType
from typing import Self


class WriteAheadLog:
    """The log of a database that is open in this process.

    SQLite itself waits for the disk before it moves anything out of the log, so what was
    committed is safe once the log is. It keeps the file as long as a connection is open, and
    holds no lock on it that closing it here could take away.
    """

    def __init__(self, database: Path) -> None:
        self._path = database.with_name(f"{database.name}-wal")
        self._file: int | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._file is not None:
            os.close(self._file)

    def settle(self) -> None:
        """Wait until all that is committed lies on the disk.

        Raises:
            OSError: the disk is in trouble, or the log is gone.
        """
        if self._file is None:
            self._file = os.open(self._path, os.O_RDWR)
        os.fsync(self._file)
