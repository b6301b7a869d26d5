"""A report about a person is the auditor's, whoever it names; the head sees what is given on."""

from __future__ import annotations

import pytest

from bot.records.case import CaseKind, State
from tests.dialogue.conftest import SEED
from tests.staff.conftest import Team
from tests.staff.office import Person

# However the head, or nobody, is named in it.
REPORTS = [
    "我要举报你们所长,收我500块红包", "我举报周明,收黑钱", "周所收了我的钱", "你们一把手收黑钱",
    "所里管事的收了我两条烟", "ZM收了我500块", "所里有人收黑钱", "所里有内鬼,收红包",
    "老周收我红包", "周头儿拿了我的好处费", "站里领导索要红包", "我要举报", "老大收了我的回扣",
    "收电费的拿了我三百块辛苦费", "周 明收黑钱", "周书记收我钱", "周站长要了我两瓶酒",
    "電工收了我三百塊錢才給接電", "王师傅私下收了我200块", "李强收我红包",
    "我要投诉,你们周明收了我八百块钱", "你们ZM让我微信转他200", "村电工收了我两只鸡",
    "台区经理借我两千不还",
]  # fmt: skip
# Money that a bill took, and people who took nothing.
NO_REPORTS = [
    "多收了我52块钱", "电费收了我287块", "为什么收我两次钱", "所长说下午来",
    "师傅收走了我家的旧表", "老李家收了多少电费", "你们收了我三个月的电费",
    "金额收了我287块", "房东让我给他转200",
]  # fmt: skip


@pytest.mark.parametrize("text", REPORTS)
def test_a_report_goes_to_the_auditor_alone(team: Team, text: str) -> None:
    others = (team.head, team.clerk, team.electrician)
    for who in (*others, team.auditor):
        who.hears()
    assert "稽查" in team.stranger.says(text)
    case = team.office.case()
    assert case.kind is CaseKind.REPORT
    assert case.number in team.auditor.hears()
    team.office.waits(days=20)
    for who in others:
        assert case.number not in who.hears()
        assert case.number not in who.says(f"/case {case.number}")


# Whoever threatens is named by post or by name: 李强 is the electrician.
THREATS = [
    "你们所长扬言打我", "你们电工老王说要打我", "抄表员王建军威胁要打我", "电工喝酒上班还打了我",
    "李强要打我", "你们所的人打了我一顿",
]  # fmt: skip


def test_a_threat_by_staff_is_sealed_and_the_police_come_first(team: Team) -> None:
    others = (team.head, team.clerk, team.electrician)
    for who in others:
        who.hears()
    for text in THREATS:
        told = team.stranger.says(text)
        assert told.startswith("先保护好自己:马上打110"), text
        assert "您的举报已经登记" in told, text
    case = team.office.case()
    assert case.kind is CaseKind.REPORT
    assert case.number in team.auditor.hears()
    for who in others:
        assert case.number not in who.hears()
        assert case.number not in who.says(f"/case {case.number}")


@pytest.mark.parametrize("text", NO_REPORTS)
def test_a_bill_that_took_money_is_no_report(team: Team, text: str) -> None:
    team.stranger.says(text)
    cases = team.office.store.cases.newest_first()
    assert [case for case in cases if case.kind is CaseKind.REPORT] == []


def test_its_number_tells_the_others_nothing(team: Team) -> None:
    team.clerk.says(f"/case {SEED} 电费不对")
    team.stranger.says("我要举报所长收红包")
    team.clerk.says(f"/case {SEED} 还没人管")
    numbers = {case.number for case in team.office.store.cases.newest_first()}
    assert numbers == {"TS20181222001", "TS20181222002", "JB20181222001"}


def test_the_auditor_works_it_to_its_end(team: Team) -> None:
    reporter, auditor = team.stranger, team.auditor
    reporter.says("我要举报所长周明收红包")
    number = team.office.case().number
    auditor.says(f"/case {number}")
    for press in ("已联系客户", "备注"):
        auditor.presses(press)
    assert f"已记入工单 {number}" in auditor.says("收条照片在举报人那里")
    reporter.hears()
    shown = auditor.presses("我来回复客户")
    us = {"is_bot": True}
    auditor.sends(
        text="收条请拍给我", reply_to_message={"message_id": 3, "from": us, "text": shown}
    )
    assert reporter.hears() == "收条请拍给我"
    reporter.says("拍不了,晚上送去")
    assert "拍不了,晚上送去" in auditor.hears()
    auditor.presses("交回机器人")
    auditor.says(f"/case {number}")
    auditor.presses("已答复客户")
    auditor.says(f"/case {number}")
    assert "归到95598哪一类" in auditor.presses("办结")
    auditor.presses("举报·以电谋私")
    assert team.office.case().state is State.CLOSED


def test_a_report_is_about_no_bill(team: Team) -> None:
    team.stranger.says("我要举报所长周明收红包")
    number = team.office.case().number
    before = team.office.case()
    assert "按规定建议" not in team.auditor.presses_data(f"show:{number}")
    for press in (
        "decide",
        "decide:{}:goodwill",
        "paid",
        "tasks:{}:file",
        "account:{}:4100000123",
    ):
        data = press.format(number) if "{}" in press else f"{press}:{number}"
        assert "工单现在的状态不能做这一步" in team.auditor.presses_data(data), press
    assert team.office.case() == before


def test_the_auditor_does_not_work_on_a_complaint(team: Team) -> None:
    team.clerk.says(f"/case {SEED} 电费不对")
    number = team.office.case().number
    for verb in ("contact", "answer", "note", "close", "release", "takeover"):
        told = team.auditor.presses_data(f"{verb}:{number}")
        assert "您的岗位不能做这一步" in told, verb


def test_the_head_sees_what_the_auditor_gives_on(team: Team) -> None:
    team.stranger.says("我要举报你们台区经理李强,收我红包")
    number = team.office.case().number
    team.auditor.says(f"/case {number}")
    team.head.hears()
    assert "周明就能看到举报" in team.auditor.presses("转所长")
    assert number not in team.head.says(f"/case {number}")
    team.auditor.presses("确认转给所长")
    assert f"稽查员把举报 {number} 转给您处理" in team.head.hears()
    assert "收我红包" in team.head.presses("看工单")
    assert number not in team.electrician.says(f"/case {number}")


def test_a_report_about_the_head_is_not_given_on_to_the_head(team: Team) -> None:
    team.stranger.says("我要举报所长收红包")
    number = team.office.case().number
    assert "请报县公司" in team.auditor.presses_data(f"release:{number}")
    team.auditor.presses_data(f"release:{number}:sure")
    assert not team.office.case().released
    for who in (team.head, team.clerk):
        who.presses_data(f"release:{number}:sure")
    assert not team.office.case().released


# However the name or the post is written: rather one too many than one too few.
ABOUT_THE_AUDITOR = [  # 赵敏
    "我要举报趙敏收红包", "举报赵 敏收红包", "举报赵\u200b·敏收红包", "举报zhaomin收红包",
    "举报ZHAO MIN收红包", "举报赵民收红包", "举报赵姐收红包", "举报姓赵的收红包",
    "举报老赵收红包", "举报赵某收红包",
    "举报你们稽查员收红包",
]  # fmt: skip
ABOUT_THE_HEAD = [  # 周明
    "举报周 明收红包", "举报週明收红包", "举报周眀收红包", "举报周民收红包", "举报zhouming收红包",
    "举报周哥收红包", "举报周头儿收红包", "举报你们一把手收红包", "举报领导收红包",
    "举报所里负责的收红包",    "举报所長收红包",
]  # fmt: skip


@pytest.mark.parametrize("text", ABOUT_THE_AUDITOR)
def test_however_an_auditor_is_named_the_report_is_for_another(team: Team, text: str) -> None:
    team.auditor.hears(), team.admin.hears()
    team.stranger.says(text)
    team.office.waits(days=1)
    told = team.auditor.hears()
    assert "JB" not in told
    assert "红包" not in told
    assert "JB20181222001" in team.admin.hears()


@pytest.mark.parametrize("text", ABOUT_THE_HEAD)
def test_however_the_head_is_named_the_report_is_not_given_on(team: Team, text: str) -> None:
    team.stranger.says(text)
    number = team.office.store.cases.newest_first()[0].number
    assert number in team.auditor.hears()
    team.auditor.presses_data(f"release:{number}:sure")
    assert number not in team.head.hears()
    assert "红包" not in team.head.says(f"/case {number}")


def test_who_takes_a_report_in_is_spoken_to_as_staff(team: Team) -> None:
    team.clerk.forwards("我要举报所长周明收钱", name="老张")
    team.office.waits(seconds=5)
    told = team.clerk.hears()
    assert "已按举报登记" in told
    assert "您的举报" not in told


def test_danger_in_a_report_reaches_the_head_without_its_words(team: Team) -> None:
    team.head.hears()
    team.stranger.says("我要举报,电工接的线在冒火,还收了我好处费")
    told = team.head.hears()
    assert "有人举报时说到危险:有人身危险" in told
    number = team.office.case().number
    assert number not in told
    assert "好处费" not in told
    assert f"工单 {number} 需要您马上过问" in team.auditor.hears()


def test_a_case_that_becomes_a_report_leaves_the_hands_it_was_in(team: Team) -> None:
    customer: Person = team.stranger
    customer.says("/bind")
    customer.says(f"{SEED} 张建国 5678")
    customer.says("为什么超过0.56")
    number = team.office.case().number
    team.clerk.presses_data(f"takeover:{number}")
    message = team.clerk.forwards("电费不对", reply_to_message={"message_id": 1, "text": number})
    team.clerk.edits(message, "我要举报王芳收我红包")
    sealed = [c for c in team.office.store.cases.newest_first() if c.kind is CaseKind.REPORT]
    assert [(c.assignee, c.taken_over) for c in sealed] == [(None, None)]


def test_a_note_or_a_comment_that_reports_somebody_is_a_report_by_itself(team: Team) -> None:
    """No text that comes in goes past the gate: what the clerk heard by telephone, too."""
    team.clerk.says(f"/case {SEED} 电费不对")
    for verb in ("note", "found"):
        team.clerk.presses_data(f"{verb}:TS20181222001")
        told = team.clerk.says("客户在电话里举报所长周明收了他两条烟")
        assert "已按举报登记:JB20181222" in told
        assert "工单 TS20181222001 里没有写这件事" in told
    team.clerk.says("客户举报所长周明收了两条烟")
    team.clerk.forwards("这事你们管不管", name="老李")
    team.office.waits(seconds=20)
    cases = team.office.store.cases.newest_first()
    reports = [case.number for case in cases if case.kind is CaseKind.REPORT]
    assert len(reports) == 4, "the forward below such a comment is sealed with it"
    team.head.hears()
    shown = team.head.says("/case TS20181222001") + team.head.presses_data("history:TS20181222001")
    assert "两条烟" not in shown + "".join(team.head.says(f"/case {one}") for one in reports)
    for one in reports:
        read = team.auditor.says(f"/case {one}") + team.auditor.presses_data(f"history:{one}")
        assert "两条烟" in read, one


OURS = (
    "您也可以拨打95598;对答复不满意,可以拨打12398。",
    "您的举报已经登记。您也可以向95598或12398举报。",
    "您反映的情况已登记。您也可以拨打95598;对答复不满意,可拨打12398。",
    "您也可以撥打95598;對答覆不滿意,可以撥打12398。",
)


@pytest.mark.parametrize("text", OURS)
def test_our_own_words_quoted_back_raise_nothing(team: Team, text: str) -> None:
    team.head.hears()
    team.clerk.forwards(f"我家电费不对。{text}")
    team.office.waits(seconds=5)
    assert "需要您马上过问" not in team.head.hears()
    team.clerk.forwards(f"{text}那我就打12398", name="老李")
    assert "提到12398" in team.head.hears()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("再不管我就上访到县政府", "上访、找政府"), ("我要找市长", "上访、找政府"),
        ("我去信访局告你们", "上访、找政府"), ("再不退我就打12398", "12398"),
        ("我妈用呼吸机,停电要出人命", "人身危险"), ("家里老人靠制氧机,停电两小时了", "人身危险"),
        ("喝药死给你看", "不想活"),
    ],
)  # fmt: skip
def test_a_threat_and_a_life_are_told_at_once(team: Team, text: str, reason: str) -> None:
    team.head.hears()
    team.stranger.says(text)
    assert reason in team.head.hears()
