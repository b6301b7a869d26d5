"""Runs a reader that is not ours in a process of its own, with limits of time and memory.

A file can make such a reader take all the memory or end the process; then only that is lost.
"""

from __future__ import annotations

import multiprocessing
import os
import resource
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any, TypeVar

MEMORY = 2_000_000_000  # bytes
SECONDS = 120.0
T = TypeVar("T")


class OutOfBoundsError(Exception):
    """It took too much memory or time."""


def bounded(function: Callable[..., T], *arguments: Any, seconds: float = SECONDS) -> T:
    """What the function returns in a process of its own.

    Raises:
        OutOfBoundsError: it took too much memory or time.
        Exception: what the function raised.
    """
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_run, args=(there, function, arguments), daemon=True)
    process.start()
    there.close()
    try:
        if not here.poll(seconds):
            raise OutOfBoundsError
        well, result = here.recv()
    except EOFError:
        raise OutOfBoundsError from None
    finally:
        process.kill()
        process.join()
        here.close()
    if not well:
        raise result
    found: T = result
    return found


def _run(there: Connection, function: Callable[..., object], arguments: tuple[Any, ...]) -> None:
    # Whoever looks at the terminal is told in a sentence, not by a library's last words.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        told = True, function(*arguments)
    except MemoryError:
        return
    except Exception as error:
        told = False, error
    try:
        there.send(told)
    except MemoryError:
        return
