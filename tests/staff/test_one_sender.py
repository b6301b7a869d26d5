"""One customer who is forwarded in two goes: one case, or the question whether it is one."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.dialogue.conftest import SEED as OTHER
from tests.staff.conftest import Team


def cases(team: Team) -> list[str]:
    return [case.number for case in team.office.store.cases.newest_first()]


@pytest.mark.parametrize("seconds", [0, 11, 60, 500])
def test_who_is_known_by_number_is_one_case_for_ten_minutes(team: Team, seconds: int) -> None:
    team.clerk.forwards("电费不对", origin="user")
    team.office.waits(seconds=seconds)
    team.clerk.forwards("三个月收了287块2", origin="user")
    team.office.waits(seconds=5)
    assert len(cases(team)) == 1


@pytest.mark.parametrize(("origin", "seconds"), [("hidden_user", 11), ("hidden_user", 90_000),
                                                 ("user", 700), ("user", 90_000)])  # fmt: skip
def test_later_or_by_a_shown_name_it_is_asked(team: Team, origin: str, seconds: int) -> None:
    team.clerk.forwards("电费不对", origin=origin)
    team.office.waits(seconds=seconds)
    team.clerk.hears()
    team.clerk.forwards("三个月收了287块2", origin=origin)
    team.office.waits(seconds=5)
    second, first = cases(team)
    assert f"还有一张没办结的工单:{first}" in team.clerk.hears()
    team.clerk.presses(f"是,并到 {first}")
    assert team.office.case(second).merged_into == first
    shown = team.clerk.says(f"/case {first}")
    assert "三个月收了287块2" in shown


@pytest.mark.parametrize("other", ["老李", "老张三"])
def test_another_sender_is_not_asked_about(team: Team, other: str) -> None:
    team.clerk.forwards("电费不对")
    team.office.waits(seconds=15)
    team.clerk.hears()
    team.clerk.forwards("停电了", name=other)
    team.office.waits(seconds=5)
    assert "没办结的工单" not in team.clerk.hears()
    assert len(cases(team)) == 2


def test_of_a_finished_case_or_a_report_nothing_is_asked(team: Team) -> None:
    team.clerk.forwards("我要举报李强收红包")
    team.office.waits(seconds=15)
    team.clerk.hears()
    team.clerk.forwards("电费不对")
    team.office.waits(seconds=15)
    assert "没办结的工单" not in team.clerk.hears()


def test_two_people_of_one_name_are_parted(team: Team) -> None:
    """The messenger tells a name and nothing else: only who forwarded them knows."""
    said = team.office.now - timedelta(days=3)
    team.clerk.forwards(f"户号{OTHER},三天没电了", name="微笑", said=said)
    team.clerk.forwards("12月电费不对", name="微笑")
    team.office.waits(seconds=5)
    assert team.office.case().account_no == OTHER
    team.clerk.hears()
    number = team.office.case().number
    team.clerk.presses("里面有别人的话")
    shown = team.clerk.presses(f"户号{OTHER},三天没电了")
    new, old = team.office.store.cases.newest_first()
    assert f"已经分到工单 {new.number}" in shown
    assert old.number == number
    assert (old.account_no, old.complained_at, old.question) == (
        None, team.office.store.materials.of_case(number)[0].said_at, "12月电费不对",
    )  # fmt: skip
    assert (new.account_no, new.complained_at, new.customer_name) == (OTHER, said, "微笑")
    assert "三天没电了" not in team.clerk.says(f"/case {number}")
    assert f"分到了 {new.number}" in team.clerk.presses_data(f"history:{number}")
    assert "里面有别人的话" not in team.office.heard[-1].buttons
