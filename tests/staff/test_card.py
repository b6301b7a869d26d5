"""What the desk answers to each step with a case, and what it waits for then."""

from __future__ import annotations

import pytest

from bot.records.case import CameBy, Rating, Remedy, State
from tests.dialogue.conftest import SEED
from tests.staff.conftest import Team, explained
from tests.staff.office import Person

ROLE = "您的岗位不能做这一步,请找所长。"
STATE = "工单现在的状态不能做这一步。"
GROUP = -7
BACK = "返回工单"


@pytest.fixture
def number(team: Team) -> str:
    """A case in the electrician's hands, about the seed's account."""
    team.clerk.says(f"/case {SEED} 电费不对")
    number = team.office.case().number
    team.clerk.presses_data(f"assign:{number}:3")
    for person in (team.clerk, team.electrician, team.head):
        person.hears()
    return number


def newest(person: Person, count: int = 1) -> list[str]:
    """The labels of the newest message's buttons."""
    mine = [heard for heard in person.office.heard if heard.chat == person.id]
    return list(mine[-count].buttons)


@pytest.mark.parametrize("move", ["resume", "close", "reopen"])
def test_what_does_not_fit_now_is_said_with_where_the_case_stands(
    team: Team, number: str, move: str
) -> None:
    told = team.clerk.presses_data(f"{move}:{number}")
    assert told.splitlines()[0] == STATE
    assert f"工单 {number} · 待联系" in told


@pytest.mark.parametrize(
    ("who", "move"), [("electrician", "close"), ("electrician", "reopen"), ("auditor", "contact")]
)
def test_what_the_role_does_not_allow_is_said_alone(
    team: Team, number: str, who: str, move: str
) -> None:
    person: Person = getattr(team, who)
    assert person.presses_data(f"{move}:{number}") == ROLE


@pytest.mark.parametrize("verb", ["assign", "merge", "approve"])
def test_an_electrician_is_asked_no_question_of_the_counter(
    team: Team, number: str, verb: str
) -> None:
    before = team.office.case()
    assert team.electrician.presses_data(f"{verb}:{number}") == ROLE
    assert team.office.case() == before


@pytest.mark.parametrize("into", ["", " TS20181222001", " TS20000101001", " TS20181222002"])
def test_how_cases_are_merged_is_told_where_it_cannot_be(
    team: Team, number: str, into: str
) -> None:
    team.clerk.says("/case 电表不准")
    team.clerk.presses_data("decide:TS20181222002:explanation")
    team.clerk.presses_data("answer:TS20181222002:telephone")
    team.clerk.presses_data("close:TS20181222002")
    before = team.office.store.cases.newest_first()
    assert team.clerk.says(f"/merge {number}{into}").startswith("请写:/merge")
    assert team.office.store.cases.newest_first() == before


@pytest.mark.parametrize(
    ("ask", "asked", "wrong", "right", "after"),
    [
        ("note:{}", "的备注", None, "客户耳背", "已记入"),
        ("decide:{}:goodwill", "补偿多少元", "看着给吧", "30", "补偿:30.00元"),
        ("paid:{}", "员工私下给了多少元", "不少", "52", "员工曾私下给客户52.00元"),
        ("account:{}:x", "档案里没有这个户号", "4199999999", "4100000200", "4100000200"),
    ],
)
def test_what_is_asked_for_is_waited_for_once(
    team: Team, number: str, ask: str, asked: str, wrong: str | None, right: str, after: str
) -> None:
    """A text that is not it leaves the question open, the right one ends it."""
    clerk = team.clerk
    assert asked in clerk.presses_data(ask.format(number))
    if wrong is not None:
        assert after not in clerk.says(wrong)
    assert after in clerk.says(right)
    before = team.office.case()
    events = team.office.store.cases.events(number)
    told = clerk.says(right)
    assert ("综合柜员" in told) or ("没有登记工单" in told), "it is nothing in particular"
    assert team.office.case() == before
    assert team.office.store.cases.events(number) == events


def test_what_is_waited_for_is_given_up_by_cancelling(team: Team, number: str) -> None:
    team.clerk.presses_data(f"note:{number}")
    assert "综合柜员" in team.clerk.says("/cancel")
    assert "综合柜员" in team.clerk.says("客户耳背")
    assert "客户耳背" not in team.clerk.presses_data(f"history:{number}")


def test_what_is_asked_in_a_group_is_not_answered_in_another(team: Team, number: str) -> None:
    team.clerk.presses_data(f"note:{number}", group=GROUP)
    assert "综合柜员" in team.clerk.says("下午再打")
    team.electrician.sends(text="不是我的", group=GROUP)
    team.clerk.sends(text="先吃饭吧", group=GROUP)
    team.clerk.answers("的备注", "客户耳背", group=GROUP)
    (note,) = team.office.store.cases.events(number, "note")
    assert (note.detail, note.actor) == ("客户耳背", "staff:2")


@pytest.mark.parametrize(
    ("amount", "yuan"),
    [
        ("0", None), ("0.00", None), ("-5", None), ("0.01", "0.01"), ("30元", "30.00"),
        ("999999.99", "999,999.99"), ("1000000", None), ("三十块", "30.00"), ("一些", None),
    ],
)  # fmt: skip
@pytest.mark.parametrize("ask", ["decide:{}:goodwill", "paid:{}"])
def test_an_amount_is_more_than_nothing_and_less_than_a_million(
    team: Team, number: str, ask: str, amount: str, yuan: str | None
) -> None:
    team.clerk.presses_data(ask.format(number))
    told = team.clerk.says(amount)
    case = team.office.case()
    given = case.employee_paid if ask.startswith("paid") else case.goodwill
    assert (None if given is None else f"{given:,.2f}") == yuan
    assert (f"{yuan}元" in told) is (yuan is not None)


@pytest.mark.parametrize(
    ("account", "ways"),
    [(SEED, ["更正账单(退补)", "补偿", "只作解释"]), ("4100000200", ["补偿", "只作解释"])],
)
def test_what_can_be_decided_is_offered(team: Team, account: str, ways: list[str]) -> None:
    team.clerk.says(f"/case {account} 电费不对")
    number = team.office.case().number
    for what in ("", "check", "nonsense"):
        assert f"工单 {number} 怎么处理" in team.clerk.presses_data(f"decide:{number}:{what}")
        assert newest(team.clerk) == [*ways, "员工已私下垫付", BACK]
    assert team.office.case().decision is None


@pytest.mark.parametrize(
    ("who", "decision", "asked"),
    [
        ("clerk", Remedy.BILLING_CORRECTION, True),
        ("electrician", Remedy.BILLING_CORRECTION, True),
        ("head", Remedy.BILLING_CORRECTION, False),
    ],
)
def test_the_head_is_asked_to_approve_what_costs_and_was_not_the_head_s_own(
    team: Team, number: str, who: str, decision: Remedy, asked: bool
) -> None:
    person: Person = getattr(team, who)
    person.presses_data(f"decide:{number}:{decision}")
    team.office.deliver()
    told = [h.text for h in team.office.heard if h.chat == team.head.id and "请审批" in h.text]
    assert told == [f"工单 {number}:更正账单(退补)52.00元,请审批。"] * asked
    if asked:
        assert newest(team.head) == ["批准", "驳回", "看工单"]


@pytest.mark.parametrize("decision", ["", "explanation"])
def test_where_nothing_costs_the_head_is_told_so_alone(team: Team, decision: str) -> None:
    team.clerk.says("/case 4100000200 电费不对")
    number = team.office.case().number
    if decision:
        team.clerk.presses_data(f"decide:{number}:{decision}")
    team.head.hears()
    told = team.head.presses_data(f"approve:{number}:x")
    assert told.splitlines()[0] == "请先定处理方式:更正账单、补偿或只作解释。"


def test_a_line_is_ticked_and_the_tick_taken_away(team: Team, number: str) -> None:
    team.clerk.presses_data(f"tasks:{number}")
    lines = ["致歉", "更正账单", "补全档案", "排查同类户", "培训员工"]
    assert newest(team.clerk) == [
        *(f"☐ {line}" for line in lines),
        "都做完了",
        "谁来做、哪天做完",
        "查同类户",
        BACK,
    ]
    team.clerk.presses("☐ 补全档案")
    ticked = [f"{'☑' if n == 2 else '☐'} {line}" for n, line in enumerate(lines)]
    assert newest(team.clerk) == [*ticked, "都做完了", "谁来做、哪天做完", "查同类户", BACK]
    assert team.office.case().tasks == ("file",)
    team.clerk.presses("☑ 补全档案")
    assert team.office.case().tasks == ()
    team.clerk.presses_data(f"tasks:{number}:nonsense")
    assert team.office.case().tasks == ()


def test_who_is_given_a_case_hears_of_it_and_who_takes_it_does_not(
    team: Team, number: str
) -> None:
    assert f"工单 {number} 交给谁" in team.clerk.presses_data(f"assign:{number}")
    assert newest(team.clerk) == ["周明", "王芳", "李强", BACK]
    team.clerk.presses("王芳")
    assert team.office.case().assignee == 2
    assert "由您负责" not in "".join(h.text for h in team.office.heard if h.chat == team.clerk.id)
    for wrong in ("4", "9", "x"):
        assert f"工单 {number} 交给谁" in team.clerk.presses_data(f"assign:{number}:{wrong}")
    assert team.office.case().assignee == 2
    team.clerk.presses("周明")
    assert f"工单 {number} 现在由您负责。请在2018年12月24日18:00前联系客户" in team.head.hears()
    assert newest(team.head) == ["看工单"]


def test_how_a_case_came_in_is_asked_and_kept(team: Team, number: str) -> None:
    for wrong in ("", "nonsense"):
        assert "是从哪里来的" in team.clerk.presses_data(f"via:{number}:{wrong}")
        assert len(newest(team.clerk)) == len([*CameBy, BACK])
    assert "受理:2018年12月22日10:00,12345" in team.clerk.presses("12345")
    assert team.office.case().via is CameBy.CITY


@pytest.mark.parametrize("verb", ["history", "analysis", "files", "takeover", "send"])
def test_in_a_group_nothing_personal_is_shown_or_sent(team: Team, number: str, verb: str) -> None:
    before, heard = team.office.case(), len(team.office.heard)
    told = team.clerk.presses_data(f"{verb}:{number}", group=GROUP)
    assert told == "请在和我的私聊里查看。"
    team.office.deliver()
    assert {h.chat for h in team.office.heard[heard:] if h.text} == {GROUP}
    assert team.office.case() == before


@pytest.mark.parametrize(
    "command",
    [
        "/export",
        "/invite clerk 刘洋",
        "/report 2018-12",
        "/notice",
        "/misheard",
        "/staff",
        "/assessment",
        "/visit",
        "/practice",
    ],
)
def test_in_a_group_the_head_is_told_where_to_ask(team: Team, command: str) -> None:
    team.head.sends(text=command, group=GROUP)
    told = team.head.hears(group=GROUP)
    assert told == "请在和我的私聊里查看。", (
        "the head's role allows it: the group is no place for it"
    )


def test_who_cannot_be_written_to_is_to_be_called(team: Team, number: str) -> None:
    for verb in ("takeover", "send"):
        assert "请打电话告诉客户" in team.clerk.presses_data(f"{verb}:{number}"), verb
    assert team.office.case().taken_over is None


@pytest.mark.parametrize("word", ["", "nonsense"])
def test_a_rating_is_one_of_the_three(team: Team, number: str, word: str) -> None:
    explained(team, number)
    for press in ("answer:{}:telephone", "close:{}"):
        team.clerk.presses_data(press.format(number))
    team.clerk.hears()
    assert team.clerk.presses_data(f"rate:{number}:{word}").splitlines()[0] == STATE
    team.clerk.presses_data(f"rate:{number}:{Rating.FAIR}")
    assert team.office.case().rating is Rating.FAIR
    assert team.clerk.presses_data(f"rate:{number}:{Rating.BAD}").splitlines()[0] == STATE
    assert team.office.case().state is State.CLOSED


@pytest.mark.parametrize("written", [" ts20181222001 ", "TS20181222001 看看"])
def test_a_case_is_shown_by_its_number_however_it_is_written(
    team: Team, number: str, written: str
) -> None:
    assert f"工单 {number} · 待联系" in team.clerk.says(f"/case {written}")
    assert len(team.office.store.cases.newest_first()) == 1


@pytest.mark.parametrize("who", ["clerk", "auditor", "electrician"])
def test_the_account_is_asked_for_where_it_is_missing_and_by_who_may_say_it(
    team: Team, number: str, who: str
) -> None:
    person: Person = getattr(team, who)
    assert "哪一户" not in person.says(f"/case {number}")
    team.clerk.says("/case 电表不准")
    other = f"{number[:-1]}2"
    team.clerk.presses_data(f"assign:{other}:3")
    person.hears()
    assert ("是哪一户?请写户号。" in person.says(f"/case {other}")) is (who != "auditor")
    if who != "auditor":
        person.answers("是哪一户", "4100000200")
    person.says("4100000200")
    assert (team.office.case(other).account_no == "4100000200") is (who != "auditor")


def test_a_report_asks_for_no_account(team: Team) -> None:
    team.stranger.says("我要举报有人收红包")
    number = team.office.case().number
    assert "哪一户" not in team.head.says(f"/case {number}")


def test_where_the_records_give_no_answer_the_draft_says_it_is_looked_into(team: Team) -> None:
    team.office.store.connection.execute(
        "INSERT INTO account (account_no, holder_name) VALUES ('4100000999', '新户')"
    )
    shown = team.clerk.says("/case 4100000999 电费不对")
    assert "给客户的回复草稿" in shown
    assert "我们来核对档案和账单" in shown
