"""One service on one database, whichever machine it runs on; another one may stand by."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

import psycopg

from bot.postgres.connection import PostgresConnection, connect
from bot.postgres.line import SERVE, lock_of
from bot.store.address import hidden
from bot.store.port import StoreError

BROKEN = 70  # exit code: an internal fault (EX_SOFTWARE of sysexits.h)
LOOK = 1.0  # seconds between two looks whether the lock is still ours
# The server takes the lock from who is cut off after some 14 seconds: by then he has ended.
PATIENCE = 6_000  # milliseconds without a sign of the server
# Who is stopped, or whose machine sleeps, keeps his line and gives no sign: the server takes the
# lock from him after as long, so that another one goes on. From PostgreSQL 14 on.
SILENCE, SINCE = 15_000, 140_000
# The server hears a moment later that a process was killed: the next one waits so long for it.
ENDING = 3_000  # milliseconds
log = logging.getLogger(__name__)
Meanwhile = Callable[[], AbstractContextManager[None]]


@contextmanager
def only_service(
    url: str, *, wait: bool = False, end: Callable[[int], object] = os._exit,
    meanwhile: Meanwhile = nullcontext,
) -> Iterator[None]:  # fmt: skip
    """Hold the office's lock; the server lets go of it when this process or its line ends.

    A process that loses the lock ends at once: another one may serve already.

    Args:
        url: of the database.
        wait: stand by until the other service has ended.
        end: what ends the process.
        meanwhile: what is done while it waits.

    Raises:
        StoreError: another service holds it, or the database cannot be reached.
    """
    try:
        db = connect(url, tcp_user_timeout=str(PATIENCE))
    except psycopg.Error as error:
        raise StoreError.of(f"{hidden(url)}: {str(error).strip()}") from error
    guard = _Guard(db, end)
    if db.raw.info.server_version >= SINCE:
        db.run(f"SET idle_session_timeout = {SILENCE}")
    try:
        _take(db, url, meanwhile, wait=wait)
        guard.start()
        yield
    finally:
        guard.stop()
        db.close()


def _take(db: PostgresConnection, url: str, meanwhile: Meanwhile, *, wait: bool) -> None:
    number = lock_of(SERVE)
    try:
        db.run(f"SET lock_timeout = {1 if wait else ENDING}")
        try:
            db.run(f"SELECT pg_advisory_lock({number})")
        except psycopg.errors.LockNotAvailable:
            if not wait:
                raise StoreError(
                    "{database}: another process serves this office already; stop it first, or "
                    "start with --wait to take over as soon as it ends",
                    database=hidden(url),
                ) from None
            db.run("SET lock_timeout = 0")
            with meanwhile():
                db.run(f"SELECT pg_advisory_lock({number})")
    except psycopg.Error as error:
        raise StoreError.of(f"{hidden(url)}: {str(error).strip()}") from error


class _Guard(threading.Thread):
    """Looks whether the lock is still held."""

    def __init__(self, db: PostgresConnection, end: Callable[[int], object]) -> None:
        super().__init__(name="guard", daemon=True)
        self._db, self._end, self._done = db, end, threading.Event()

    def run(self) -> None:
        """Look until stopped."""
        while not self._done.wait(LOOK):
            try:
                self._db.run("SELECT 1")
            except psycopg.Error:
                log.critical("the database is out of reach, another process may serve: ending")
                self._end(BROKEN)
                return

    def stop(self) -> None:
        """Look no more."""
        self._done.set()
        if self.is_alive():
            self.join(PATIENCE / 1000)
