"""Commands as processes of their own, forked from one that has the program loaded.

A fork has its own memory, streams and exit code like any process; only the loading, which takes
most of a short command's time, is done once.
"""

from __future__ import annotations

import atexit
import gc
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable, Mapping
from functools import cache
from io import TextIOWrapper
from pathlib import Path
from typing import IO

JIETI = Path(sys.executable).parent / "jieti"
PATIENCE = 60  # seconds


def run_forked(
    arguments: tuple[str, ...], environment: Mapping[str, str], stdin: bytes = b""
) -> subprocess.CompletedProcess[bytes]:
    """`jieti` with these arguments, in this folder and with this umask."""
    os.umask(mask := os.umask(0))
    order = {"arguments": [str(JIETI), *arguments], "environment": dict(environment),
             "folder": str(Path.cwd()), "umask": mask}  # fmt: skip
    with _file(stdin) as given, _file() as out, _file() as err:
        process, line = _loaded()
        socket.send_fds(line, [b"."], [given.fileno(), out.fileno(), err.fileno()])
        line.sendall(json.dumps(order).encode() + b"\n")
        try:
            code = int(line.recv(16))
        except TimeoutError:
            os.killpg(process.pid, signal.SIGKILL)
            _loaded.cache_clear()
            raise
        for file in (out, err):
            file.seek(0)
        return subprocess.CompletedProcess(arguments, code, out.read(), err.read())


def _file(content: bytes = b"") -> IO[bytes]:
    file = tempfile.TemporaryFile()  # noqa: SIM115 - closed by who asked for it
    file.write(content)
    file.seek(0)
    return file


@cache
def _loaded() -> tuple[subprocess.Popen[bytes], socket.socket]:
    """The process that has the program loaded, and the line to it; it ends when that is closed."""
    here, there = socket.socketpair()
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.forking", str(there.fileno())], pass_fds=[there.fileno()],
        cwd=Path(__file__).parent.parent, start_new_session=True,
    )  # fmt: skip
    there.close()
    here.settimeout(PATIENCE)

    def end() -> None:
        here.close()
        process.wait()

    atexit.register(end)
    return process, here


def _wait_for_orders(asked: socket.socket) -> None:
    """Comes back in a fork, which has its arguments and streams, and at the end."""
    while True:
        mark, fds, _, _ = socket.recv_fds(asked, 1, 3)
        if not mark:
            os._exit(0)
        order = json.loads(asked.makefile("rb").readline())
        child = os.fork()
        if child == 0:
            asked.close()
            return _become(order, fds)
        for fd in fds:
            os.close(fd)
        _, status = os.waitpid(child, 0)
        asked.sendall(str(os.waitstatus_to_exitcode(status)).encode())


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
    from bot.cli import doctor, main, serving  # noqa: F401
    from bot.cli.settings import read_settings
    from bot.hearing.heard import hear

    hear("12月单子上怎么超过0.56了?", clock.now().date())  # compiles the patterns
    read_settings({})  # loads the sentences, a region and a handbook
    gc.collect()
    gc.freeze()  # or each fork would copy it all to throw it away
    _wait_for_orders(socket.socket(fileno=int(sys.argv[1])))
    os._exit(_ended(main))
