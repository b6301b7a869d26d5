from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.store.audit import SEALED
from bot.store.port import Store
from tests.dialogue.conversation import NOW, empty_store
from tests.store.memory import MemoryStore


@pytest.fixture(params=["sqlite", "memory"])
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    """An empty store, of each kind."""
    if request.param == "memory":
        memory = MemoryStore()
        memory.audit.add(NOW, "system", SEALED, "")  # as every new database
        yield memory
        return
    with empty_store() as database:
        yield database
