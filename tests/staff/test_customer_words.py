"""Staff read the customer's own words, or which button was pressed in their place."""

from __future__ import annotations

import pytest

from tests.dialogue.conftest import CLAIM
from tests.staff.conftest import Team


@pytest.mark.parametrize(
    ("button", "label"),
    [("why", "为什么是这个价"), ("complain", "我要投诉"), ("human", "转人工")],
)
def test_staff_read_which_button_was_pressed(team: Team, button: str, label: str) -> None:
    customer = team.stranger
    customer.presses_data(button)
    if button != "human":
        customer.says(CLAIM)
    case = team.office.case()
    assert case.question == ""
    sheet = team.clerk.says(f"/case {case.number}")
    assert f"客户按了“{label}”" in sheet
    assert "客户原话" not in sheet
    assert f"客户: 按了 {label}" in team.clerk.presses_data(f"history:{case.number}")


def test_staff_read_words_where_there_are_words(team: Team) -> None:
    team.stranger.says("我家电费怎么这么贵")
    team.stranger.says(CLAIM)
    sheet = team.clerk.says(f"/case {team.office.case().number}")
    assert "客户原话:\n> 我家电费怎么这么贵" in sheet
    assert "客户按了" not in sheet


def test_the_analysis_tells_which_button_was_pressed(team: Team) -> None:
    team.stranger.presses_data("complain")
    team.stranger.says(CLAIM)
    told = team.clerk.presses_data(f"analysis:{team.office.case().number}")
    assert "· 客户按了“我要投诉”" in told
    assert "客户原话" not in told


def test_what_the_bot_does_not_understand_stands_in_the_open_case(team: Team) -> None:
    team.stranger.says("我要投诉,停电没人管")
    number = team.office.case().number
    team.clerk.hears()
    assert f"已经记在工单 {number} 里" in team.stranger.says("我急用钱")
    team.stranger.sends(photo=[{"file_id": "F", "width": 1, "height": 1}], caption="这是单子")
    assert team.office.case().number == number, "no second case"
    assert f"工单 {number}:客户又补充了" in team.clerk.hears()
    shown = team.clerk.presses_data(f"show:{number}")
    assert "> 我要投诉,停电没人管\n> 我急用钱\n> 这是单子\n附件:图片 1" in shown
    assert number in team.clerk.says("/find 急用钱")


def test_that_more_was_said_is_told_once_an_hour(team: Team) -> None:
    team.stranger.says("我要投诉,停电没人管")
    team.clerk.hears()
    for words in ("俺急着呢嘛", "嗯呢嗯呢嗯"):
        team.stranger.says(words)
    assert team.clerk.hears().count("客户又补充了") == 1


@pytest.mark.parametrize(
    "more", ["我急用钱,孩子要交学费", "我家在柳河村东头第二家", "还有我邻居家也一样"]
)
def test_what_is_added_where_the_account_is_asked_for_stands_in_the_case(
    team: Team, more: str
) -> None:
    team.stranger.says("我要投诉,电费不对")
    number = team.office.case().number
    assert f"您写的话已经记在工单 {number} 里" in team.stranger.says(more)
    team.stranger.says(CLAIM)
    assert more in team.clerk.says(f"/case 工单{number}")
    assert number in team.clerk.says(f"/find {more[:5]}")
    said = [item.text for item in team.office.store.materials.of_case(number)]
    assert said == [more], "who they are lies in no case"


def test_a_report_beside_an_open_case_stands_in_it_nowhere(team: Team) -> None:
    team.stranger.says("我要投诉,电费不对")
    number = team.office.store.cases.newest_first()[0].number
    team.stranger.says("我急用钱,孩子要交学费")
    for words in ("我要举报你们王芳,收了我500块红包", "是上个月的事,我老婆看见的"):
        assert "JB" in team.stranger.says(words)
        assert words not in team.clerk.says(f"/case {number}")
        assert number not in team.clerk.says(f"/find {words[:6]}")
