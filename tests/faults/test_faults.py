"""Each fault, briefly; `make faults` runs them at length."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults import hard_scenarios  # noqa: F401 - they join by being named
from tests.faults.scenarios import SCENARIOS


@pytest.mark.parametrize("name", SCENARIOS)
async def test_nothing_is_lost_or_doubled(name: str, tmp_path: Path) -> None:
    run, may_duplicate = SCENARIOS[name]
    found = await run(tmp_path, 3)
    assert found.updates > 0
    assert found.faultless(found.faults if may_duplicate else 0), found
