"""A team's day: who works on it, how it is classed, and what several steps are in one."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.cases.codes import codes, proposed
from bot.records.case import Remedy, State
from bot.wording.drafts import drafts
from tests.dialogue.conftest import SEED
from tests.staff.conftest import Team
from tests.staff.office import Office, Person

RIGHT = "4100000200"


def test_the_seed_takes_eight_taps_of_the_clerk_and_one_of_the_head(team: Team) -> None:
    office, clerk, head = team.office, team.clerk, team.head
    for person in (clerk, head):
        person.hears()
    before = len(office.heard)
    for words in ("12月单子上怎么超过0.56了?", "十月份电工给我接的表", "三个月420度收了287块2"):
        clerk.forwards(words, said=office.now - timedelta(hours=3))
    office.waits(seconds=4)
    clerk.answers("是哪一户", SEED)
    taps = ["已联系客户", "更正账单(退补)", "要做的事", "都做完了", "已电话答复", "办结", "满意"]
    for tap in taps[:2]:
        clerk.presses(tap)
    head.presses("批准")
    for tap in taps[2:]:
        clerk.presses(tap)
    assert "培训员工" in clerk.presses("案例分析")
    case = office.case()
    assert (case.state, case.decision, case.code, case.rating) == (
        State.CLOSED, Remedy.BILLING_CORRECTION, "connection_late", "good",
    )  # fmt: skip
    assert len(taps) + 1 == 8
    assert len(sent_to(office, clerk, before)) <= 4


def sent_to(office: Office, person: Person, since: int) -> list[str]:
    new = (h for h in office.heard[since:] if h.chat == person.id and h.method == "sendMessage")
    return [heard.text for heard in new]


def test_a_right_bill_is_contacted_answered_and_closed_in_three_taps(team: Team) -> None:
    team.clerk.says(f"/case {RIGHT} 电费怎么这么多")
    for tap in ("联系、答复并办结", "电话告知", "满意"):
        team.clerk.presses(tap)
    case = team.office.case()
    assert (case.state, case.decision, case.rating) == (State.CLOSED, Remedy.EXPLANATION, "good")
    assert case.contacted_at == case.answered_at == case.closed_at == team.office.now
    assert "电话告知" in team.clerk.presses("记录")


@pytest.mark.parametrize("words", ["/case {} 电费不对", "/case 电表不走了"])
def test_what_is_not_right_is_not_closed_in_one(team: Team, words: str) -> None:
    team.clerk.says(words.format(SEED))
    shown = [label for h in team.office.heard for label in h.buttons]
    assert "联系、答复并办结" not in shown
    team.clerk.presses_data(f"finish:{team.office.case().number}:telephone")
    assert team.office.case().state is State.OPEN


def test_no_case_is_closed_without_its_class(team: Team) -> None:
    team.clerk.says("/case 有件事说一下")
    number = team.office.case().number
    for press in ("decide:{}:explanation", "answer:{}:telephone"):
        team.clerk.presses_data(press.format(number))
    assert "归到95598哪一类" in team.clerk.presses("办结")
    assert team.office.case().state is State.ANSWERED
    shown = team.clerk.presses("服务投诉·营业厅人员服务态度")
    assert "95598归类:服务投诉·营业厅人员服务态度" in shown
    assert team.office.case().state is State.CLOSED


def test_the_class_that_is_proposed_stands_on_the_sheet_and_can_be_changed(team: Team) -> None:
    assert "95598归类:营业投诉·计量装置(建议)" in team.clerk.says("/case 电表不走了")
    team.clerk.presses("95598归类")
    assert "95598归类:营业投诉·验表" in team.clerk.presses("营业投诉·验表")
    assert "95598归类 营业投诉·验表" in team.clerk.presses("记录")


def test_classes_are_proposed_for_matters_that_there_are() -> None:
    known = set(drafts())
    assert {matter for one in codes().values() for matter in one.matters} <= known
    assert proposed("late_registration") == "connection_late"
    assert proposed("other") == ""


def from_the_bot(team: Team) -> str:
    team.stranger.says("转人工")
    for person in (team.clerk, team.head):
        person.hears()
    return team.office.case().number


def test_a_case_of_nobody_is_claimed_and_that_is_seen(team: Team) -> None:
    number = from_the_bot(team)
    team.head.says(f"/case {number}")
    team.clerk.presses("看工单")
    assert "负责人:王芳" in team.clerk.presses("我来办")
    (card,) = [h for h in team.office.heard[-3:] if h.chat == team.head.id]
    assert "负责人:王芳" in card.text
    assert "我来办" not in card.buttons
    assert team.office.case(number).assignee == 2


def test_who_contacts_first_has_it(team: Team) -> None:
    from_the_bot(team)
    team.clerk.presses("看工单")
    team.clerk.presses("已联系客户")
    assert team.office.case().assignee == 2


def test_a_case_is_given_back_with_a_reason_to_the_head(team: Team) -> None:
    number = from_the_bot(team)
    team.clerk.presses_data(f"assign:{number}:3")
    team.electrician.presses("看工单")
    assert "为什么退回" in team.electrician.presses("退单")
    team.electrician.says("不是我的台区")
    told = team.head.hears()
    assert f"李强把工单 {number} 退给您了。" in told
    assert "不是我的台区" in told
    assert team.office.case().assignee == 1
    assert "退单,因为 不是我的台区" in team.head.presses_data(f"history:{number}")
    team.head.presses("转派")
    team.head.presses("王芳")
    assert team.office.case().assignee == 2
