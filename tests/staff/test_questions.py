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
    assert "户号 4100000126" in team.clerk.says(WU)
    assert accounts(team) == {"1": None, "2": None}
    team.clerk.presses(f"户号:吴大海 {two[0]}")
    assert accounts(team) == {"1": WU, "2": None}
    team.clerk.says(SUN)
    assert accounts(team) == {"1": WU, "2": None}, "also with one question left none is guessed"
    team.clerk.presses(f"户号:孙秀英 {two[1]}")
    assert accounts(team) == {"1": WU, "2": SUN}


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


def test_each_question_is_answered_by_a_reply_to_it(team: Team, two: tuple[str, str]) -> None:
    team.clerk.presses_data(f"note:{two[0]}")
    team.clerk.presses_data(f"note:{two[1]}")
    team.clerk.presses_data(f"paid:{two[0]}")
    assert f"已记入工单 {two[0]}" in team.clerk.answers(f"工单 {two[0]} 的备注", "她下午在家")
    assert "已记入" not in team.clerk.answers("员工私下给了多少元", "30")
    assert f"已记入工单 {two[1]}" in team.clerk.answers(f"工单 {two[1]} 的备注", "他耳背")
    case = team.office.case(two[0])
    assert (case.employee_paid, case.account_no) == (30, None)


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
    assert accounts(team) == {"1": None, "2": SEED}
    first = team.office.case("TS20181222001")
    assert (first.difference, first.verdict, first.bill_month) == (None, None, None)
    notes = [e.detail for e in team.office.store.cases.events("TS20181222002", "note")]
    assert notes == [f"户号{SEED},她打电话来很急"]
    team.office.waits(seconds=5)
    team.clerk.answers("工单 TS20181222001", "4100000200")
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
    team.clerk.answers("是哪一户", SEED)
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


def own_words(team: Team, text: str) -> None:
    """The clerk forwards what the clerk said in the talk with a customer."""
    who = {"id": team.clerk.id, "is_bot": False, "first_name": "王芳"}
    stamp = int(team.office.now.timestamp())
    origin = {"type": "user", "date": stamp, "sender_user": who}
    team.clerk.sends(text=text, forward_origin=origin)


def test_a_talk_that_begins_with_one_s_own_words_is_nobody_else_s(team: Team) -> None:
    team.clerk.forwards("电费太高", name="王大妈")
    team.office.waits(seconds=3)
    team.clerk.hears()
    own_words(team, "您好,请问有什么可以帮您")
    assert "这是同事或机器人说的话" in team.clerk.hears()
    team.clerk.forwards("家里停电了", name="赵大妈")
    own_words(team, "好的,我们马上查")
    team.office.waits(seconds=5)
    store = team.office.store
    said = {c.customer_name: [m.text for m in store.materials.of_case(c.number)]
            for c in store.cases.newest_first()}  # fmt: skip
    assert said == {"王大妈": ["电费太高"], "赵大妈": ["家里停电了", "好的,我们马上查"]}
    assert [e.detail for e in store.cases.events("TS20181222002", "note")] == [
        "您好,请问有什么可以帮您"
    ]
    sheet = team.clerk.hears()
    assert "客户原话:\n> 家里停电了\n经办人补充:\n> 好的,我们马上查" in sheet


@pytest.mark.parametrize("text", ["我明天上门看看", "他电话是13800005678", "请报一下户号"])
def test_what_staff_add_is_not_the_customer_s_word(team: Team, text: str) -> None:
    message = team.clerk.forwards("电费不对", name="老李")
    team.office.waits(seconds=5)
    team.clerk.sends(text=text, reply_to_message=message)
    number = team.office.case().number
    team.clerk.hears()
    shown = team.clerk.presses_data(f"show:{number}")
    assert f"客户原话:\n> 电费不对\n经办人补充:\n> {text}" in shown
    for verb in ("answer:{}:telephone", "decide:{}:explanation", "close:{}"):
        team.clerk.presses_data(verb.format(number))
    assert text not in team.clerk.presses_data(f"analysis:{number}")


def test_a_slip_in_the_number_is_put_right_and_nothing_decided_stays(
    team: Team, two: tuple[str, str]
) -> None:
    first, _ = two
    sheet = {"message_id": 3, "from": {"is_bot": True}, "text": f"工单 {first} · 待联系"}
    typed = team.clerk.sends(text=SUN, reply_to_message=sheet)
    assert accounts(team)["1"] == SUN
    team.clerk.hears()
    team.clerk.edits(typed, WU)
    assert "工单没有跟着改" in team.clerk.hears(), "an edit is not taken without a word"
    assert accounts(team)["1"] == SUN
    assert f"请写工单 {first} 对的户号" in team.clerk.presses_data(f"account:{first}")
    assert f"户号:{WU}" in team.clerk.answers("对的户号", WU)
    assert accounts(team) == {"1": WU, "2": None}
    assert team.office.case(first).guessed is None
