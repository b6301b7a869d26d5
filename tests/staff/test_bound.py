"""The chats bound to an account: the desk sees and ends them, and what nobody uses ends itself."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.contract.messages import Chat
from bot.counter.housekeeping import remove_old
from bot.store.retention import Keep
from tests.dialogue.conftest import SEED
from tests.staff.conftest import Team
from tests.staff.office import Person
from tests.staff.test_proof import bound, holds_none

ASK = "这个月电费多少"


@pytest.fixture(name="household")
def two_chats(team: Team) -> tuple[Person, Person]:
    first, second = bound(team.office, 70), bound(team.office, 71)
    for person in (first, second):
        person.says(ASK)
    return first, second


def trail(team: Team, action: str) -> list[tuple[str, str, str]]:
    rows = team.office.store.connection.execute(
        "SELECT actor, subject, detail FROM audit WHERE action = ? ORDER BY id", (action,)
    )
    return [tuple(row) for row in rows]


def test_the_desk_ends_one_for_a_reason_and_both_hear_of_it(
    team: Team, household: tuple[Person, Person]
) -> None:
    first, second = household
    shown = team.clerk.says(f"/bound {SEED}")
    assert "1. Telegram · 2018年12月22日绑定 · 最近用 2018年12月22日" in shown
    assert "70" not in shown.replace("2018", ""), "whose chat it is stands in the trail alone"
    assert "为什么解除" in team.clerk.presses("解除第1个")
    first.hears(), second.hears()
    assert "看不到" in team.clerk.presses("不是这户的人")
    assert "原因:不是这户的人" in first.hears()
    assert "另一个聊天" in second.hears()
    assert trail(team, "binding_ended") == [("staff:2", SEED, "telegram:70: stranger")]
    assert holds_none(first.says(ASK))
    assert "287.20" in second.says(ASK)
    assert "不在绑定里了" in team.clerk.presses("不是这户的人"), "pressed twice it ends no other"
    assert "287.20" in second.says(ASK)


def test_others_neither_see_nor_end_one(team: Team, household: tuple[Person, Person]) -> None:
    team.clerk.says(f"/bound {SEED}")
    data = next(
        data for heard in team.office.heard for data in heard.buttons.values() if "cut:" in data
    )
    for person in (team.electrician, team.auditor):
        assert "您的岗位不能做这一步" in person.says(f"/bound {SEED}")
        assert "您的岗位不能做这一步" in person.presses_data(f"{data}:stranger")
    team.stranger.says(f"/bound {SEED}")
    team.stranger.presses_data(f"{data}:stranger")
    household[1].presses_data(f"{data}:stranger")
    assert "287.20" in household[0].says(ASK)


@pytest.mark.parametrize(
    "forged", ["cut", "cut:", f"cut:{SEED}:zz:asked", "cut:x:y:z:1", "cut:::"]
)
def test_a_forged_end_ends_nothing(
    team: Team, household: tuple[Person, Person], forged: str
) -> None:
    assert "不在绑定里了" in team.clerk.presses_data(forged)
    assert len(team.office.store.chats.bound_to(SEED)) == len(household)


def test_what_nobody_looks_at_for_a_year_ends_and_the_chat_is_told(
    team: Team, household: tuple[Person, Person]
) -> None:
    first, second = household
    office, keep = team.office, Keep()
    office.waits(days=300)
    first.says(ASK)
    office.waits(days=100)
    remove_old(office.store, office.desk, keep, office.now, agreed=True)
    assert office.store.chats.bound_to(SEED) == (Chat("telegram", str(first.id)),)
    told = second.hears()
    assert "解除了" in told
    assert "很久没人看" in told
    assert holds_none(second.says(ASK))
    assert "287.20" in first.says(ASK)


def test_a_clock_that_is_doubted_ends_none(team: Team, household: tuple[Person, Person]) -> None:
    office = team.office
    remove_old(office.store, office.desk, Keep(), office.now, agreed=True)
    ahead = office.now + timedelta(days=3000)
    remove_old(office.store, office.desk, Keep(), ahead, agreed=None)
    remove_old(office.store, office.desk, Keep(), ahead, agreed=False)
    assert len(office.store.chats.bound_to(SEED)) == len(household)
