"""A text answers the question that it was meant for, or none is guessed: no bill of another."""

from __future__ import annotations

import pytest

from tests.dialogue.conftest import SEED
from tests.staff.conftest import Team

WU, SUN = "4100000126", "4100000127"
WHICH = "这是给哪张工单的"


@pytest.fixture
def two(team: Team) -> tuple[str, str]:
    """Two customers were forwarded, one after the other; both cases ask for the account."""
    for number, name in ((WU, "吴大海"), (SUN, "孙秀英")):
        team.office.store.connection.execute(
            "INSERT INTO account (account_no, holder_name) VALUES (?, ?)", (number, name)
        )
        team.clerk.forwards("电费不对", name=name)
        team.office.waits(seconds=15)
    team.clerk.hears()
    return "TS20181222001", "TS20181222002"


def accounts(team: Team) -> dict[str, str | None]:
    return {case.number[-1]: case.account_no for case in team.office.store.cases.newest_first()}


def test_two_open_questions_are_two(team: Team, two: tuple[str, str]) -> None:
    assert WHICH in team.clerk.says(WU)
    assert accounts(team) == {"1": None, "2": None}
    team.clerk.presses(f"户号:吴大海 {two[0]}")
    assert accounts(team) == {"1": WU, "2": None}
    team.clerk.says(SUN)
    assert accounts(team) == {"1": WU, "2": SUN}, "one question is left: nothing to ask"


@pytest.mark.parametrize("answered", [0, 1])
def test_a_reply_to_a_sheet_answers_its_question(
    team: Team, two: tuple[str, str], answered: int
) -> None:
    sheet = {"message_id": 3, "from": {"is_bot": True}, "text": f"工单 {two[answered]} · 待联系"}
    team.clerk.sends(text=WU, reply_to_message=sheet)
    assert accounts(team)[two[answered][-1]] == WU
    assert accounts(team)[two[1 - answered][-1]] is None


def test_a_text_that_was_asked_about_is_used_once(team: Team, two: tuple[str, str]) -> None:
    team.clerk.says(WU)
    label = f"户号:吴大海 {two[0]}"
    team.clerk.presses(label)
    assert "请再写一遍" in team.clerk.presses(label)
    team.clerk.says("再看看")
    assert accounts(team) == {"1": WU, "2": None}


def test_a_note_that_was_pressed_for_is_not_lost_to_a_forward(team: Team) -> None:
    team.clerk.says(f"/case {SEED} 电费不对")
    number = team.office.case().number
    team.clerk.presses("备注")
    team.clerk.forwards("电费不对", name="老李")
    team.office.waits(seconds=5)
    team.clerk.hears()
    assert WHICH in team.clerk.says("她下午在家")
    team.clerk.presses(f"备注:投诉 {number}")
    notes = [e.detail for e in team.office.store.cases.events(number, "note")]
    assert notes == ["她下午在家"]


def test_what_was_pressed_for_last_is_answered_first(team: Team, two: tuple[str, str]) -> None:
    team.clerk.presses_data(f"note:{two[0]}")
    assert f"已记入工单 {two[0]}" in team.clerk.says("她下午在家")
    assert WHICH in team.clerk.says(WU)


def test_who_cancels_is_asked_nothing_any_more(team: Team, two: tuple[str, str]) -> None:
    team.clerk.says("/cancel")
    team.clerk.says(WU)
    assert two
    assert accounts(team) == {"1": None, "2": None}


@pytest.mark.parametrize("seconds", [0, 1])
def test_a_comment_before_a_forward_belongs_to_the_forward(team: Team, seconds: int) -> None:
    team.clerk.forwards("电费太高", name="微笑")
    team.office.waits(seconds=15)
    team.clerk.sends(text=f"户号{SEED},她打电话来很急")
    team.office.waits(seconds=seconds)
    team.clerk.hears()
    team.clerk.forwards("这个月电费不对", name="老陈")
    told = team.clerk.hears()
    assert "您和转发一起写的话记到了工单 TS20181222002" in told
    assert accounts(team) == {"1": None, "2": SEED}
    first = team.office.case("TS20181222001")
    assert (first.difference, first.verdict, first.bill_month) == (None, None, None)
    notes = [e.detail for e in team.office.store.cases.events("TS20181222002", "note")]
    assert notes == [f"户号{SEED},她打电话来很急"]
    team.clerk.hears()
    team.clerk.says("4100000200")
    assert accounts(team) == {"1": "4100000200", "2": SEED}


def test_a_comment_that_nothing_waited_for_goes_along_too(team: Team) -> None:
    team.clerk.sends(text="她打电话来很急,下午三点前要回话")
    team.clerk.forwards("这个月电费不对", name="老陈")
    case = team.office.case()
    notes = [e.detail for e in team.office.store.cases.events(case.number, "note")]
    assert notes == ["她打电话来很急,下午三点前要回话"]


def test_an_answer_typed_by_hand_stays_where_it_was_given(team: Team) -> None:
    team.clerk.forwards("电费太高", name="微笑")
    team.office.waits(seconds=15)
    team.clerk.says(SEED)
    team.office.waits(seconds=3)
    team.clerk.forwards("这个月电费不对", name="老陈")
    assert accounts(team) == {"1": SEED, "2": None}


def test_danger_in_a_comment_is_raised(team: Team) -> None:
    team.head.hears()
    team.clerk.sends(text="她说电表冒烟了,赶紧去")
    team.clerk.forwards("快来人", name="老陈")
    assert "有人身危险" in team.head.hears()


def test_a_holder_of_another_name_is_warned_of(team: Team, two: tuple[str, str]) -> None:
    sheet = {"message_id": 3, "from": {"is_bot": True}, "text": f"工单 {two[1]} · 待联系"}
    team.clerk.sends(text=WU, reply_to_message=sheet)
    assert "发话的人叫孙秀英,这一户的户名是吴*" in team.clerk.hears()
    team.clerk.sends(text=SUN, reply_to_message=sheet | {"text": f"工单 {two[0]} · 待联系"})
    assert "发话的人叫吴大海,这一户的户名是孙*" in team.clerk.hears()
    team.clerk.forwards("电费不对", name="微笑")
    team.office.waits(seconds=5)
    team.clerk.hears()
    assert "发话的人叫" not in team.clerk.says(SEED)
