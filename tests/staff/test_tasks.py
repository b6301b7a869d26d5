"""What a case takes besides an answer: who does it, by when, and that nobody forgets it."""

from __future__ import annotations

import pytest

from bot.records.case import State
from tests.dialogue.conftest import SEED
from tests.staff.conftest import Team
from tests.staff.test_clocks import at


@pytest.fixture
def number(team: Team) -> str:
    """The seed, on Monday morning."""
    team.office.until("2018-12-24 09:00")
    team.clerk.says(f"/case {SEED} 电费不对")
    team.clerk.presses("已联系客户")
    return team.office.case().number


def given(team: Team, task: str, person: str, day: str) -> str:
    team.clerk.presses("要做的事")
    for press in ("谁来做、哪天做完", task, person):
        team.clerk.presses(press)
    return team.clerk.presses(day)


def test_a_task_is_given_to_somebody_by_a_day_and_they_hear_so(team: Team, number: str) -> None:
    given(team, "排查同类户", "李强", "2018年12月27日")
    told = team.electrician.hears()
    assert f"工单 {number}:请您在2018年12月27日前做完:排查同类户。" in told
    assert "排查同类户:李强,2018年12月27日前" in team.clerk.presses("返回工单")
    assert "安排 排查同类户 · 李强 2018年12月27日前" in team.clerk.presses("记录")
    assert number in team.electrician.presses("看工单"), "who does it may see the case"


def reminders(team: Team, until: str) -> list[tuple[int, str]]:
    heard = team.office.until(until)
    return [(h.chat, h.text.partition(":")[2]) for h in heard if "排查同类户(" in h.text]


def test_it_is_reminded_of_on_its_day_each_day_after_and_upwards(team: Team, number: str) -> None:
    given(team, "排查同类户", "李强", "2018年12月27日")
    soon, late = (f"排查同类户(李强){words}2018年12月27日前做完。" for words in ("请在", "应在"))
    assert reminders(team, "2018-12-26 20:00") == []
    assert reminders(team, "2018-12-27 20:00") == [(13, soon)]
    assert reminders(team, "2018-12-28 20:00") == [(13, late)]
    # A make-up Saturday; the head hears from the second working day on.
    assert sorted(reminders(team, "2018-12-29 20:00")) == [(11, late), (13, late)]
    assert reminders(team, "2019-01-01 20:00") == [], "days off"
    team.electrician.presses_data(f"tasks:{number}:similar")
    assert reminders(team, "2019-02-01 20:00") == []


def test_what_is_due_on_a_day_off_is_reminded_of_before_it(team: Team, number: str) -> None:
    team.office.until("2018-12-28 09:00")
    team.clerk.presses_data(f"plan:{number}:similar:3:2019-01-01")
    assert reminders(team, "2018-12-28 20:00") == []
    assert reminders(team, "2018-12-29 20:00") == [
        (13, "排查同类户(李强)请在2019年1月1日前做完。")
    ]
    assert reminders(team, "2019-01-02 07:00") == []


def test_an_approved_correction_has_a_name_and_a_day(team: Team, number: str) -> None:
    team.clerk.presses("更正账单(退补)")
    team.head.presses("批准")
    assert "更正账单:王芳,2018年12月29日前" in team.clerk.says(f"/case {number}")


def test_tasks_go_on_after_the_customer_s_part_is_closed(team: Team, number: str) -> None:
    given(team, "排查同类户", "李强", "2018年12月29日")
    team.clerk.presses_data(f"decide:{number}:billing_correction")
    team.head.presses("批准")
    for press in ("tasks:{}:correction", "answer:{}:telephone", "close:{}", "rate:{}:good"):
        team.clerk.presses_data(press.format(number))
    assert team.office.case().state is State.CLOSED
    assert reminders(team, "2018-12-29 20:00")
    team.electrician.presses_data(f"tasks:{number}:similar")
    assert "similar" in team.office.case().tasks
    assert not reminders(team, "2019-02-01 20:00")


@pytest.mark.usefixtures("number")
def test_who_leaves_leaves_their_tasks_to_the_head(team: Team) -> None:
    given(team, "排查同类户", "李强", "2018年12月27日")
    team.head.says("/remove 3")
    told = reminders(team, "2018-12-27 20:00")
    assert told == [(11, "排查同类户(周明)请在2018年12月27日前做完。")]


@pytest.mark.parametrize("wrong", ["", "x", "similar:9", "similar:4", "similar:3:2018-12-01",
                                   "similar:3:x", "correction:3:2018-12-99"])  # fmt: skip
def test_what_cannot_be_is_asked_again(team: Team, number: str, wrong: str) -> None:
    team.clerk.presses_data(f"plan:{number}:{wrong}")
    assert team.office.case().planned == ()


def test_of_a_right_bill_there_is_nothing_to_plan(team: Team) -> None:
    team.office.now = at("2018-12-24 09:00")
    team.clerk.says("/case 停电两天了没人来修")
    number = team.office.case().number
    team.clerk.presses_data(f"plan:{number}:correction:3:2018-12-28")
    assert team.office.case().planned == (), "only what fits the matter"
