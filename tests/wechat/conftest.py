from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.dialogue.conversation import NOW
from tests.wechat.office import Office, served
from tests.wechat.standin import Kf, Villager


@pytest.fixture
async def kf() -> AsyncIterator[Kf]:
    async with Kf(NOW) as server:
        yield server


@pytest.fixture
async def office(kf: Kf, tmp_path: Path) -> AsyncIterator[Office]:
    async with served(tmp_path / "jieti.db", kf) as opened:
        yield opened


@pytest.fixture
def zhang(kf: Kf) -> Villager:
    return kf.villager()
