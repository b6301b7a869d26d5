"""The store of one office in PostgreSQL."""

from __future__ import annotations

import psycopg

from bot.sqlite.store import SqlStore
from bot.store.port import UnusableError


class PostgresStore(SqlStore):
    """The port over one connection, within whatever transaction is open there."""

    @staticmethod
    def is_unusable(error: BaseException) -> bool:
        """As the kind of the error tells."""
        return is_unusable(error)


def is_unusable(error: BaseException) -> bool:
    """Whether the database itself is in trouble: cut off, ending, full, or in somebody's hold."""
    trouble = (psycopg.OperationalError, psycopg.InterfaceError, UnusableError)
    # What was prepared before another process changed the tables.
    return isinstance(error, (*trouble, psycopg.errors.FeatureNotSupported))
