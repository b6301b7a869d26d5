"""Statements that are put together, in the words that every engine of ours knows."""

from __future__ import annotations

from collections.abc import Sequence


def put(table: str, key: Sequence[str], *others: str) -> str:
    """Insert a row, into the place of the one with its key; values come in that order."""
    names = (*key, *others)
    new = ", ".join(f"{name} = excluded.{name}" for name in others)
    return (
        f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"  # noqa: S608 - our own names
        f" ON CONFLICT ({', '.join(key)}) DO {f'UPDATE SET {new}' if new else 'NOTHING'}"
    )
