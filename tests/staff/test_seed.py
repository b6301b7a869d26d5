"""The seed, played through as staff: from three forwarded messages to the case analysis."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from bot.records.case import Payer, Remedy, State
from tests.dialogue.conftest import SEED
from tests.dialogue.test_seed import ANSWER
from tests.staff.conftest import Team, explained

WORDS = (
    "我几个月没交过电费,12月单子上怎么超过0.56了?",
    "十月份电工给我接的表,啥手续也没要。三个月420度收了287块2",
    "你们给个说法",
)


def test_the_seed_from_forwarding_to_the_analysis(team: Team) -> None:
    _forwarded(team)
    _found(team.clerk.answers("是哪一户", f"户号 {SEED}"))
    _worked_on(team)
    case = team.office.case()
    assert (case.state, case.decision, case.payer) == (
        State.CLOSED, Remedy.BILLING_CORRECTION, Payer.COMPANY,
    )  # fmt: skip
    assert case.difference == Decimal("52.00")
    _told_afterwards(team)


def _forwarded(team: Team) -> None:
    """Three messages become one case, which asks for its account."""
    office, clerk = team.office, team.clerk
    said = office.now - timedelta(hours=3)
    for words in WORDS:
        clerk.forwards(words, said=said)
    clerk.hears()
    assert clerk.hears() == "", "the confirmation waits for the last message"
    office.waits(seconds=4)
    (sheet,) = [h for h in office.heard if h.chat == clerk.id and "TS2018" in h.text]
    assert "是哪一户?请写户号。" in sheet.text
    assert all(words in sheet.text for words in WORDS)
    assert "话里的数字:0.56、420度、287块2" in sheet.text
    assert office.case().complained_at == said


def _found(papers: str) -> None:
    """The sheet tells what is wrong and what it costs, the draft what the customer would hear."""
    assert "按档案算没有算错,但档案和实际不符,多收52.00元" in papers
    assert "2018年10月8日送电,2018年12月5日才立户,晚了58天" in papers
    assert "第三档:160度 × 0.86元 = 137.60元" in papers
    assert "按规定建议:更正账单(退补),52.00元,由公司承担" in papers
    assert "联系期限:2018年12月24日18:00" in papers
    assert ANSWER.split("\n\n")[0] in papers, "the draft is the answer the customer would get"


def _worked_on(team: Team) -> None:
    """Each step at its time, and the head's before it is closed."""
    clerk = team.clerk
    assert "联系:2018年12月22日10:00" in clerk.presses("已联系客户")
    assert "先定处理方式" in _answer_and_close(team)
    clerk.presses("定处理方式")
    assert "待所长批准" in clerk.presses("更正账单(退补)")
    assert "要先由所长批准" in clerk.presses("办结")
    assert "已批准" in team.head.presses("批准")
    assert "账单更正还没有勾选完成" in clerk.presses("办结")
    clerk.presses("要做的事")
    for task in (
        "☐ 致歉",
        "☐ 更正账单 · 王芳 2018年12月28日前",
        "☐ 补全档案",
        "☐ 排查同类户",
        "☐ 培训员工",
    ):
        clerk.presses(task)
    clerk.says(f"/case {team.office.case().number}")
    assert "已办结" in clerk.presses("办结")
    clerk.presses("满意")


def _told_afterwards(team: Team) -> None:
    """The analysis, the history and the trail have all of it."""
    store, clerk = team.office.store, team.clerk
    analysis = clerk.presses("案例分析")
    for part in ("一、问题描述", "二、处理方法", "三、暴露问题", "四、改进措施", "五、效果和经验"):
        assert part in analysis
    assert "晚了58天" in analysis
    assert "已完成:排查同类户" in analysis
    assert "客户评价:满意" in analysis
    assert "待完成" not in analysis
    history = clerk.presses("记录")
    assert "周明: 批准人 周明" in history
    assert "王芳: 状态 已办结(原为已答复)" in history
    seen = [
        tuple(row) for row in store.connection.execute("SELECT actor, action, subject FROM audit")
    ]
    assert ("staff:2", "figures_shown", SEED) in seen
    assert store.audit.verify().broken_at is None


def _answer_and_close(team: Team) -> str:
    team.clerk.presses("已答复客户")
    team.clerk.presses("电话告知")
    return team.clerk.presses("办结")


def test_an_employee_s_payment_is_a_fact_and_no_correction(team: Team) -> None:
    clerk = team.clerk
    clerk.says(f"/case {SEED} 为什么超过0.56")
    clerk.presses("定处理方式")
    assert "员工私下给了多少元" in clerk.presses("员工已私下垫付")
    shown = clerk.says("52元")
    assert "员工曾私下给客户52.00元。这不能代替更正" in shown
    case = team.office.case()
    assert case.employee_paid == Decimal(52)
    assert (case.payer, case.remedy) == (Payer.COMPANY, Remedy.BILLING_CORRECTION)
    assert "以私下给钱代替更正账单" not in clerk.hears()


def test_goodwill_needs_an_amount_and_the_head(team: Team) -> None:
    clerk = team.clerk
    clerk.says(f"/case {SEED} 服务态度不好")
    clerk.presses("定处理方式")
    assert "补偿多少元" in clerk.presses("补偿")
    assert "请写金额" in clerk.says("看着给吧")
    assert "补偿:30.00元,由公司承担" in clerk.says("30")
    assert team.office.case().approved_by is None
    assert "请写不更正账单的理由" in team.head.presses("批准")
    assert "理由:县公司已经另行退还" in team.head.says("县公司已经另行退还")
    assert team.office.case().approved_by == 1


def test_the_customer_s_low_rating_opens_the_case_again(team: Team) -> None:
    office, clerk = team.office, team.clerk
    customer = team.stranger
    customer.says("/bind")
    customer.says(f"{SEED} 张建国 5678")
    customer.says("为什么超过0.56")
    number = office.case().number
    assert number in clerk.hears(), "the counter hears of a case that the bot opened"
    clerk.presses("看工单")
    clerk.presses("已联系客户")
    assert "正在处理" in customer.hears()
    assert "怎么答复" in clerk.presses("已答复客户")
    clerk.presses("电话告知")
    assert "已答复" in customer.hears()
    explained(team, number)
    clerk.says(f"/case {number}")
    clerk.presses("办结")
    assert "满意吗" in customer.hears()
    team.head.hears()
    assert "已重新受理,并已报告所长" in customer.presses("不满意")
    assert f"工单 {number} 需要您马上过问:客户不满意" in team.head.hears()
    assert f"新工单 {number}" in clerk.hears()
    assert office.case().state is State.OPEN
    assert "已经评价过了" in customer.presses("满意")
    rated, again = office.store.cases.events(number, "rating")
    assert rated.changes["rating"] == ("", "bad")
    assert again.changes["rating"] == ("bad", "")
