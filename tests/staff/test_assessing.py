"""Assessment: one's own first, each figure opens to its cases, an objection stops the decision."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.cases.acting import Acting, RefusedError
from bot.cases.assessing import AUDIT, Count, figures
from bot.cases.deciding import stamp
from bot.cases.merging import merge
from bot.cases.moving import void
from bot.cases.opening import AT_THE_DESK, Matter, open_
from bot.cli.own_limits import NAME, own_limits
from bot.contract.errors import SettingsError
from bot.contract.office import Limit
from bot.contract.said import Said
from bot.records.case import CaseKind, State
from bot.records.practice import Done, Practised
from bot.records.staff import Role, Staff
from bot.store.port import Store
from tests.dialogue.conftest import SEED
from tests.staff.conftest import Team, join, team_of
from tests.staff.office import SETTINGS, Office

LIMITS = (Limit("late", "谈话提醒", over=0), Limit("answered", "看看为什么少", below=1))


@pytest.fixture
def december(store: Store) -> Team:
    """王芳 was late with one case, and one decision of hers was not approved; it is January."""
    team = team_of(Office(store, settings=replace(SETTINGS, assessment=LIMITS)))
    team.clerk.says(f"/case {SEED} 为什么超过0.56")
    number = team.office.case().number
    team.clerk.presses_data(f"claim:{number}")
    team.clerk.presses_data(f"decide:{number}:explanation")
    team.head.presses_data(f"reject:{number}:{stamp(team.office.case())}")
    team.head.says("按退补办")
    team.office.until("2018-12-28 10:00")
    team.clerk.presses_data(f"answer:{number}:telephone")
    team.office.until("2019-01-02 10:00")
    for one in (team.head, team.clerk, team.electrician):
        one.hears()
    return team


def counted(team: Team, who: Staff | None) -> dict[Count, int]:
    assert who is not None
    month = team.office.now.date().replace(year=2018, month=12, day=1)
    found = figures(team.office.store, who, month, team.office.now)
    return {one.count: one.number for one in found}


def test_the_person_sees_their_own_first_and_every_figure_opens(december: Team) -> None:
    number = december.office.case().number
    assert "先由王芳本人看" in december.head.presses_data("assessment:2018-12:2")
    assert "请您先看" in december.clerk.hears()
    for count in ("passed", "answered"):
        assert "本人看" in december.head.presses_data(f"assessment:2018-12:2:{count}")
    assert "2018-12" in december.head.presses_data("assessment:2018-13:2")
    told = december.clerk.presses("看我的")
    assert "没按时做到的承诺:1" in told
    assert "所长没同意的处理意见:1" in told
    assert "细则建议:谈话提醒" in told
    assert "看看为什么少" not in told
    december.clerk.presses("看工单:没按时做到的承诺")
    assert f"工单 {number}" in december.clerk.presses(number)
    assert "本人看过" in december.head.says("/assessment 2018-12")
    shown = december.head.presses_data("assessment:2018-12:2")
    assert "没按时做到的承诺:1" in shown
    papers = [h for h in december.office.heard if h.method == "sendDocument"]
    assert papers[-1].chat == december.head.id


def test_nobody_else_sees_it(december: Team) -> None:
    assert "岗位不能" in december.electrician.presses_data("assessment:2018-12:2")
    assert "岗位不能" in december.electrician.says("/assessment 2018-12 王芳")
    assert "您的2018年12月" in december.electrician.says("/assessment 2018-12")


def test_an_objection_is_a_case_with_a_clock_and_stops_the_decision(december: Team) -> None:
    told = december.clerk.says("/assessment 2018-12 异议 那天停电,系统进不去")
    assert "前答复" in told
    (objection, _) = december.office.store.cases.newest_first()
    assert objection.assignee == 1
    assert "有异议" in december.head.hears()
    said = december.head.says("/assessment 2018-12 王芳 决定 扣一分")
    assert "异议还没有答复" in said
    assert "您已经提过异议" in december.clerk.says("/assessment 2018-12 异议 再说一次")
    before = counted(december, december.office.store.staff.get(1))
    assert before[Count.ANSWERED] == 0, "an objection is no case of service"
    december.head.presses_data(f"answer:{objection.number}:in_person")
    december.head.presses_data(f"decide:{objection.number}:explanation")
    december.head.presses_data(f"close:{objection.number}")
    december.clerk.hears()
    december.head.says("/assessment 2018-12 王芳 决定 不扣分,提醒一次")
    assert "周明定了:不扣分,提醒一次" in december.clerk.hears()


def test_an_objection_is_no_customers_matter(december: Team) -> None:
    """No household is asked for, no letter is drafted, no class of 95598 has to be chosen."""
    december.clerk.says("/assessment 2018-12 异议 那两天在县里培训")
    number = december.office.store.cases.newest_first()[0].number
    shown = december.head.presses_data(f"show:{number}")
    assert "在县里培训" in shown
    assert "事由:" in shown
    for customers in ("哪一户", "草稿", "客户", "户号", "十项承诺", "供用电条例", "95598"):
        assert customers not in shown
    assert "对考核数字有异议" in december.head.presses_data(f"history:{number}")
    december.head.presses_data(f"answer:{number}:in_person")
    december.head.presses_data(f"decide:{number}:explanation")
    assert "已办结" in december.head.presses_data(f"close:{number}")


def test_an_objection_is_answered_and_nothing_else_ends_it(december: Team) -> None:
    store = december.office.store
    december.clerk.says("/assessment 2018-12 异议 那天停电")
    (objection, other) = store.cases.newest_first()
    judge = store.staff.get(1)
    assert judge is not None
    head = Acting(store, judge, december.office.now, SETTINGS)
    with pytest.raises(RefusedError):
        void(head, objection, "不是工单")
    with pytest.raises(RefusedError):
        merge(head, objection, other)
    december.head.presses_data(f"account:{objection.number}:{SEED}")
    (known, _) = store.cases.newest_first()
    assert known.number == objection.number
    with pytest.raises(RefusedError):
        void(head, known, "不是工单")
    for state in (State.VOID, State.MERGED):  # as an older version let it end
        before = store.cases.get(objection.number)
        assert before is not None
        store.cases.change(before, replace(before, state=state), december.office.now, "staff:4")
        assert "异议还没有答复" in december.head.says("/assessment 2018-12 王芳 决定 扣一分")
        assert "还没答复" in december.head.says("/assessment 2018-12")


def test_what_is_decided_stands_as_it_was_written(december: Team) -> None:
    december.clerk.says("/assessment 2018-12")
    words = "扣１０元，陸續補回（壹佰元以內）"
    december.head.says(f"/assessment 2018-12 王芳 決定 {words}")
    who = next(one for one in december.office.store.staff.members() if one.name == "王芳")
    month = date(2018, 12, 1)
    assert december.office.store.assessments.get(who.id, month).decision == words


def test_a_broken_promise_is_theirs_who_had_the_case_then(store: Store) -> None:
    """Taken over after the day, it stays with whoever let it pass; what is on hold is nobody's."""
    team = team_of(Office(store))
    team.clerk.says(f"/case {SEED} 为什么超过0.56")
    team.clerk.presses_data(f"claim:{team.office.case().number}")
    wang = next(one for one in store.staff.members() if one.name == "王芳")
    li = next(one for one in store.staff.members() if one.name == "李强")
    held = replace(team.office.case(), state=State.ON_HOLD, held_at=team.office.now)
    store.cases.change(team.office.case(), held, team.office.now, f"staff:{wang.id}")
    team.office.until("2019-01-10 10:00")
    assert counted(team, wang)[Count.LATE] == 0
    going = replace(held, state=State.OPEN, held_at=None)
    store.cases.change(held, going, team.office.now, f"staff:{wang.id}")
    missed = counted(team, wang)[Count.LATE]
    assert missed
    store.cases.change(going, replace(going, assignee=li.id), team.office.now, f"staff:{li.id}")
    assert counted(team, wang)[Count.LATE] == missed
    assert counted(team, li)[Count.LATE] == 0


def test_findings_of_the_audit_are_theirs_who_has_the_area_and_no_namesakes(store: Store) -> None:
    team = team_of(Office(store))
    account = store.accounts.get(SEED)
    assert account is not None
    store.accounts.put_account(replace(account, manager="李强"))
    join(team.office, team.head, 15, "台区经理", "李强")
    head = store.staff.get(1)
    assert head is not None
    words = Said(words=f"立户晚于用电 {AUDIT}1)")
    open_(
        Acting(store, head, team.office.now, SETTINGS),
        Matter(AT_THE_DESK, CaseKind.CHECK, words, SEED),
    )
    team.office.until("2019-01-02 10:00")
    here, namesake = (one for one in store.staff.members(Role.ELECTRICIAN) if one.name == "李强")
    assert (counted(team, here)[Count.AUDIT], counted(team, namesake)[Count.AUDIT]) == (1, 0)


def test_a_month_in_which_no_practice_was_noted_yet_counts_none(december: Team) -> None:
    """Who practised before each was noted is not shown as somebody who never did."""
    clerk = december.office.store.staff.get(2)
    assert counted(december, clerk)[Count.PASSED] == 0
    due, day = december.office.now, december.office.now.replace(year=2018, month=12)
    december.office.store.practice.put(2, Practised("anger", "{}", due, passed=True, ever=True))
    assert Count.PASSED not in counted(december, clerk)
    assert "没有逐次记" in december.clerk.says("/assessment 2018-12")
    december.office.store.practice.note(2, Done("report", day, ()))
    assert counted(december, clerk)[Count.PASSED] == 1


def test_nothing_is_decided_unseen_about_oneself_or_without_words(december: Team) -> None:
    assert "本人还没看过" in december.head.says("/assessment 2018-12 王芳 决定 扣一分")
    december.head.says("/assessment 2018-12 周明")
    assert "自己不能定自己" in december.head.says("/assessment 2018-12 周明 决定 奖")
    december.office.until("2019-01-08 10:00")
    assert "请在“决定”后面" in december.head.says("/assessment 2018-12 王芳 决定")
    december.head.says("/assessment 2018-12 王芳 决定 提醒")
    assert "提醒" in december.clerk.hears()
    assert "已经过完的月份" in december.clerk.says("/assessment 2019-01")
    assert "没有叫" in december.head.says("/assessment 2018-12 谁谁")


def test_a_report_moves_no_figure_of_anybody(december: Team) -> None:
    store = december.office.store
    people = [store.staff.get(number) for number in (1, 2, 3, 4)]
    before = [counted(december, who) for who in people]
    december.office.until("2019-01-02 11:00")
    december.stranger.says("我要举报李强收钱")
    case = store.cases.newest_first()[0]
    store.cases.change(case, replace(case, assignee=3), december.office.now, "staff:4")
    december.office.until("2019-02-20 11:00")
    january = [counted(december, who) for who in people]
    assert january == before


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- {count: late, over: 1}", "row 1"),
        ("- {count: lateness, over: 1, propose: 谈话}", "row 1"),
        ("- {count: late, over: 1, propose: 谈话}\n- {count: late, propose: 谈话}", "row 2"),
        ("- {count: late, over: 1, below: 2, propose: 谈话}", "row 1"),
        ("- {count: late, over: 一, propose: 谈话}", "row 1"),
        ("late: 1", "row 1"),
        ("- [", "cannot be read"),
    ],
)
def test_a_row_of_the_own_rules_that_cannot_be_used_is_named(
    tmp_path: Path, text: str, said: str
) -> None:
    path = tmp_path / "细则.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError) as refused:
        own_limits(NAME, str(path))
    assert said in str(refused.value)


def test_the_own_rules_are_read(tmp_path: Path) -> None:
    path = tmp_path / "细则.yaml"
    path.write_text("- {count: late, over: 0, propose: 谈话提醒}\n", encoding="utf-8")
    assert own_limits(NAME, str(path)) == LIMITS[:1]
