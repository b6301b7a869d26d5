"""New staff send alone once they have passed the office's list; until then a head looks first."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.lessons.exercise import exercise
from bot.lessons.homes import Kind
from bot.lessons.words import model_answer
from bot.store.port import Store
from bot.wording.catalogue import words
from tests.dialogue.conftest import SEED
from tests.staff.conftest import Team, team_of
from tests.staff.office import SETTINGS, Office, Person

LISTED = replace(SETTINGS, practice_first=frozenset({"report", "anger"}))


@pytest.fixture
def listed(store: Store) -> Team:
    """An office that has a list, with a customer of the seed's account who complains."""
    team = team_of(Office(store, settings=LISTED))
    zhang = Person(team.office, 5, "张")
    zhang.says("/bind")
    zhang.says(f"{SEED} 张建国 5678")
    zhang.says("为什么超过0.56")
    team.stranger = zhang
    team.office.deliver()
    for one in (zhang, team.head, team.clerk):
        one.hears()
    return team


def passes(team: Team, kind: Kind) -> None:
    """The clerk meets the kinds of the list first, and answers as the model does."""
    assert "不是真的客户" in team.clerk.says("/practice")
    running = team.office.store.practice.running(2)
    assert running is not None
    assert running.kind == kind
    made = exercise(kind, running.seed, LISTED, running.begun_at)
    assert made is not None
    team.clerk.says(model_answer(words(), made))


def test_a_new_clerks_letter_goes_out_by_the_heads_button(listed: Team) -> None:
    number = listed.office.case().number
    told = listed.clerk.presses_data(f"send:{number}")
    assert "已经请所长" in told
    assert "举报同事" in told
    assert listed.stranger.hears() == ""
    asked = listed.head.hears()
    assert "王芳" in asked
    assert "立户晚了" in asked
    listed.head.presses("发给客户")
    assert "立户晚了" in listed.stranger.hears()
    written = listed.office.store.cases.events(number, "sent")
    assert [event.actor for event in written] == ["staff:1"]


def test_a_new_clerk_has_no_words_of_their_own_to_customers(listed: Team) -> None:
    number = listed.office.case().number
    assert "还不能" in listed.clerk.presses_data(f"takeover:{number}")
    assert listed.office.case().taken_over is None
    assert "你在给" not in listed.head.presses_data(f"send:{number}"), "the head sends alone"
    assert "立户晚了" in listed.stranger.hears()


def test_who_has_passed_the_list_sends_alone_also_when_they_miss_something_later(
    listed: Team,
) -> None:
    number = listed.office.case().number
    for kind in (Kind.ANGER, Kind.REPORT):
        passes(listed, kind)
    told = listed.clerk.presses_data(f"send:{number}")
    assert "所长" not in told
    assert "立户晚了" in listed.stranger.hears()
    before = {one.kind: one for one in listed.office.store.practice.practised(2)}
    listed.office.store.practice.put(2, replace(before["report"], passed=False))
    assert "还不能" not in listed.clerk.presses_data(f"takeover:{number}")


def test_without_a_list_everybody_sends(team: Team) -> None:
    team.clerk.says("/case 4100000123 为什么这么贵")
    number = team.office.case().number
    assert "所长" not in team.clerk.presses_data(f"send:{number}")
