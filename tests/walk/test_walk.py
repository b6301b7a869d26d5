"""A question and an album cost what is written down, no more: work is not done twice unseen."""

from __future__ import annotations

import pytest

from tests.walk.count import LINES
from tests.walk.held import AT_MOST, BEFORE, HELD, WALKS


@pytest.mark.parametrize("walk", WALKS)
def test_a_walk_costs_what_is_written_down(walk: str) -> None:
    count, column = WALKS[walk](), list(WALKS).index(walk)
    assert {line: getattr(count, line) for line in HELD} == {
        line: costs[column] for line, costs in HELD.items()
    }
    over = {
        line: getattr(count, line)
        for line, costs in AT_MOST.items()
        if getattr(count, line) > costs[column]
    }
    assert over == {}


def test_each_line_of_the_table_is_held() -> None:
    assert set(BEFORE) == {*HELD, *AT_MOST} == set(LINES)
