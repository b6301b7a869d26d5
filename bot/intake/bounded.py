"""Runs a reader that is not ours in a process of its own, with limits of time and memory.

A file can make such a reader take all the memory or end the process; then only that is lost.
"""

from __future__ import annotations

import os
import pickle
import resource
import subprocess
import sys
from collections.abc import Callable
from typing import Any, TypeVar

MEMORY = 2_000_000_000  # bytes
SECONDS = 120.0
T = TypeVar("T")


class OutOfBoundsError(Exception):
    """It took too much memory or time."""


def bounded(function: Callable[..., T], *arguments: Any, seconds: float = SECONDS) -> T:
    """What the function returns in a process of its own.

    The process loads the function's module and nothing else of the program.

    Raises:
        OutOfBoundsError: it took too much memory or time.
        Exception: what the function raised.
    """
    start = f"import sys; sys.path[:] = {sys.path!r}; from {__name__} import answer; answer()"
    try:
        done = subprocess.run(  # noqa: S603 - this Python, with words of ours alone
            [sys.executable, "-c", start],
            input=pickle.dumps((function, arguments)),
            stdout=subprocess.PIPE,
            # Whoever looks at the terminal is told in a sentence, not by a library's last words.
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise OutOfBoundsError from None
    if done.returncode or not done.stdout:
        raise OutOfBoundsError
    well, result = pickle.loads(done.stdout)  # noqa: S301 - from our own process
    if not well:
        raise result
    found: T = result
    return found


def answer() -> None:
    """In the other process: do what the input says, and print what comes of it."""
    asked = sys.stdin.buffer.read()
    told = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    function, arguments = pickle.loads(asked)  # noqa: S301 - from our own process
    try:
        result: tuple[bool, object] = True, function(*arguments)
    except MemoryError:
        sys.exit(1)
    except Exception as error:
        result = False, error
    with told:
        pickle.dump(result, told)
