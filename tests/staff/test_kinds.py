"""More of each kind of fault that a day at the desk brought: promises, groups, papers."""

from __future__ import annotations

import pytest

from bot.records.case import CaseKind, State
from tests.dialogue.conftest import SEED
from tests.staff.conftest import Team
from tests.staff.office import Json, Person
from tests.staff.test_proof import FIGURES, bound

GROUP = -100
ASKS = "是哪一户"


def newest(team: Team) -> str:
    return team.office.store.cases.newest_first()[0].number


def test_who_asks_about_a_merged_case_is_told_how_the_other_one_stands(team: Team) -> None:
    team.stranger.says("我要投诉,收费员态度恶劣")
    first = newest(team)
    team.clerk.says("/case 他又来了,还是态度不好")
    other = newest(team)
    team.clerk.says(f"/merge {first} {other}")
    for step in ("contact:{}", "answer:{}:telephone"):
        team.clerk.presses_data(step.format(other))
    team.stranger.hears()
    told = team.stranger.says("/case")
    assert f"您的工单 {other} 已经答复" in told
    assert f"接着办的工单号:{other}" in told
    for step in ("decide:{}:explanation", "close:{}"):
        team.clerk.presses_data(step.format(other))
    team.stranger.hears()
    assert f"您的工单 {other} 已经办结" in team.stranger.says("/case")


def test_what_goes_into_another_case_stands_there_once_and_as_the_customer_s(team: Team) -> None:
    team.clerk.says(f"/case {SEED} 电费不对")
    first = newest(team)
    team.clerk.says("/case 他又来了,还没人管")
    other = newest(team)
    team.clerk.says(f"/merge {first} {other}")
    sheet = team.clerk.says(f"/case {other}").partition("给客户的回复草稿")[0]
    assert sheet.count("电费不对") == 1
    assert "经办人补充" not in sheet
    analysis = team.head.presses_data(f"analysis:{first}")
    assert f"本工单已并入 {other}" in analysis
    assert "待完成" not in analysis, "what is to be done is done there"


@pytest.mark.parametrize("end", ["void", "merged"])
def test_what_has_ended_asks_for_no_account(team: Team, end: str) -> None:
    team.clerk.says("/case 渠道通知:明天检修停电")
    number = newest(team)
    assert ASKS in team.clerk.says(f"/case {number}")
    if end == "void":
        team.clerk.presses_data(f"mistake:{number}")
        assert ASKS not in team.clerk.says("误登记,是通知")
    else:
        team.clerk.says("/case 检修停电,他又来问")
        team.clerk.says(f"/merge {number} {newest(team)}")
    sheet = team.clerk.says(f"/case {number}")
    assert ASKS not in sheet
    assert "法规要求" not in sheet, "no deadline of it runs any more"


def test_an_edit_in_a_group_that_makes_a_report_is_sealed_there_too(team: Team) -> None:
    sent = team.clerk.sends(text=f"/case {SEED} 电费不对", group=GROUP)
    number = newest(team)
    team.clerk.hears(group=GROUP)
    team.clerk.edits(sent, "/case 我要举报所长周明收红包")
    told = team.clerk.hears(group=GROUP)
    assert "已按举报登记" in told
    assert "周明" not in told
    assert team.office.case(number).kind is CaseKind.REPORT


def test_who_writes_as_the_group_itself_is_nobody_of_the_staff(team: Team) -> None:
    group: Json = {"id": GROUP, "type": "supergroup", "title": "群"}
    bot: Json = {"id": 1087968824, "is_bot": True, "first_name": "Group"}
    message = {"message_id": 5, "date": int(team.office.now.timestamp()), "chat": group,
               "sender_chat": group, "from": bot, "text": f"/case {SEED} 电费不对"}  # fmt: skip
    heard = len(team.office.heard)
    team.office.takes({"message": message})
    team.office.deliver()
    assert team.office.heard[heard:] == []
    assert team.office.store.cases.newest_first() == ()


def test_a_button_below_a_message_that_is_gone_is_judged_by_who_presses(team: Team) -> None:
    team.clerk.says(f"/case {SEED} 电费不对")
    number = newest(team)
    team.stranger.presses_data(f"contact:{number}", group=GROUP)
    assert team.office.case(number).state is State.OPEN
    team.clerk.presses_data(f"contact:{number}", at=999)
    assert team.office.case(number).state is State.CONTACTED


def test_a_forward_of_whom_the_bot_knows_knows_the_account(team: Team) -> None:
    customer = bound(team.office, 555)
    team.clerk.hears()
    team.clerk.forwards("电费不对", origin="user", name="微笑")
    team.office.waits(seconds=5)
    told = team.clerk.hears()
    assert ASKS not in told
    assert "猜的" not in told
    assert team.office.case().account_no == SEED
    team.clerk.presses("发给客户")
    assert FIGURES[0] in customer.hears(), "it goes to the chat that has proved the account"


@pytest.mark.parametrize(("number", "origin"), [(556, "user"), (555, "hidden_user")])
def test_a_forward_of_anybody_else_asks(team: Team, number: int, origin: str) -> None:
    bound(team.office, number)
    team.clerk.hears()
    team.clerk.forwards("电费不对", origin=origin, name="微笑")
    team.office.waits(seconds=5)
    assert ASKS in team.clerk.hears()
    assert team.office.case().account_no is None


def test_a_forwarded_report_of_whom_the_bot_knows_is_about_no_bill(team: Team) -> None:
    bound(team.office, 555)
    team.clerk.forwards("我要举报李强收红包", origin="user")
    team.office.waits(seconds=5)
    assert team.office.case().kind is CaseKind.REPORT
    assert team.office.case().account_no is None


def test_a_complaint_is_registered_though_the_bill_is_right_and_whoever_it_is(team: Team) -> None:
    account = team.office.store.accounts.get("4100000200")
    assert account is not None
    team.stranger.says("/bind")
    team.stranger.says(f"{account.account_no} {account.holder_name} {account.phone[-4:]}")
    team.stranger.says("我要投诉电费太高")
    Person(team.office, 67, "过客").says("收费员态度恶劣骂我,就是要投诉她")
    kinds = [case.kind for case in team.office.store.cases.newest_first()]
    assert kinds == [CaseKind.COMPLAINT, CaseKind.COMPLAINT]


def test_to_look_and_to_ask_three_times_raises_nothing(team: Team) -> None:
    team.head.hears()
    for asked in ("电费多少", "什么是阶梯", "为什么超过0.56"):
        team.clerk.says(f"/look {SEED}")
        team.stranger.says(asked)
    assert team.head.hears() == ""
    assert team.office.store.cases.newest_first() == ()
