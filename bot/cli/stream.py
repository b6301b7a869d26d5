"""The terminal's streams: what is printed steers nothing, whoever wrote it."""

from __future__ import annotations

from typing import Any, TextIO

from bot.contract.clean import clean


class CleanStream:
    """A stream that everything written to passes `clean`; else as the one it stands before."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write it clean."""
        self._stream.write(clean(text))
        return len(text)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)
