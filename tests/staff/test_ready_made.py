"""Ready-made replies fit the case, are the office's own too, and go out by a button."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.dialogue.conftest import SEED
from tests.staff.conftest import Team
from tests.staff.office import Person
from tests.staff.test_life import customer

__all__ = ["customer"]
RIGHT = "4100000200"


def offered(team: Team) -> set[str]:
    team.clerk.presses_data(f"canned:{team.office.case().number}")
    return set([h for h in team.office.heard if h.chat == team.clerk.id][-1].buttons)


def test_a_wrong_bill_is_not_called_right_nor_corrected_before_it_is(team: Team) -> None:
    team.clerk.says(f"/case {SEED} 电费不对")
    assert not {"账单无误", "致歉"} & offered(team)
    number = team.office.case().number
    team.clerk.presses_data(f"decide:{number}:billing_correction")
    assert "致歉" not in offered(team)
    team.head.presses("批准")
    assert "致歉" in offered(team)
    assert "账单无误" not in offered(team)


def test_a_right_bill_may_be_called_right(team: Team) -> None:
    team.clerk.says(f"/case {RIGHT} 电费不对")
    assert "账单无误" in offered(team)


def test_it_goes_to_the_customer_and_counts_as_an_answer(team: Team, customer: Person) -> None:
    number = team.office.case().number
    team.clerk.presses_data(f"show:{number}")
    team.clerk.presses("常用回复")
    team.clerk.presses("请发照片")
    customer.hears()
    assert "已发给客户" in team.clerk.presses("发给客户")
    assert "请拍一张电表的照片" in customer.hears()
    assert "已经发过" in team.clerk.presses_data(f"reply:{number}:photo"), "once"
    assert customer.hears() == ""
    team.office.blocked.add(customer.id)
    assert "没有发到客户那里" in team.clerk.presses_data(f"reply:{number}:unreached")


def test_where_nobody_can_be_written_to_it_is_shown_to_be_read_out(team: Team) -> None:
    team.clerk.says(f"/case {RIGHT} 电费不对")
    number = team.office.case().number
    team.clerk.presses("常用回复")
    assert "工单" in team.clerk.presses("受理回执")
    assert "发给客户" not in [h for h in team.office.heard if h.chat == team.clerk.id][-1].buttons
    assert "请打电话" in team.clerk.presses_data(f"reply:{number}:receipt")


@pytest.mark.parametrize("press", ["reply:{}:nosuch", "reply:{}", "reply:{}:correct"])
def test_what_does_not_fit_is_not_sent(team: Team, customer: Person, press: str) -> None:
    customer.hears()
    team.clerk.presses_data(press.format(team.office.case().number))
    assert customer.hears() == ""


def test_an_office_has_its_own(team: Team, tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(
        "paper: {title: 带证件, text: '请带身份证来柜台。工单{number}。{promise}'}\n"
        "receipt: {title: 收到了, text: '收到。工单{number}'}\n",
        encoding="utf-8",
    )
    desk = team.office.desk
    team.office.desk = replace(desk, office=replace(desk.office, drafts=own))
    team.clerk.says(f"/case {RIGHT} 电费不对")
    assert {"带证件", "收到了"} <= offered(team)
    number = team.office.case().number
    assert f"请带身份证来柜台。工单{number}。我们" in team.clerk.presses("带证件")
    team.clerk.says(f"/case {RIGHT} 停电了")
    shown = team.clerk.presses_data("show:TS20181222002")
    assert "停电给您家添了麻烦" in shown, "the drafts stay ours"
