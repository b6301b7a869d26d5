"""A server of PostgreSQL for the time of the tests: its programs are looked for, its files go."""

from __future__ import annotations

import os
import pwd
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

URL = "TESTS_POSTGRES"  # where the server of this run is; set by whoever started it


def programs() -> Path:
    """The folder of `initdb` and `postgres`: the system's newest, else those of a wheel.

    Raises:
        FileNotFoundError: there are none.
    """
    system = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    wheel = sorted(Path(sys.prefix).glob("lib/python*/site-packages/*/pginstall*/bin/initdb"))
    found = system or wheel
    if not found:
        raise FileNotFoundError("no PostgreSQL: apt-get install postgresql, or the wheel")
    return found[-1].parent


class Server:
    """A server that listens on 127.0.0.1 alone."""

    def __init__(self, folder: Path) -> None:
        self._data, self._bin = folder / "data", programs()
        self._user = _unprivileged()
        self.port = _free_port()
        self.url = f"postgresql://jieti@127.0.0.1:{self.port}/postgres"
        if self._user is not None:
            os.chown(folder, self._user.pw_uid, self._user.pw_gid)

    def make(self) -> None:
        """Make its files; the disk is not waited for."""
        self._run("initdb", "-A", "trust", "-N", "-U", "jieti", "-E", "UTF8", "--locale=C.UTF-8",
                  "-D", str(self._data))  # fmt: skip

    def start(self) -> None:
        """Start it, and wait until it answers."""
        self._process = self._popen(
            "postgres", "-D", str(self._data), "-p", str(self.port), "-h", "127.0.0.1", "-k", "",
            "-c", "fsync=off", "-c", "full_page_writes=off", "-c", "max_connections=200",
        )  # fmt: skip
        until = time.monotonic() + 60
        while True:
            try:
                psycopg.connect(self.url, connect_timeout=5).close()
            except psycopg.OperationalError:
                if time.monotonic() > until or self._process.poll() is not None:
                    raise
                time.sleep(0.05)
            else:
                return

    def stop(self, mode: str = "fast") -> None:
        """Stop it; `immediate` is as if it were killed."""
        self._run("pg_ctl", "-D", str(self._data), "-m", mode, "-w", "stop")
        self._process.wait()

    def _run(self, program: str, *arguments: str) -> None:
        done = self._popen(program, *arguments)
        told = done.communicate()[0]
        if done.returncode:
            raise RuntimeError(f"{program}: {told.decode(errors='replace')}")

    def _popen(self, program: str, *arguments: str) -> subprocess.Popen[bytes]:
        who = self._user
        return subprocess.Popen(
            [str(self._bin / program), *arguments],
            stdout=subprocess.PIPE if program != "postgres" else subprocess.DEVNULL,
            stderr=subprocess.STDOUT,
            cwd="/",
            **({"user": who.pw_uid, "group": who.pw_gid, "extra_groups": []} if who else {}),
        )


@contextmanager
def running() -> Iterator[Server]:
    """A new server, which goes at the end."""
    with tempfile.TemporaryDirectory(prefix="jieti-postgres-") as folder:
        server = Server(Path(folder))
        server.make()
        server.start()
        try:
            yield server
        finally:
            server.stop("immediate")


def _unprivileged() -> pwd.struct_passwd | None:
    """Whom the server runs as: it refuses to be root."""
    if os.geteuid() != 0:
        return None
    names = {one.pw_name: one for one in pwd.getpwall()}
    return names.get("postgres") or names["nobody"]


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
