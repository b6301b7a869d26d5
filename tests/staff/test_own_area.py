"""An area electrician sees the households of the own area; others for a reason the head reads."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.staff.households import MOST
from tests.dialogue.conversation import put_account, put_bill
from tests.staff.conftest import Team, join

OWN, OTHERS, NOBODYS = "4100000301", "4100000302", "4100000303"
RIGHT = "120.00"


@pytest.fixture(autouse=True)
def areas(team: Team) -> None:
    store = team.office.store
    for number, manager in ((OWN, " 李 强 "), (OTHERS, "赵六"), (NOBODYS, "")):
        put_account(store, number, "孙家", "13900000001", "2017-01-01", "2017-01-01")
        put_bill(store, number, "2018-10-20", "2018-12-20", "214", RIGHT)
        account = store.accounts.get(number)
        assert account is not None
        store.accounts.put_account(replace(account, area="柳河村1号台区", manager=manager))


@pytest.mark.parametrize("asked", ["/case {}", "{}", "户号{}"])
def test_the_own_area_is_seen_without_a_case_and_without_a_reason(team: Team, asked: str) -> None:
    assert "这户没有工单" in team.electrician.says(asked.format(OWN))
    assert not team.office.store.cases.newest_first()
    assert not [h for h in team.office.until("2018-12-23 09:00") if "今天查了" in h.text]


@pytest.mark.parametrize("number", [OTHERS, NOBODYS])
def test_another_s_household_is_seen_for_a_reason_that_the_head_reads(
    team: Team, number: str
) -> None:
    refused = team.electrician.says(f"/case {number}")
    assert "不是您台区的" in refused
    assert RIGHT not in refused
    assert RIGHT not in team.electrician.says(number)
    team.electrician.says(f"/case {number} 邻居说表转得快")
    told = [h.text for h in team.office.until("2018-12-23 09:00") if h.chat == team.head.id]
    assert any("李强今天查了1户" in text and "表转得快" in text for text in told)


def test_the_own_ones_are_not_counted(team: Team) -> None:
    for n in range(MOST):
        team.electrician.sends(text=f"/case {OTHERS} 第{n}次说电费不对")
    assert "今天已经查了" in team.electrician.says(f"/case {NOBODYS} 还有一家")
    assert "TS20181222021" in team.electrician.says(f"/case {OWN} 自己台区的")


def test_a_name_that_only_looks_alike_is_another(team: Team) -> None:
    store = team.office.store
    account = store.accounts.get(OWN)
    assert account is not None
    for name in ("李强强", "李", "强", "李强(离职)", "*"):
        store.accounts.put_account(replace(account, manager=name))
        assert "不是您台区的" in team.electrician.says(f"/case {OWN}"), name


@pytest.mark.parametrize("name", ["李强", "李 强", "李·强", "李\u200b强", "李強"])
def test_nobody_gets_an_area_by_a_name_that_is_somebody_s(team: Team, name: str) -> None:
    second = join(team.office, team.head, 91, "台区经理", name)
    assert "不是您台区的" in second.says(f"/case {OWN}")
    assert "这户没有工单" in team.electrician.says(f"/case {OWN}")


@pytest.mark.parametrize("asked", ["户号:{}", "{}。", "户号是 {}!", "４１００ ０００ ３０２"])
def test_a_number_with_a_mark_beside_it_is_no_reason(team: Team, asked: str) -> None:
    assert "不是您台区的" in team.electrician.says(f"/case {asked.format(OTHERS)}")
