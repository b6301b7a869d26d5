"""Loops that go on whatever happens in them, and a process that never stays deaf."""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest

from bot.channels import pulse as module
from bot.channels import running
from bot.channels.pulse import BROKEN, REST, SILENCE, Pulse, Watch
from bot.channels.running import LoopEndedError, turning, until_stopped


class Clock:
    """Time that passes when it is told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(autouse=True)
def no_pause() -> Iterator[None]:
    with patch.object(running, "PAUSE", 0.0):
        yield


RAISED = [ValueError, MemoryError, OSError, KeyError, RecursionError, asyncio.CancelledError]


@pytest.mark.parametrize("error", RAISED)
async def test_what_a_turn_raises_costs_that_turn_alone(error: type[BaseException]) -> None:
    turns = 0

    async def turn() -> None:
        nonlocal turns
        turns += 1
        if turns == 1:
            raise error

    await turning("loop", Pulse(["loop"]), turn, lambda: turns == 3)
    assert turns == 3


async def test_a_loop_that_is_cancelled_ends() -> None:
    async def turn() -> None:
        await asyncio.sleep(60)

    task = asyncio.create_task(turning("loop", Pulse(["loop"]), turn))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def forever() -> None:
    await asyncio.Event().wait()


async def cut() -> None:
    raise asyncio.CancelledError


async def broken() -> None:
    raise ValueError


async def over() -> None:
    return


@pytest.mark.parametrize("loop", [cut, broken, over])
async def test_the_end_of_one_loop_is_the_end_of_all(loop: running.Loop) -> None:
    finished: list[bool] = []
    loops = {"one": loop, "other": forever, "last": forever}
    with pytest.raises(LoopEndedError, match="one ended"), patch.object(running, "ORDERLY", 0.0):
        await until_stopped(asyncio.Event(), loops, lambda: finished.append(True), "last")
    assert finished == [True]


async def test_asked_to_stop_the_last_loop_finishes_by_itself() -> None:
    stop, may_end, ended = asyncio.Event(), asyncio.Event(), []

    async def last() -> None:
        await may_end.wait()
        ended.append("in order")

    stop.set()
    await until_stopped(stop, {"one": forever, "last": last}, may_end.set, "last")
    assert ended == ["in order"]


DEAF = """
import asyncio
from bot.channels import running
running.ORDERLY = running.AT_LAST = 0.2

async def deaf():
    while True:
        try:
            await asyncio.sleep(3600)
        except asyncio.CancelledError:
            pass

async def main():
    stop = asyncio.Event()
    stop.set()
    await running.until_stopped(stop, {"deaf": deaf}, lambda: None, "none")

asyncio.run(main())
"""


def test_a_loop_that_is_deaf_to_its_end_does_not_keep_the_process() -> None:
    ended = subprocess.run([sys.executable, "-c", DEAF], check=False, timeout=60)
    assert ended.returncode == BROKEN


def test_a_loop_is_silent_after_its_limit_and_not_before() -> None:
    clock = Clock()
    pulse = Pulse(["quick", "slow"], clock)
    clock.now = SILENCE
    pulse.beat("quick")
    assert pulse.silent() == []
    clock.now += 1
    assert pulse.silent() == ["slow"]
    assert pulse.silent_for() == {"quick": 1, "slow": SILENCE + 1}


async def test_long_rests_and_waits_are_no_silence() -> None:
    clock, slept = Clock(), []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)
        clock.now += seconds

    pulse = Pulse(["loop"], clock)
    with patch.object(module.asyncio, "sleep", sleep):
        await pulse.rest("loop", 24 * 60 * 60)
    assert max(slept) <= REST
    assert sum(slept) == 24 * 60 * 60
    assert pulse.silent() == []
    bell = asyncio.Event()
    asyncio.get_running_loop().call_soon(bell.set)
    await pulse.wait("loop", bell)
    assert bell.is_set()


@pytest.fixture
def systemd(tmp_path: Path) -> Iterator[socket.socket]:
    """The socket on which systemd listens."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as wire:
        wire.bind(str(tmp_path / "notify"))
        wire.settimeout(20)
        with patch.dict(os.environ, NOTIFY_SOCKET=str(tmp_path / "notify")):
            yield wire


def test_systemd_hears_of_the_start_of_each_look_and_of_the_end(systemd: socket.socket) -> None:
    with patch.object(module, "LOOK", 0.01), Watch(Pulse(["loop"])):
        assert systemd.recv(50) == b"READY=1"
        assert systemd.recv(50) == b"WATCHDOG=1"
    told = b""
    while told != b"STOPPING=1":
        told = systemd.recv(50)


def test_a_silent_loop_ends_the_process_and_systemd_hears_nothing(systemd: socket.socket) -> None:
    clock, codes = Clock(), []
    pulse = Pulse(["loop"], clock)
    clock.now = SILENCE + 1
    with patch.object(module, "LOOK", 0.01), Watch(pulse, codes.append) as watch:
        watch.join(20)
    assert codes == [BROKEN]
    assert [systemd.recv(50), systemd.recv(50)] == [b"READY=1", b"STOPPING=1"]


def test_a_systemd_that_reads_nothing_holds_nobody_up(systemd: socket.socket) -> None:
    def tell() -> None:
        for _ in range(300):  # more than the socket takes
            module.tell_systemd("WATCHDOG=1")

    with patch.object(module, "PATIENCE", 0.001):
        teller = threading.Thread(target=tell, daemon=True)
        teller.start()
        teller.join(20)
    assert not teller.is_alive()
    assert systemd.recv(50) == b"WATCHDOG=1"
