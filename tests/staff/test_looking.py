"""A look opens nothing; what was written to no case is not dropped in silence."""

from __future__ import annotations

import pytest

from tests.dialogue.conftest import SEED
from tests.staff.conftest import Team


@pytest.mark.parametrize("asked", [f"/case {SEED}", SEED, f"户号{SEED}", "４１０００００１２３"])
def test_a_number_alone_is_a_look(team: Team, asked: str) -> None:
    team.head.hears()
    for _ in range(4):
        told = team.clerk.says(asked)
        assert "多收52.00元" in told
        assert "这户没有工单" in told
    assert team.office.store.cases.newest_first() == ()
    assert team.head.hears() == "", "no matter comes up by a look"


def test_a_look_shows_the_cases_of_the_household(team: Team) -> None:
    team.clerk.says(f"/case {SEED} 电费不对")
    team.stranger.says("我要举报张建国家的表是所长给的红包")
    told = team.clerk.says(f"/case {SEED}")
    assert "TS20181222001 · 投诉 · 待联系" in told
    assert "JB" not in told
    assert "客户原话:\n> 4100000123 电费不对" in team.clerk.presses("TS20181222001")


def test_a_second_case_of_a_household_points_to_the_first(team: Team) -> None:
    assert "已经有" not in team.clerk.says(f"/case {SEED} 电费不对")
    told = team.clerk.says(f"/case {SEED} 还没人管")
    assert "这户已经有没办结的工单:TS20181222001" in told


def test_in_a_group_a_look_is_masked(team: Team) -> None:
    team.clerk.sends(group=-7, text=f"/case {SEED}")
    told = team.clerk.hears(group=-7)
    assert "******0123 · 张*" in told
    assert SEED not in told


@pytest.mark.parametrize(
    "text", [f"{SEED} 张建国说他家149块6不对", "老李家说停电两天了", "客户说表不走了,让快点来"]
)
def test_pasted_words_are_offered_as_a_case(team: Team, text: str) -> None:
    assert "这段话还没有记到哪张工单里" in team.clerk.says(text)
    assert team.office.store.cases.newest_first() == ()
    shown = team.clerk.presses("登记工单")
    case = team.office.case()
    assert case.question == text
    assert case.account_no == (SEED if SEED in text else None)
    assert "给客户的回复草稿" in shown
    assert "请再写一遍" in team.clerk.presses("登记工单"), "once"


@pytest.mark.parametrize("who", ["auditor", "stranger"])
def test_who_takes_no_cases_in_opens_none(team: Team, who: str) -> None:
    person = getattr(team, who)
    person.says("老李家说停电两天了")
    person.presses_data("open:kept")
    desk = [c for c in team.office.store.cases.newest_first() if c.channel == "desk"]
    assert desk == []


@pytest.mark.parametrize(
    "answer", ["张建国", "13800005678", "柳河村3组 张建国", "他手机138 0000 5678"]
)
def test_a_name_or_a_phone_points_to_the_account(team: Team, answer: str) -> None:
    team.clerk.forwards("电费不对", name="微笑")
    team.office.waits(seconds=5)
    team.clerk.hears()
    assert "是下面哪一户吗" in team.clerk.answers("是哪一户", answer)
    team.clerk.presses("******0123 张* 青石镇柳河村****")
    assert team.office.case().account_no == SEED


def test_a_remark_in_place_of_the_account_is_kept(team: Team) -> None:
    team.clerk.forwards("电费不对", name="微笑")
    team.office.waits(seconds=5)
    team.clerk.hears()
    told = team.clerk.answers("是哪一户", "她很急,要今天回话")
    assert "已加入工单" in told
    assert "是哪一户" in told
    assert "经办人补充:\n> 她很急,要今天回话" in team.clerk.answers("是哪一户", "4100 0001 23")
    assert team.office.case().account_no == SEED
