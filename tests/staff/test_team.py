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


def test_a_case_rests_until_a_day_and_goes_on_by_itself(team: Team) -> None:
    office, clerk = team.office, team.clerk
    clerk.says(f"/case {SEED} 电费不对")
    assert "挂起到什么时候" in clerk.presses("挂起")
    shown = clerk.presses("2018年12月26日")
    assert "到:2018年12月26日" in shown
    before = office.case().answer_by
    clerk.hears()
    office.until("2018-12-26 07:59")
    assert office.case().state is State.ON_HOLD
    office.until("2018-12-26 08:01")
    case = office.case()
    assert (case.state, case.held_for) == (State.OPEN, "")
    assert case.answer_by > before, "the clock stood meanwhile"
    assert "挂起到今天,已恢复处理" in clerk.hears()


def test_a_hold_is_moved_and_only_the_last_day_wakes(team: Team) -> None:
    office, clerk = team.office, team.clerk
    clerk.says(f"/case {SEED} 电费不对")
    clerk.presses("挂起")
    clerk.presses("2018年12月24日")
    clerk.presses_data(f"until:{office.case().number}:2018-12-28")
    office.until("2018-12-27 20:00")
    assert office.case().state is State.ON_HOLD
    office.until("2018-12-28 08:00")
    assert office.case().state is State.OPEN


def test_who_opens_a_case_reads_what_colleagues_noted_last(team: Team) -> None:
    team.clerk.says(f"/case {SEED} 电费不对")
    number = team.office.case().number
    for text in ("一早来过", "家里没人", "他刚打电话催 #春灌", "今天要回话"):
        team.clerk.presses_data(f"note:{number}")
        team.clerk.answers("备注", text)
    shown = team.head.says(f"/case {number}")
    assert "经办人补充:\n> 家里没人\n> 他刚打电话催 #春灌\n> 今天要回话" in shown
    assert number in team.head.says("/find #春灌")


def test_a_case_rests_until_any_other_day(team: Team) -> None:
    office, clerk = team.office, team.clerk
    clerk.says(f"/case {SEED} 电费不对")
    clerk.presses("挂起")
    assert "挂起到哪一天" in clerk.presses("别的日期")
    for asked, slip in (
        ("挂起到哪一天", "等变压器换好"),
        ("不是今天以后", "2018-12-21"),
        ("不是今天以后", "13月40日"),
    ):
        assert "不是今天以后的日期" in clerk.answers(asked, slip)
    assert "到:2019年1月15日" in clerk.answers("不是今天以后", "1月15号")
    office.until("2019-01-15 08:01")
    assert office.case().state is State.OPEN


@pytest.mark.parametrize("judged", ["批准", "驳回"])
def test_a_case_rests_until_the_head_has_decided(team: Team, judged: str) -> None:
    team.clerk.says(f"/case {SEED} 电费不对")
    team.clerk.presses("更正账单(退补)")
    team.clerk.presses("挂起")
    team.clerk.presses("所长审批后")
    assert team.office.case().state is State.ON_HOLD
    team.head.presses(judged)
    if judged == "驳回":
        team.head.says("先核对抄表")
    assert team.office.case().state is State.OPEN


def test_a_case_rests_until_the_customer_writes(team: Team) -> None:
    number = from_the_bot(team)
    team.clerk.presses_data(f"hold:{number}")
    team.clerk.presses_data(f"until:{number}:customer")
    team.stranger.says("转人工,怎么还没人来")
    assert team.office.case().state is State.OPEN


@pytest.mark.parametrize("what", ["", "nonsense", "2018-13-40"])
def test_until_what_it_rests_is_asked_again(team: Team, what: str) -> None:
    team.clerk.says(f"/case {SEED} 电费不对")
    number = team.office.case().number
    team.clerk.presses("挂起")
    team.clerk.presses_data(f"until:{number}:{what}")
    assert team.office.case().held_for == ""


def test_what_was_registered_by_mistake_is_voided_with_a_reason_and_counts_nowhere(
    team: Team,
) -> None:
    team.clerk.says(f"/case {RIGHT} 停电通知")
    number = team.office.case().number
    assert "为什么作废" in team.clerk.presses("作废")
    shown = team.clerk.says("转发错了,是停电通知")
    assert "已作废:转发错了,是停电通知" in shown
    assert team.office.case().state is State.VOID
    assert "一共0张" in team.head.says("/stats").replace(" ", "") or "0" in team.head.says(
        "/stats"
    )
    assert not team.office.until("2019-02-01 09:00"), "nobody is reminded of it"
    assert "作废,因为 转发错了" in team.clerk.presses_data(f"history:{number}")
    for verb in ("contact", "answer", "reopen", "mistake"):
        team.clerk.presses_data(f"{verb}:{number}")
    assert team.office.case().state is State.VOID


def test_what_a_customer_brought_is_voided_by_the_head_alone(team: Team) -> None:
    number = from_the_bot(team)
    assert "您的岗位不能做这一步" in team.clerk.presses_data(f"mistake:{number}")
    assert team.office.case().state is State.OPEN
    team.head.presses_data(f"mistake:{number}")
    team.head.says("测试用的")
    assert team.office.case().state is State.VOID


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("张建国 电费", "1"), ("电费 张建国", "1"), ("张建国 电表", ""), ("13800005678", "1"),
        ("柳河", "1"), ("4100 0001 23", "1"), ("４１０００００１２３", "1"), ("電費", "1"),
        ("電錶", "2"), ("七月", "2"), ("7月", "2"), ("2018-12-22", "12"), ("2018-12", "12"),
        ("处理中", "2"), ("待联系 投诉", "1"), ("王芳", "12"), ("李强", "2"), ("12月 李强", "2"),
        ("超期", ""), ("2018-11", ""), ("%", ""), ("退费", ""), ("张建国 0123 4100", "1"),
    ],
)  # fmt: skip
def test_cases_are_found_by_several_words_and_by_what_they_are(
    team: Team, asked: str, found: str
) -> None:
    team.clerk.says(f"/case {SEED} 电费不对")
    team.clerk.says("/case 七月份电表坏了,没人管")
    team.clerk.presses_data("assign:TS20181222002:3")
    team.clerk.presses_data("contact:TS20181222002")
    team.clerk.hears()
    lines = team.clerk.says(f"/find {asked}").splitlines()
    numbers = {line.partition(" ·")[0][-1] for line in lines if " · " in line}
    assert numbers == set(found)


def test_what_is_due_is_narrowed_down(team: Team) -> None:
    team.clerk.says(f"/case {SEED} 电费不对")
    team.clerk.says("/case 电表坏了,没人管")
    team.clerk.presses_data("assign:TS20181222002:3")
    team.clerk.hears()
    told = team.clerk.says("/due 李强")
    assert "TS20181222002" in told
    assert "TS20181222001" not in told
