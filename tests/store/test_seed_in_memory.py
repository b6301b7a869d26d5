"""The seed's whole dialogue, told by a store that knows no SQL: the same tests."""

from __future__ import annotations

import pytest

from tests.dialogue.conversation import put_seed
from tests.dialogue.test_seed import *  # noqa: F403 - the tests themselves
from tests.store.memory import MemoryStore


@pytest.fixture
def store() -> MemoryStore:
    """What the tests of the dialogue find in SQLite."""
    kept = MemoryStore()
    put_seed(kept)
    return kept
