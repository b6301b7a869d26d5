"""No overcharge disappears past the head: by merging, by voiding, or by another account."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bot.cases.deciding import stamp
from bot.records.case import State
from tests.dialogue.conftest import SEED
from tests.staff.conftest import Team
from tests.staff.test_life import customer

__all__ = ["customer"]
RIGHT = "4100000200"


def opened(team: Team, words: str) -> str:
    team.clerk.says(f"/case {words}")
    return team.office.store.cases.newest_first()[0].number


def close_as_explained(team: Team, number: str) -> State:
    for press in ("decide:{}:explanation", "answer:{}:telephone", "close:{}"):
        team.clerk.presses_data(press.format(number))
    return team.office.case(number).state


def test_a_case_without_account_takes_the_wrong_bill_over(team: Team) -> None:
    wrong, bare = opened(team, f"{SEED} 电费不对"), opened(team, "他又来了,还没人管")
    team.clerk.says(f"/merge {wrong} {bare}")
    assert team.office.case(bare).difference == Decimal("52.00")
    assert close_as_explained(team, bare) is State.ANSWERED
    assert "多收52.00元" in team.clerk.presses_data(f"show:{bare}")


def test_an_approved_decision_goes_along(team: Team) -> None:
    wrong, bare = opened(team, f"{SEED} 电费不对"), opened(team, "他又来了,还没人管")
    team.clerk.presses_data(f"decide:{wrong}:billing_correction")
    team.head.presses("批准")
    team.clerk.says(f"/merge {wrong} {bare}")
    assert team.office.case(bare).approved_by is not None


@pytest.mark.parametrize("turned", [False, True])
def test_two_households_are_not_one_case(team: Team, *, turned: bool) -> None:
    numbers = [opened(team, f"{SEED} 电费不对"), opened(team, f"{RIGHT} 电费不对")]
    one, other = reversed(numbers) if turned else numbers
    assert "不是一户的事" in team.clerk.says(f"/merge {one} {other}")
    assert team.office.case(one).state is State.OPEN


def test_a_correction_that_lapses_is_nobody_s_to_carry_out(team: Team) -> None:
    wrong = opened(team, f"{SEED} 电费不对")
    team.clerk.presses_data(f"decide:{wrong}:billing_correction")
    team.head.presses_data(f"approve:{wrong}:{stamp(team.office.case(wrong))}")
    assert team.office.case(wrong).planned
    team.clerk.presses_data(f"account:{wrong}:{RIGHT}")
    assert team.office.case(wrong).planned == ()


def test_what_is_decided_is_not_lost_in_another_case(team: Team) -> None:
    one, other = opened(team, f"{RIGHT} 电费不对"), opened(team, f"{RIGHT} 还是不对")
    team.clerk.presses_data(f"decide:{one}:goodwill")
    team.clerk.says("30")
    assert "合并了就丢了" in team.clerk.says(f"/merge {one} {other}")
    team.clerk.says(f"/merge {other} {one}")
    assert team.office.case(other).merged_into == one


def test_a_wrong_bill_is_voided_by_the_head_alone(team: Team) -> None:
    number = opened(team, f"{SEED} 电费不对")
    assert "您的岗位不能做这一步" in team.clerk.presses_data(f"mistake:{number}")
    assert team.office.case(number).state is State.OPEN
    team.head.presses_data(f"mistake:{number}")
    team.head.says("和001是一件事")
    assert team.office.case(number).state is State.VOID


def test_the_customer_of_a_voided_case_is_told_so(team: Team) -> None:
    team.stranger.says("转人工,没人管")
    number = team.office.case().number
    team.head.presses_data(f"mistake:{number}")
    team.head.says("测试")
    team.stranger.hears()
    told = team.stranger.says("/case")
    assert f"您的工单 {number} 没有办理" in told
    assert "用一句话告诉我们" in told


def test_who_complains_again_after_closing_reaches_the_head(team: Team) -> None:
    team.stranger.says("我要投诉你们收费员态度不好")
    number = team.office.case().number
    assert close_as_explained(team, number) is State.CLOSED
    team.head.hears()
    team.stranger.says("我要投诉,你们根本没解决")
    assert team.office.case().state is State.OPEN
    assert "客户不满意,工单已重新受理" in team.head.hears()


def test_a_correction_that_was_carried_out_is_not_approved_again_unseen(team: Team) -> None:
    number = opened(team, f"{SEED} 电费不对")
    team.clerk.presses_data(f"decide:{number}:billing_correction")
    assert "已经更正过" not in team.head.hears()
    team.head.presses("批准")
    for press in ("tasks:{}:correction", "answer:{}:telephone", "close:{}", "rate:{}:bad"):
        team.clerk.presses_data(press.format(number))
    team.head.hears()
    shown = team.office.case(number)
    team.clerk.presses_data(f"decide:{number}:billing_correction:{stamp(shown)}")
    assert "已经更正过" in team.head.hears()
