"""/fact: a clerk sees, enters and withdraws what is known of an account; open cases follow."""

from __future__ import annotations

import pytest

from bot.records.fact import FactKind
from tests.dialogue.conversation import put_account, put_bill
from tests.staff.conftest import Team

SEED = "4100000123"
LARGE = "居民一户一表(多人口)"


@pytest.fixture
def number(team: Team) -> str:
    """A case about a bill that cannot be judged: the price speaks of a large household."""
    store = team.office.store
    put_account(store, SEED, "张建国", "13800005678", "2018-12-05", "2018-10-08", LARGE)
    put_bill(store, SEED, "2018-10-08", "2018-12-20", "420", "287.20")
    team.clerk.says(f"/case {SEED} 电费不对")
    return team.office.case().number


def trail(team: Team) -> list[str]:
    rows = team.office.store.connection.execute(
        "SELECT action, detail FROM audit WHERE action LIKE 'fact%' ORDER BY id"
    )
    return [f"{row['action']} {row['detail']}" for row in rows]


def test_the_sheet_says_how_to_enter_what_is_not_known(team: Team, number: str) -> None:
    sheet = team.clerk.says(f"/case {number}")
    assert "能证明的:户口簿" in sheet
    assert f"/fact {number} 一户多人口 6人 2018-03-01 户口簿" in sheet


def test_what_was_found_out_lets_the_case_be_judged(team: Team, number: str) -> None:
    assert team.office.case().verdict is None
    said = team.clerk.says(f"/fact {number} 多人口 无 上门核实")
    assert "一户多人口:没有(凭据:上门核实)" in said
    assert f"已重新核算:{number}" in said
    case = team.office.case()
    assert (case.verdict, case.difference) == ("rule_applied_to_a_wrong_fact", 52)
    assert "上门核实" in team.clerk.presses_data(f"history:{number}")


def test_what_is_known_is_shown_with_where_it_comes_from(team: Team, number: str) -> None:
    assert "还没有别的" in team.clerk.says(f"/fact {SEED}")
    team.clerk.says(f"/fact {SEED} 多人口 六人 2018-11-01 2018-12-31 户口簿")
    shown = team.clerk.says(f"/fact {number}")
    assert "从2018年11月1日" not in shown
    assert "2018年11月1日到2018年12月31日、6人(凭据:户口簿)" in shown
    assert SEED not in shown.splitlines()[0]


def test_the_trail_keeps_both_values_of_a_correction(team: Team, number: str) -> None:
    team.clerk.says(f"/fact {SEED} 多人口 6人 2018-11-01 户口簿")
    team.clerk.says(f"/fact {SEED} 多人口 7人 2018-11-01 户口簿新页")
    team.clerk.says(f"/fact {SEED} 撤销 多人口 登记错误")
    entered, corrected, withdrawn = trail(team)
    assert "'persons': 6" in entered
    assert "'persons': 6" in corrected.partition("->")[0]
    assert "'persons': 7" in corrected.partition("->")[2]
    assert withdrawn.startswith("fact_withdrawn")
    assert "登记错误" in withdrawn
    assert team.office.case(number).verdict is None


@pytest.mark.parametrize(
    ("line", "asked"),
    [
        ("多人口 户口簿", "从哪天起"),
        ("多人口 2018-11-01 户口簿", "几口人"),
        ("多人口 6人 户口簿", "从哪天起"),
        ("多人口 6人 2018-13-01 户口簿", "没看懂"),
        ("多人口 6人 2018-12-01 2018-11-01 户口簿", "早于起始日期"),
        ("多人口 6人 2018-11-01", "凭什么核实的"),
        ("退补电量 -50 2018-11-01 通知单", "到哪天为止"),
        ("阶梯月数 2018-01-01 通知", "没写数字"),
        ("过户 2018-01-01 过户单", "还没送电"),
        ("阶梯月数 1000个月 2018-01-01 通知", "合不上"),
        ("低保 不详 2018-11-01 电话", "核实以后再录"),
        ("峰谷 待核实 2018-11-01 电话", "核实以后再录"),
        ("换表 2031-01-01 换表单", "那天还没有到"),
        ("首次立户 2031-01-01 报装单", "那天还没有到"),
        ("换表 2010-01-01 换表单", "还没送电"),
        ("估抄 2010-01-01 抄表册", "还没送电"),
        ("多人口 3人 2018-11-01 户口簿", "河南从6人起算"),
        ("多人口 200人 2018-11-01 户口簿", "核对人数"),
        ("养猫 2018-11-01 猫证", "哪一户,什么情况"),
        ("撤销 过户 2018-11-01 错", "撤销哪一条"),
    ],
)
@pytest.mark.usefixtures("number")
def test_what_cannot_be_entered_is_asked_back(team: Team, line: str, asked: str) -> None:
    assert asked in team.clerk.says(f"/fact {SEED} {line}")
    assert trail(team) == []
    assert team.office.store.accounts.facts_of(SEED) == ()


@pytest.mark.usefixtures("number")
def test_an_account_that_was_used_after_it_was_not_closed_then(team: Team) -> None:
    store = team.office.store
    put_bill(store, SEED, "2018-12-20", "2018-12-21", "5", "2.80")
    assert "以后还有用电和抄表" in team.clerk.says(f"/fact {SEED} 销户 2018-12-15 销户单")
    assert store.accounts.facts_of(SEED) == ()
    assert "还没送电" in team.clerk.says(f"/fact {SEED} 销户 2018-01-15 销户单")
    assert "那天还没有到" in team.clerk.says(f"/fact {SEED} 销户 2031-01-15 销户单")
    team.clerk.says(f"/fact {SEED} 销户 2018-12-20 销户单")
    (closed,) = store.accounts.facts_of(SEED)
    assert closed.value == "2018-12-20", "the last reading may come some days after"


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ("多人口 6人 2018-11-01 簿", "多人口 5人 2018-12-01 簿", "时间重叠"),
        ("多人口 6人 2018-11-01 簿", "多人口 无 电话", "先撤销"),
        ("多人口 无 电话", "多人口 6人 2018-11-01 簿", "先撤销"),
    ],
)
@pytest.mark.usefixtures("number")
def test_what_clashes_with_the_known_changes_nothing(
    team: Team, first: str, second: str, told: str
) -> None:
    team.clerk.says(f"/fact {SEED} {first}")
    known = team.office.store.accounts.facts_of(SEED)
    assert told in team.clerk.says(f"/fact {SEED} {second}")
    assert team.office.store.accounts.facts_of(SEED) == known


@pytest.mark.usefixtures("number")
def test_only_the_office_s_clerks_and_heads_see_and_enter_facts(team: Team) -> None:
    assert "您的岗位不能做这一步" in team.electrician.says(f"/fact {SEED}")
    assert "没有这个命令" in team.stranger.says(f"/fact {SEED}")
    assert "群里不能查" in _in_group(team, f"/fact {SEED}")
    assert "档案里没有这个户号" in team.clerk.says("/fact 4100000999")


def _in_group(team: Team, text: str) -> str:
    team.clerk.sends(text=text, group=-100)
    return team.clerk.hears(group=-100)


# One line of a clerk for each kind of fact, as the files have it: `tests/intake/test_fact_files`.
LINES: dict[str, tuple[str, str, object]] = {
    "多人口": ("6人 2018-11-01 户口簿", "household", {"from": "2018-11-01", "persons": 6}),
    "低保": ("2018-11-01 低保证", "low_income", {"from": "2018-11-01"}),
    "峰谷": ("2018-11-10 协议", "time_of_use", {"from": "2018-11-10"}),
    "过户": ("2018-11-23 过户单", "transfers", {"on": "2018-11-23"}),
    "退补电量": (
        "-50 2018-10-20 2018-11-20 通知单",
        "corrections",
        {"from": "2018-10-20", "to": "2018-11-20", "kwh": "-50"},
    ),
    "阶梯月数": ("14个月 2018-01-01 通知", "tier_months", {"2018": 14}),
    "销户": ("2018-12-20 销户单", "closed_on", "2018-12-20"),
    "执行电价": ("合表 用电合同", "price", "shared"),
    "抄表周期": ("单月 抄表册", "reader", "odd"),
    "预付费": ("是 购电卡", "prepaid", True),
    "首次立户": ("2018-10-09 报装单", "registered_on", "2018-10-09"),
    "估抄": ("2018-12-20 抄表册", "estimated", "2018-12-20"),
    "应有天数": ("31天 2018-12-20 通知", "normal_days", 31),
    "换表": ("2018-11-12 换表单", "replaced", "2018-11-12"),
}


@pytest.mark.usefixtures("number")
def test_each_kind_of_fact_is_entered_with_its_paper_and_stands_in_the_trail(team: Team) -> None:
    assert {kind for _, kind, _ in LINES.values()} == {*FactKind}
    for word, (line, kind, value) in LINES.items():
        told = team.clerk.says(f"/fact {SEED} {word} {line}")
        facts = [f for f in team.office.store.accounts.facts_of(SEED) if f.kind == kind]
        assert [(f.standing, f.value) for f in facts] == [("known", value)], told
        assert facts[0].basis == line.split()[-1]
        assert kind in trail(team)[-1]
        team.clerk.says(f"/fact {SEED} 撤销 {word} 写错了")
        assert not any(f.kind == kind for f in team.office.store.accounts.facts_of(SEED)), word
        assert "写错了" in trail(team)[-1]
