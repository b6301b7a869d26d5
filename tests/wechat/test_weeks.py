"""Nobody is left untold in silence: a sample of `tests.wechat.weeks`."""

from __future__ import annotations

import pytest

from tests.wechat.weeks import KINDS, ends


@pytest.mark.parametrize("account", KINDS)
def test_each_case_ends_told_or_asked_for_by_phone(account: str) -> None:
    told = ends(account, 12, seed=25)
    assert set(told) <= {"told", "to be called"}
    assert told.total() == 12
