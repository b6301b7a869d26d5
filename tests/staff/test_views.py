"""A search is kept by a button, stands below /due and /find as one, and is dropped by one."""

from __future__ import annotations

import pytest

from tests.dialogue.conftest import SEED
from tests.staff.conftest import Team, join
from tests.staff.office import Office, Person


@pytest.fixture
def cases(team: Team) -> Team:
    team.clerk.says(f"/case {SEED} 电费不对")
    team.clerk.says("/case 七月份电表坏了,没人管")
    team.clerk.presses_data("assign:TS20181222002:3")
    team.clerk.hears()
    return team


@pytest.mark.parametrize("name", ["due", "find"])
def test_a_search_is_kept_shown_and_dropped(cases: Team, name: str) -> None:
    clerk = cases.clerk
    clerk.says(f"/{name} 李强 投诉")
    assert f"已收藏:李强 投诉。以后在 /{name} 下面" in clerk.presses("☆ 收藏这个查找")
    clerk.says(f"/{name}")
    shown = clerk.presses("☆ 李强 投诉")
    assert "TS20181222002" in shown
    assert "TS20181222001" not in shown
    assert "不再收藏:李强 投诉" in clerk.presses("不再收藏这个查找")
    clerk.says(f"/{name}")
    assert "☆ 李强 投诉" not in [h for h in cases.office.heard if h.chat == clerk.id][-1].buttons


def test_kept_twice_is_kept_once_and_survives_a_restart(cases: Team) -> None:
    clerk = cases.clerk
    for _ in range(2):
        clerk.says("/find 李强")
        if "☆ 收藏这个查找" in cases.office.heard[-1].buttons:
            clerk.presses("☆ 收藏这个查找")
    again = Person(Office(cases.office.store, cases.office.now), clerk.id, "王芳")
    again.says("/find")
    assert list(again.office.heard[-1].buttons) == ["☆ 李强"]


def test_it_is_the_keeper_s_alone_and_not_for_a_group(cases: Team) -> None:
    cases.clerk.says("/find 李强")
    cases.clerk.presses("☆ 收藏这个查找")
    other = join(cases.office, cases.head, 15, "综合柜员", "刘梅")
    other.says("/find")
    assert cases.office.heard[-1].buttons == {}
    for press in ("view:show:1", "view:drop:1", "view:show:x", "view:nosuch:1", "view"):
        assert "TS2018" not in other.presses_data(press)
    cases.clerk.sends(group=-7, text="/find")
    cases.office.deliver()
    assert cases.office.heard[-1].buttons == {}
    cases.clerk.says("/find")
    assert "TS20181222002" in cases.clerk.presses("☆ 李强")


def test_a_button_of_an_older_list_keeps_nothing_and_too_long_is_told(cases: Team) -> None:
    clerk = cases.clerk
    clerk.says("/find 李强")
    old = cases.office.heard[-1].buttons["☆ 收藏这个查找"]
    clerk.says("/find 电表")
    assert "请重新查一次" in clerk.presses_data(old)
    clerk.says("/find " + "电" * 41)
    assert "最多40个字" in clerk.presses("☆ 收藏这个查找")
    for n in range(9):
        clerk.says(f"/find 第{n}")
        told = clerk.presses("☆ 收藏这个查找")
    assert "已经收藏了8个" in told
