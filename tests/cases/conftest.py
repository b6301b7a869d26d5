from __future__ import annotations

import pytest

from bot.store.port import Store
from tests.cases.desk import Team, staff


@pytest.fixture
def team(store: Store) -> Team:
    """One of each role."""
    return staff(store)
