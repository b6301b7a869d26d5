"""Practice at the desk: a customer who is not one, apart from everything real."""

from __future__ import annotations

import re

import pytest

from bot.lessons.exercise import exercise
from bot.lessons.homes import Kind
from bot.lessons.words import model_answer
from bot.records.staff import Role
from bot.wording.catalogue import words as wording
from tests.staff.conftest import Team
from tests.staff.office import SETTINGS

CLERK = 2


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


def good_answer(team: Team) -> str:
    """What the desk itself would say to the customer of the practice that runs."""
    running = team.office.store.practice.running(CLERK)
    assert running is not None
    made = exercise(Kind(running.kind), running.seed, SETTINGS, running.begun_at)
    assert made is not None
    return model_answer(wording(), made)


def test_what_was_missed_comes_again_after_days_and_what_was_known_after_weeks(team: Team) -> None:
    """Five minutes a day: missed once, then known each time that it comes; nothing else is due."""
    kinds, begun = team.office.store.practice, team.office.now
    text = team.clerk.says("/practice")
    first = kinds.running(CLERK)
    assert first is not None
    team.clerk.says("就是这样,没办法。")
    assert "不对:" in team.clerk.says("不服就去告。")
    came, day = [], begun
    while len(came) < 4:
        (stands,) = [one for one in kinds.practised(CLERK) if one.kind == first.kind]
        team.office.until(f"{stands.due:%Y-%m-%d} 18:00")
        team.clerk.says("/practice")
        running = kinds.running(CLERK)
        assert running is not None
        assert running.kind == first.kind, "what is due comes before what was never met"
        assert running.seed != first.seed, "another customer of the same rule"
        assert "还缺" not in team.clerk.says(good_answer(team))
        came.append((team.office.now.date() - day.date()).days)
        day = team.office.now
    assert came == [1, 3, 7, 21], text


def test_everybody_sees_what_they_have_practised_and_the_month_counts_it(team: Team) -> None:
    assert "还没有练过" in team.clerk.says("/practice 练过的")
    team.clerk.says("/practice")
    team.clerk.says("就是这样,没办法。")
    team.clerk.says("不服就去告。")
    told = team.clerk.presses("练过的")
    assert "练了1次" in told
    assert "语气" in told
    team.clerk.says("/practice")
    team.clerk.says(good_answer(team))
    told = team.clerk.says("/practice 练过的")
    assert "没有毛病" in told
    assert "最常缺" in told
    assert "练了" not in team.electrician.says("/practice 练过的")
    team.office.until("2019-01-02 10:00")
    month = team.clerk.says("/assessment 2018-12")
    assert "练过、会了的规则:1" in month
    assert "练过、还没会的规则:1" in month
    opened = team.clerk.presses("看本月的练习")
    assert "12月22日" in opened
    assert "没有毛病" in opened
    team.office.store.connection.execute("DELETE FROM practice_done")  # as older versions left it
    assert "再练" in team.clerk.says("/practice 练过的")
