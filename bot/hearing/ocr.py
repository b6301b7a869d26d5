"""Text in a picture, read in a process of its own (the extra `ocr`)."""

from __future__ import annotations

import asyncio
import multiprocessing
import signal
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from importlib.util import find_spec
from types import TracebackType
from typing import Any, Self

PATIENCE = 20.0  # seconds for one picture
LARGEST = 10 * 1024 * 1024  # bytes


def is_installed() -> bool:
    """Whether the extra is there."""
    return find_spec("rapidocr") is not None


class TextReader:
    """Reads one picture after the other. A picture that kills the process costs only itself."""

    def __enter__(self) -> Self:
        self._pool = _pool()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)

    async def lines_of(self, picture: bytes) -> tuple[str, ...]:
        """The lines of text from top to bottom; none where it cannot be read in time."""
        if len(picture) > LARGEST:
            return ()
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(PATIENCE):
                return await loop.run_in_executor(self._pool, _limited, _lines, picture, PATIENCE)
        except (TimeoutError, BrokenProcessPool):
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = _pool()
            return ()
        except asyncio.CancelledError:
            task = asyncio.current_task()
            if task and task.cancelling():
                raise
            return ()  # it waited behind one that took too long


def _pool() -> ProcessPoolExecutor:
    return ProcessPoolExecutor(1, multiprocessing.get_context("spawn"))


def _limited(
    read: Callable[[bytes], tuple[str, ...]], picture: bytes, seconds: float
) -> tuple[str, ...]:
    """What is read; a picture that takes longer ends its process, which nobody waits for then."""
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        return read(picture)
    except BaseException:  # SystemExit, too: it would be raised again in ours
        return ()
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR  # noqa: PLC0415 - an extra, and only in the other process

    return RapidOCR()


def _lines(picture: bytes) -> tuple[str, ...]:
    """Words that stand beside each other make one line."""
    try:
        read = _engine()(picture)
    except Exception:
        return ()
    if read.txts is None:
        return ()
    words = []
    for box, text in zip(read.boxes, read.txts, strict=True):
        top, bottom = min(p[1] for p in box), max(p[1] for p in box)
        words.append(((top + bottom) / 2, bottom - top, min(p[0] for p in box), text))
    rows: list[list[tuple[float, float, float, str]]] = []
    for word in sorted(words, key=lambda w: w[0]):
        if rows and word[0] - rows[-1][0][0] < max(word[1], rows[-1][0][1]) / 2:
            rows[-1].append(word)
        else:
            rows.append([word])
    return tuple(" ".join(w[3] for w in sorted(row, key=lambda w: w[2])) for row in rows)
