"""Whether the loops of a process still turn, seen from a thread that none of them can hold up.

A loop that hangs is deaf: it neither serves nor ends. Each loop tells its pulse at every turn;
where one is silent for too long the process ends at once, and whoever started it starts it anew.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import socket
import threading
import time
from collections.abc import Callable, Collection
from types import TracebackType
from typing import Self

SILENCE = 120.0  # seconds; the longest that a loop may take for a turn, and rests at a stretch
REST = 30.0
LOOK = 5.0  # seconds between looks
PATIENCE = 1.0  # seconds for systemd
BROKEN = 70  # exit code: an internal fault (EX_SOFTWARE of sysexits.h)
log = logging.getLogger(__name__)


class Pulse:
    """When each loop turned last, by a clock that never jumps (seconds)."""

    def __init__(
        self, loops: Collection[str], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._clock = clock
        self._last = dict.fromkeys(loops, clock())

    def beat(self, loop: str) -> None:
        """The loop has begun another turn."""
        self._last[loop] = self._clock()

    def silent_for(self) -> dict[str, float]:
        """For how many seconds each loop has said nothing."""
        now = self._clock()
        return {loop: now - last for loop, last in self._last.items()}

    def silent(self) -> list[str]:
        """The loops that have said nothing for too long."""
        return [loop for loop, seconds in self.silent_for().items() if seconds > SILENCE]

    async def rest(self, loop: str, seconds: float) -> None:
        """Sleep for any time; that is no silence."""
        while seconds > 0:
            self.beat(loop)
            await asyncio.sleep(min(seconds, REST))
            seconds -= REST
        self.beat(loop)

    async def wait(self, loop: str, bell: asyncio.Event, longest: float | None = None) -> None:
        """Wait for the bell, so many seconds at most; that is no silence."""
        while not bell.is_set() and (longest is None or longest > 0):
            self.beat(loop)
            # Not wait_for: before Python 3.12 it swallows a cancellation that comes together
            # with the bell.
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(REST if longest is None else min(longest, REST)):
                    await bell.wait()
            if longest is not None:
                longest -= REST


class Watch(threading.Thread):
    """Looks at the pulse, and tells systemd of it (`Type=notify`, `WatchdogSec`) if it is there.

    Args:
        pulse: of the loops.
        end: what ends the process.
    """

    def __init__(self, pulse: Pulse, end: Callable[[int], object] = os._exit) -> None:
        super().__init__(name="watch", daemon=True)
        self._pulse, self._end = pulse, end
        self._over = threading.Event()

    def __enter__(self) -> Self:
        tell_systemd("READY=1")
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        tell_systemd("STOPPING=1")
        self._over.set()
        self.join()

    def run(self) -> None:
        """Look until it is over."""
        began = time.monotonic()
        while not self._over.wait(LOOK):
            now = time.monotonic()
            stood_still = now - began > 4 * LOOK  # the whole process: then nobody can be blamed
            began = now
            if stood_still:
                continue
            if silent := self._pulse.silent():
                log.critical("no turn for %s s, the process ends: %s", SILENCE, ", ".join(silent))
                self._end(BROKEN)
                return
            tell_systemd("WATCHDOG=1")


def tell_systemd(state: str) -> None:
    """Send a state to the socket that systemd names; without systemd nothing happens."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address:
        return
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as wire:
            wire.settimeout(PATIENCE)  # whoever should listen may not
            wire.sendto(state.encode(), address.replace("@", "\0", 1))
    except OSError as error:
        log.warning("systemd could not be told %s: %s", state, type(error).__name__)
