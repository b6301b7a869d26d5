"""Commands as processes of their own, forked from one that has the program loaded.

A fork has its own memory, streams and exit code like any process; only the loading, which takes
most of a short command's time, is done once.
"""

from __future__ import annotations

import asyncio
import atexit
import gc
import json
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from io import TextIOWrapper
from pathlib import Path
from typing import IO, NoReturn, cast

JIETI = Path(sys.executable).parent / "jieti"
PATIENCE = 60  # seconds


@dataclass
class Forked:
    """A command that runs, as long as it likes; used as one of asyncio's own processes."""

    pid: int
    line: socket.socket  # its exit code comes here
    code: int | None = None

    @property
    def returncode(self) -> int | None:
        """None while it runs."""
        if self.code is None and select.select([self.line], [], [], 0)[0]:
            self._end(self.line.recv(16))
        return self.code

    def send_signal(self, sign: int) -> None:
        """As long as it was not waited for, its number is its own."""
        if self.returncode is None:
            os.kill(self.pid, sign)

    async def wait(self) -> int:
        """Its exit code, once it has ended."""
        if self.code is None:
            self.line.setblocking(False)
            self._end(await asyncio.get_running_loop().sock_recv(self.line, 16))
        return cast("int", self.code)

    def wait_at_most(self, seconds: float) -> int:
        """The same while nothing else goes on; who takes longer is killed."""
        self.line.settimeout(seconds)
        try:
            self._end(self.line.recv(16))
        except TimeoutError:
            os.killpg(self.pid, signal.SIGKILL)
            raise
        return cast("int", self.code)

    def _end(self, code: bytes) -> None:
        self.code = int(code)
        self.line.close()


def start_forked(
    arguments: tuple[str, ...],
    environment: Mapping[str, str],
    out: IO[bytes],
    err: IO[bytes],
    given: IO[bytes] | None = None,
) -> Forked:
    """`jieti` with these arguments and streams, in this folder and with this umask."""
    os.umask(mask := os.umask(0))
    order = {"arguments": [str(JIETI), *arguments], "environment": dict(environment),
             "folder": str(Path.cwd()), "umask": mask}  # fmt: skip
    ours, theirs = socket.socketpair()
    with theirs, given or Path(os.devnull).open("rb") as stdin:
        fds = [file.fileno() for file in (stdin, out, err, theirs)]
        socket.send_fds(_loaded(), [b"."], fds)
        _loaded().sendall(json.dumps(order).encode() + b"\n")
    ours.settimeout(PATIENCE)
    return Forked(int.from_bytes(ours.recv(4)), ours)


def run_forked(
    arguments: tuple[str, ...], environment: Mapping[str, str], stdin: bytes = b""
) -> subprocess.CompletedProcess[bytes]:
    """The same to its end, and what it said."""
    with _file(stdin) as given, _file() as out, _file() as err:
        code = start_forked(arguments, environment, out, err, given).wait_at_most(PATIENCE)
        for file in (out, err):
            file.seek(0)
        return subprocess.CompletedProcess(arguments, code, out.read(), err.read())


def _file(content: bytes = b"") -> IO[bytes]:
    file = tempfile.TemporaryFile()  # noqa: SIM115 - closed by who asked for it
    file.write(content)
    file.seek(0)
    return file


@cache
def _loaded() -> socket.socket:
    """The line to the process that has the program loaded; it ends when that is closed."""
    here, there = socket.socketpair()
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.forking", str(there.fileno())], pass_fds=[there.fileno()],
        cwd=Path(__file__).parent.parent, start_new_session=True,
    )  # fmt: skip
    there.close()

    def end() -> None:
        here.close()
        process.wait()

    atexit.register(end)
    return here


def _wait_for_orders(asked: socket.socket) -> None:
    """Comes back in a fork, which has its arguments and streams, and at the end."""
    while True:
        mark, fds, _, _ = socket.recv_fds(asked, 1, 4)
        if not mark:
            os._exit(0)
        order = json.loads(asked.makefile("rb").readline())
        *streams, line = fds
        if os.fork() == 0:
            asked.close()
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            if (child := os.fork()) == 0:
                os.close(line)
                os.setsid()
                return _become(order, streams)
            _keep(child, streams, line)
        for fd in fds:
            os.close(fd)


def _keep(child: int, streams: list[int], line: int) -> NoReturn:
    """Tells who it is and, when it has ended, how; so that any number can run side by side."""
    for fd in streams:
        os.close(fd)
    os.write(line, child.to_bytes(4))
    _, status = os.waitpid(child, 0)
    with suppress(BrokenPipeError):  # nobody waits for it any more
        os.write(line, str(os.waitstatus_to_exitcode(status)).encode())
    os._exit(0)


def _become(order: dict[str, object], fds: list[int]) -> None:
    for number, fd in enumerate(fds):
        os.dup2(fd, number)
        os.close(fd)
    sys.argv = order["arguments"]
    os.environ.clear()
    os.environ.update(order["environment"])
    os.chdir(order["folder"])
    os.umask(order["umask"])
    encoding, _, errors = os.environ.get("PYTHONIOENCODING", "utf-8").partition(":")
    for number, name, mode in ((0, "stdin", "rb"), (1, "stdout", "wb"), (2, "stderr", "wb")):
        stream = TextIOWrapper(
            os.fdopen(number, mode), encoding, errors or "strict", line_buffering=number == 2
        )
        setattr(sys, name, stream)


def _ended(main: Callable[[], object]) -> int:
    """The exit code. What a process throws away at its end, a fork would first have to copy."""
    code: object = 0
    try:
        main()
    except SystemExit as end:
        code = end.code or 0
    except BaseException:
        code = 1
        traceback.print_exc()
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    return int(str(code))


if __name__ == "__main__":
    from bot import clock
    from bot.channels import console  # noqa: F401 - loaded before it is asked for
    from bot.cli import audit_nightly, doctor, main, serving  # noqa: F401
    from bot.cli.settings import read_settings
    from bot.hearing.heard import hear

    hear("12月单子上怎么超过0.56了?", clock.now().date())  # compiles the patterns
    read_settings({})  # loads the sentences, a region and a handbook
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # who keeps one ends unheard
    gc.collect()
    gc.freeze()  # or each fork would copy it all to throw it away
    _wait_for_orders(socket.socket(fileno=int(sys.argv[1])))
    os._exit(_ended(main))
