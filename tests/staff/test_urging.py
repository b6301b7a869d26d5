"""Who urges is heard at the desk, and lives at stake are called what they are, everywhere."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.clock import CHINA
from bot.hearing.urging import urges
from bot.records.case import URGED
from tests.dialogue.conftest import CLAIM, SEED
from tests.staff.conftest import Team

URGES = [
    "你们快点", "催一下", "咋还没人来", "都一个星期了没个说法", "到底管不管",
    "等了三天了", "说好今天联系我的,怎么还没打电话", "人呢", "再不来我可真急了",
    "怎么还没给我退钱", "拖了半个月了", "hurry",
]  # fmt: skip
PLAIN = [
    "不急,慢慢来", "电表走得快一点", "我尽快交", "催费短信是你们发的吗",
    "快点告诉我这个月多少钱", "到底多少钱一度", "都用了三天了", "房子还没人住",
    "几天能答复", "怎么还没到抄表日", "老催我交电费", "怎么办理过户快",
]  # fmt: skip
SPARKS = "电线掉下来冒火花了,孩子在旁边"


def test_what_urges_is_told_from_what_only_asks() -> None:
    assert [one for one in URGES if not urges(one)] == []
    assert [one for one in PLAIN if urges(one)] == []


@pytest.fixture
def number(team: Team) -> str:
    team.stranger.says("/bind")
    team.stranger.says(CLAIM)
    team.stranger.says("我要投诉,电费不对")
    team.office.waits(hours=1)
    for one in (team.clerk, team.head):
        one.hears()
    return team.office.case().number


def test_it_stands_in_the_case_with_how_often_and_is_told(team: Team, number: str) -> None:
    assert f"记在工单 {number} 上" in team.stranger.says("你们快点,我急用钱")
    assert f"工单 {number}:客户催办,第1次" in team.clerk.hears()
    assert team.head.hears() == ""
    team.stranger.says("快点啊")
    assert team.clerk.hears() == "", "the same contact"
    team.office.waits(hours=2)
    team.stranger.says("都几天了还没人联系我")
    assert "客户催办,第2次" in team.clerk.hears()
    assert "第三次反映" in team.head.hears()
    shown = team.clerk.says(f"/case {number}")
    assert "客户催办2次" in shown
    assert "还没人联系我" in shown
    assert "催办2次" in team.clerk.says("/due")
    assert number in team.clerk.says("/find 催办")
    assert number in team.clerk.says("/find 急用钱"), "what was said is found"
    assert len(team.office.store.cases.events(number, URGED)) == 3


def test_who_asks_or_first_complains_urges_nothing(team: Team, number: str) -> None:
    team.stranger.says("什么时候能答复我")
    assert not team.office.store.cases.events(number, URGED)
    team.clerk.hears()
    other = type(team.stranger)(team.office, 67, "老李")
    other.says("我要投诉停电没人管,你们快点")
    assert not team.office.store.cases.events(team.office.store.cases.newest_first()[0].number,
                                              URGED)  # fmt: skip
    assert "催办" not in team.clerk.hears()


def test_lives_at_stake_are_called_so_and_go_first(team: Team, number: str) -> None:
    customer = type(team.stranger)(team.office, 67, "老李")
    team.office.now = datetime(2018, 12, 24, 20, 0, tzinfo=CHINA)
    customer.says(SPARKS)
    urgent = team.office.store.cases.newest_first()[0].number
    told = team.clerk.hears()
    assert f"❗ 新工单 {urgent}:险情。请马上联系客户" in told
    shown = team.clerk.says(f"/case {urgent}")
    assert f"工单 {urgent} · 待联系 · 险情\n" in shown
    assert "请马上联系客户" in shown
    first = team.clerk.says("/due").splitlines()[2]
    assert first == f"{urgent} · 险情 · — · 待联系 · 马上"
    assert urgent in team.clerk.says("/find 险情")
    assert number not in team.clerk.says("/find 险情")
    team.head.hears()
    team.office.waits(hours=1)
    assert "前联系您" not in customer.says("快点来人啊")
    assert f"工单 {urgent}:客户催办" in team.head.hears(), "the head hears of that too"
    team.clerk.presses_data(f"contact:{urgent}")
    assert number in team.clerk.says("/due").splitlines()[2], "the other one is seen to"


def test_a_complaint_of_danger_is_called_both(team: Team, number: str) -> None:
    team.stranger.says(SPARKS)
    shown = team.clerk.says(f"/case {number}")
    assert f"工单 {number} · 待联系 · 险情、投诉\n" in shown
    assert SEED in shown
