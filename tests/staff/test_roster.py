"""The head enters who is on duty; those hear so, now and on the morning, and of what comes in."""

from __future__ import annotations

import pytest

from tests.staff.conftest import Team

ROSTER = "/duty 2018-12-30 王芳 李强\n12月31日至1月1日 李强"


def test_the_head_enters_days_and_who_is_on_them_hears(team: Team) -> None:
    shown = team.head.says(ROSTER)
    assert "2018年12月30日:王芳、李强" in shown
    assert "2019年1月1日:李强" in shown
    assert "您2018年12月31日值班" in team.electrician.hears()
    assert "2018年12月30日:王芳、李强" in team.clerk.says("/duty")
    team.office.until("2018-12-30 07:59")
    team.electrician.hears()
    team.office.until("2018-12-30 08:00")
    assert "今天您值班" in team.electrician.hears()
    team.stranger.says("转人工,停电了")
    assert "新工单" in team.electrician.hears()
    assert "待联系" in team.electrician.presses("看工单")


def test_a_day_is_entered_anew_or_taken_away(team: Team) -> None:
    team.head.says(ROSTER)
    for text in ("/duty 2018-12-30 王芳", "/duty 2018-12-30 王芳"):  # twice is once
        assert "2018年12月30日:王芳\n" in team.head.says(text)
    assert "12月30日" not in team.head.says("/duty 12月30日 无")
    team.electrician.hears()
    team.office.until("2018-12-30 09:00")
    assert "值班" not in team.electrician.hears(), "who was taken off is not woken"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("2018-12-30 老王", "本所没有叫老王的同事"),
        ("2018-12-30", "后面没有写名字"),
        ("2018-12-21 王芳", "不是今天或以后的日子"),
        ("2018-02-30 王芳", "不是今天或以后的日子"),
        ("王芳 2018-12-30", "不是今天或以后的日子"),
        ("2018-12-30至2019-12-30 王芳", "不是今天或以后的日子"),
        ("2018-12-30 王芳\n2018-12-31 老王", "本所没有叫老王的同事"),
    ],
)
def test_a_line_that_is_wrong_is_named_and_nothing_is_entered(
    team: Team, text: str, why: str
) -> None:
    for _ in range(2):
        told = team.head.says(f"/duty {text}")
        assert why in told
        assert "/duty 2026-02-17" in told
    assert "还没有排班" in team.head.says("/duty")


@pytest.mark.parametrize("who", ["clerk", "electrician", "auditor"])
def test_only_a_head_enters(team: Team, who: str) -> None:
    assert "您的岗位不能做这一步" in getattr(team, who).says("/duty 2018-12-30 王芳")
    assert "还没有排班" in team.clerk.says("/duty")


def test_a_stranger_learns_nothing_of_it(team: Team) -> None:
    team.head.says(ROSTER)
    assert "李强" not in team.stranger.says("/duty")
    team.head.sends(group=-7, text="/duty 2018-12-29 王芳")
    assert "12月29日" not in team.head.says("/duty")


def test_who_leaves_is_on_no_duty(team: Team) -> None:
    team.head.says(ROSTER)
    team.head.says("/remove 3")
    shown = team.clerk.says("/duty")
    assert "李强" not in shown
    assert "王芳" in shown
