"""Runs the loops of a process until it is asked to stop; the end of one is the end of all."""

from __future__ import annotations

import asyncio
import logging
import os
import threading
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from typing import Any

from bot.channels.pulse import BROKEN, Pulse
from bot.contract.errors import SentenceError, SettingsError

PAUSE = 1.0  # seconds after a turn that failed
ORDERLY = 10.0  # seconds for ending in good order
AT_LAST = 20.0  # seconds after which the process ends as it is
Loop = Callable[[], Coroutine[Any, Any, None]]
log = logging.getLogger(__name__)


class LoopEndedError(SentenceError):
    """A loop that should go on for ever has ended: the process is to be started anew."""


async def turning(
    name: str,
    pulse: Pulse,
    turn: Callable[[], Awaitable[object]],
    over: Callable[[], bool] = lambda: False,
) -> None:
    """Take turns until it is over. Whatever a turn raises costs that turn and a pause."""
    while not over():
        pulse.beat(name)
        try:
            await turn()
        except (Exception, asyncio.CancelledError) as error:
            task = asyncio.current_task()
            if isinstance(error, asyncio.CancelledError) and task and task.cancelling():
                raise
            # Also a cancellation that was not meant for us, but for something waited for.
            log.exception("%s: a turn failed", name)
            await pulse.rest(name, PAUSE)


async def until_stopped(
    stop: asyncio.Event,
    loops: Mapping[str, Loop],
    finish: Callable[[], None],
    finishing: str,
) -> None:
    """Run the loops until `stop`. Then all are cancelled but one, which is asked to finish.

    Whatever hangs then, the process ends: after a while without having finished, by force.

    Args:
        stop: set when the process is asked to stop.
        loops: by name.
        finish: asks the loop named `finishing` to end by itself.
        finishing: that loop.

    Raises:
        LoopEndedError: a loop ended before that, however it came.
        SettingsError: it ended by what is set wrong, such as a port that is taken.
    """
    tasks = {name: asyncio.create_task(loop(), name=name) for name, loop in loops.items()}
    asked = asyncio.create_task(stop.wait(), name="stop")
    try:
        await asyncio.wait({asked, *tasks.values()}, return_when=asyncio.FIRST_COMPLETED)
        ended = [name for name, task in tasks.items() if task.done()]
    finally:
        finish()
        asked.cancel()
        for name, task in tasks.items():
            if name != finishing:
                task.cancel()
        await _end(asked, *tasks.values())
    if ended:
        first = tasks[ended[0]]
        error = None if first.cancelled() else first.exception()
        raise error if isinstance(error, SettingsError) else _broken(ended[0], error)


def _broken(name: str, error: BaseException | None) -> LoopEndedError:
    why = type(error).__name__ if error else "-"
    return LoopEndedError("{name} ended ({why}); start the service again", name=name, why=why)


async def _end(*tasks: asyncio.Task[Any]) -> None:
    """Wait for the end of tasks that were asked to end; whatever hangs, the process ends."""
    force = threading.Timer(AT_LAST, os._exit, (BROKEN,))
    force.daemon = True
    force.start()
    try:
        _, late = await asyncio.wait(tasks, timeout=ORDERLY)
        for task in late:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    finally:
        force.cancel()
