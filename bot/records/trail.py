"""What a check of the audit trail found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Trail:
    """What a check found.

    `entries` are kept, of `number` that there have ever been. `broken_at` is the first entry that
    is wrong, if any; `altered` are cases that are not as the trail has them, and `records`
    the accounts, imports and staff of which that is so (`7`, `import:7`, `staff:7`, `invitation`;
    empty where it shows in the whole alone); `clock_back_at` are
    entries that are an hour or more older than the one before; `sealed_from` is the first entry
    that has the key; `schema` are triggers and views of the database that are none of ours, or
    not as we made them: through them the program itself would change what it should not.
    """

    entries: int
    number: int
    hash: str
    broken_at: int | None
    altered: tuple[str, ...] = ()
    clock_back_at: tuple[int, ...] = ()
    sealed_from: int | None = None
    records: tuple[str, ...] = ()
    schema: tuple[str, ...] = ()

    @property
    def head(self) -> str:
        """What is noted elsewhere: how many entries there have been, and the last one's hash."""
        return f"{self.number}:{self.hash}"

    @property
    def is_whole(self) -> bool:
        """Whether nothing was changed that the trail can show."""
        changed = self.altered or self.records or self.clock_back_at or self.schema
        return self.broken_at is None and not changed
