"""The store of one office in one database."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from bot.sqlite.accounts import SqlAccounts
from bot.sqlite.ahead import SqlAhead
from bot.sqlite.assessments import SqlAssessments
from bot.sqlite.audit import SqlAudit
from bot.sqlite.cards import SqlCards
from bot.sqlite.cases import SqlCases
from bot.sqlite.chats import SqlChats
from bot.sqlite.clients import SqlClients
from bot.sqlite.connection import Connection
from bot.sqlite.forgetting import Traces
from bot.sqlite.imports import Journal
from bot.sqlite.inbox import SqlInbox
from bot.sqlite.inspections import SqlInspections
from bot.sqlite.lines import SqlLines
from bot.sqlite.materials import SqlMaterials
from bot.sqlite.misheard import SqlMisheardList
from bot.sqlite.once import SqlOnce
from bot.sqlite.outbox import SqlOutbox
from bot.sqlite.pending import SqlPending
from bot.sqlite.photos import SqlPhotos
from bot.sqlite.practice import SqlPracticeList
from bot.sqlite.retention import SqlRetention
from bot.sqlite.sent_files import SqlSentFiles
from bot.sqlite.sessions import SqlSessions
from bot.sqlite.staff import SqlStaffList
from bot.sqlite.team import SqlTeam
from bot.sqlite.windows import SqlWindows
from bot.store.port import Store, UnusableError

_UNUSABLE = {
    sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_NOMEM,
}  # fmt: skip


class SqlStore(Store):
    """The port over one connection, within whatever transaction is open there.

    `key` seals the audit trail (b"" = none).
    """

    def __init__(
        self, connection: Connection, traces: Traces | None = None, key: bytes = b""
    ) -> None:
        traces = traces or Traces()
        self.connection = connection
        self.imports = Journal(connection)
        self.accounts = SqlAccounts(connection, self.imports)
        self.ahead = SqlAhead(connection)
        self.assessments = SqlAssessments(connection)
        self.audit = SqlAudit(connection, key)
        self.cards = SqlCards(connection)
        self.cases = SqlCases(connection, self.audit)
        self.chats = SqlChats(connection)
        self.clients = SqlClients(connection)
        self.inbox = SqlInbox(connection)
        self.inspections = SqlInspections(connection)
        self.lines = SqlLines(connection)
        self.materials = SqlMaterials(connection)
        self.misheard = SqlMisheardList(connection)
        self.once = SqlOnce(connection)
        self.outbox = SqlOutbox(connection, traces)
        self.pending = SqlPending(connection)
        self.practice = SqlPracticeList(connection)
        self.photos = SqlPhotos(connection)
        self.retention = SqlRetention(connection, traces, self.audit)
        self.sent_files = SqlSentFiles(connection)
        self.sessions = SqlSessions(connection)
        self.staff = SqlStaffList(connection)
        self.team = SqlTeam(connection)
        self.windows = SqlWindows(connection)

    @contextmanager
    def attempt(self) -> Iterator[None]:
        self.connection.execute("SAVEPOINT attempt")
        try:
            yield
        except BaseException as error:
            if self.is_unusable(error):
                raise UnusableError.of(str(error)) from error
            self.connection.execute("ROLLBACK TO attempt")
            self.connection.execute("RELEASE attempt")
            raise
        self.connection.execute("RELEASE attempt")

    @staticmethod
    def is_unusable(error: BaseException) -> bool:
        """Whether the store itself is in trouble, not what was asked of it."""
        raise NotImplementedError(error)


class SqliteStore(SqlStore):
    """The store in one file."""

    connection: sqlite3.Connection

    @staticmethod
    def is_unusable(error: BaseException) -> bool:
        """As the codes of SQLite tell."""
        return is_unusable(error)


def is_unusable(error: BaseException) -> bool:
    """Whether the store itself is in trouble (full, locked), not what was asked of it."""
    if not isinstance(error, sqlite3.Error):
        return isinstance(error, UnusableError)
    # The low byte is the kind, the rest its details.
    return (getattr(error, "sqlite_errorcode", 0) & 0xFF) in _UNUSABLE
