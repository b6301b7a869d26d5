"""Practice at the desk: a customer who is not one, apart from everything real."""

from __future__ import annotations

import re

import pytest

from bot.records.staff import Role
from tests.staff.conftest import Team


def test_a_practice_from_first_words_to_what_was_missing(team: Team) -> None:
    text = team.clerk.says("/practice")
    assert "不是真的客户" in text
    assert "200字以内" in text
    assert "可以这样说" not in team.clerk.says("您好,我看看。")  # the customer asks back first
    told = team.clerk.says("就是这样,没办法。")
    assert "还缺:" in told
    assert "可以这样说:" in told
    assert "再练一次" in told


def test_practice_touches_no_case_no_clock_and_no_count(team: Team) -> None:
    team.head.hears()
    before = team.head.says("/stats")
    team.clerk.says("/practice")
    team.clerk.says("您的投诉我们登记了,对不起。")
    team.clerk.says("对不起,我们马上退给您。")
    assert team.head.says("/stats") == before
    assert not team.office.store.cases.newest_first()


def test_a_real_danger_is_never_taken_for_practice(team: Team) -> None:
    team.clerk.says("/practice")
    told = team.clerk.says("东岗村电线断了掉在地上冒火花,有小孩在旁边!")
    assert "离" in told or "95598" in told
    assert len(team.office.store.cases.newest_first()) == 1


def test_ended_practice_takes_no_more_words(team: Team) -> None:
    team.clerk.says("/practice")
    assert "练习结束了" in team.clerk.presses("结束练习")
    assert "可以这样说" not in team.clerk.says("您好,这张单子是对的,请放心。")


def test_a_question_of_the_book_is_answered_with_its_steps(team: Team) -> None:
    text = team.clerk.says("/quiz")
    assert "?" in text
    told = team.clerk.says("1")
    figure = re.search(r"是([\d.]+) ?[元度]", told)
    assert figure, told


def test_a_group_is_no_place_to_practise(team: Team) -> None:
    team.clerk.sends(text="/practice", group=-100)
    assert "私聊" in team.clerk.hears(group=-100)


@pytest.mark.parametrize("role", list(Role))
def test_every_role_may_practise(team: Team, role: Role) -> None:
    person = {
        Role.CLERK: team.clerk,
        Role.HEAD: team.head,
        Role.ELECTRICIAN: team.electrician,
        Role.AUDITOR: team.auditor,
    }[role]
    assert "不是真的客户" in person.says("/practice")
