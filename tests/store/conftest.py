from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from bot.store.audit import SEALED
from bot.store.port import Store
from tests.dialogue.conversation import NOW, in_memory
from tests.postgres.server import URL
from tests.store.memory import MemoryStore

KINDS = ["sqlite", "memory", *(["postgres"] if URL in os.environ else [])]


@pytest.fixture(params=KINDS)
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    """An empty store, of each kind."""
    if request.param == "memory":
        memory = MemoryStore()
        memory.audit.add(NOW, "system", SEALED, "")  # as every new database
        yield memory
        return
    if request.param == "postgres":
        from tests.postgres.office import empty_store as empty_postgres  # noqa: PLC0415

        with empty_postgres() as database:
            yield database
        return
    with in_memory() as file:
        yield file
