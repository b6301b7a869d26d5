"""Killed at any await, the service goes on where it was: a sample of `tests.wechat.killing`."""

from __future__ import annotations

import pytest

from tests.wechat.killing import QUESTIONS, SERVERS, play


@pytest.mark.parametrize("kind", SERVERS)
async def test_killed_anywhere_nothing_is_lost_and_kf_answers_once(kind: str) -> None:
    told = await play(kind, 5, seed=25)
    fine = {"once"} if kind == "kf" else {"once", "twice", "not known whether"}
    assert set(told) <= fine, told
    assert told.total() == 5 * len(QUESTIONS)
