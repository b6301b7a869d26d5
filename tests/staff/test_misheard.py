"""What was not understood is labelled with one tap, and goes out as it was labelled."""

from __future__ import annotations

import pytest

from bot.contract.messages import Chat
from bot.records.staff import Role
from bot.staff.joining import commands_of
from tests.dialogue.conversation import NOW
from tests.staff.conftest import Team


def _kept(team: Team, *words: str) -> None:
    for number, one in enumerate(words):
        team.office.store.misheard.keep(Chat("telegram", str(number)), one, "unclear", NOW)


def test_a_tap_says_what_was_meant_and_brings_the_next(team: Team) -> None:
    _kept(team, "电表好像有点快", "俺想开张票")
    first = team.clerk.says("/misheard")
    assert "“电表好像有点快”" in first
    assert "还剩2句" in first
    assert "“俺想开张票”" in team.clerk.presses("怀疑电表不准")
    assert "都标完了" in team.clerk.presses("别的")
    assert [(one.words, one.meant) for one in team.office.store.misheard.all()] == [
        ("电表好像有点快", "meter_accuracy"),
        ("俺想开张票", ""),
    ]


def test_words_that_are_gone_are_labelled_no_more(team: Team) -> None:
    _kept(team, "电表好像有点快")
    team.clerk.says("/misheard")
    team.office.store.retention.forget_chat(Chat("telegram", "0"), NOW)
    assert "都标完了" in team.clerk.presses("怀疑电表不准")


def test_nothing_to_label_is_said(team: Team) -> None:
    assert "都标完了" in team.clerk.says("/misheard")


def test_who_may_not_see_all_may_not_see_these(team: Team) -> None:
    _kept(team, "电表好像有点快")
    assert "抽风" not in team.electrician.says("/misheard")


@pytest.mark.parametrize("role", [Role.HEAD, Role.CLERK])
def test_it_stands_in_the_menu(role: Role) -> None:
    assert "misheard" in commands_of(role)
