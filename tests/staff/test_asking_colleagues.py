"""A colleague is asked in a note, and a household is told in one line of time."""

from __future__ import annotations

import pytest

from tests.dialogue.conftest import SEED
from tests.staff.conftest import Team, explained


@pytest.fixture
def number(team: Team) -> str:
    team.clerk.says(f"/case {SEED} 电费不对")
    team.electrician.hears()
    return team.office.case().number


@pytest.mark.parametrize(
    "note", ["@李强 请去看一下表", "＠李强 请去看一下表", "请去看一下表 @ 李强"]
)
def test_who_is_named_in_a_note_is_asked_and_sees_the_case(
    team: Team, number: str, note: str
) -> None:
    assert number not in team.electrician.says(f"/case {number}").replace("没有", "")
    team.clerk.presses_data(f"note:{number}")
    assert "并请李强看一下" in team.clerk.says(note)
    told = team.electrician.hears()
    assert f"王芳在工单 {number} 里请您看一下" in told
    assert "请去看一下表" in told
    assert "待联系" in team.electrician.presses("看工单")
    assert number in team.electrician.says("/find 电费")
    assert "请同事看 李强" in team.clerk.presses_data(f"history:{number}")


@pytest.mark.parametrize("note", ["李强 去过了", "@赵六 看一下", "@王芳 记一下", "a@b.cn"])
def test_who_is_not_named_so_is_not_asked(team: Team, number: str, note: str) -> None:
    team.clerk.presses_data(f"note:{number}")
    assert team.clerk.says(note).startswith("已记入工单")
    assert team.electrician.hears() == ""


def test_a_report_is_shown_to_nobody_by_naming_them(team: Team) -> None:
    team.stranger.says("我要举报李强收红包")
    number = team.office.case().number
    team.auditor.hears()
    for person in (team.electrician, team.head, team.clerk):
        person.hears()
    team.auditor.presses_data(f"note:{number}")
    team.auditor.says("@李强 @周明 @王芳 你们怎么说")
    for person in (team.electrician, team.head, team.clerk):
        assert number not in person.hears()
        assert "没有这张工单" in person.says(f"/case {number}")


def test_a_household_is_told_in_one_line_of_time(team: Team, number: str) -> None:
    explained(team, number)
    for press in ("contact:{}", "answer:{}:telephone", "close:{}", "rate:{}:fair"):
        team.clerk.presses_data(press.format(number))
    team.office.until("2019-01-07 09:00")
    team.clerk.says(f"/case {SEED} 又不对了")
    told = team.clerk.presses_data(f"household:{number}").splitlines()
    lines = [line for line in told if line.startswith("20")]
    assert [line.partition("日 ")[2] for line in lines] == [
        "送电", "立户", "2018年12月电费:420度,287.20元", f"{number}:投诉", f"{number}:已联系",
        f"{number}:已答复", f"{number}:办结,只作解释,基本满意", "TS20190107001:投诉",
    ]  # fmt: skip
    assert SEED not in "\n".join(told)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (SEED, "张*"), ("４１００００0123", "张*"), ("4100 0001 23", "张*"), ("张建国", SEED),
        ("柳河村 张建国", SEED), ("13800005678", SEED), ("柳河村", SEED),
        ("张建国 东岗村", "没有查到"),
        ("查无此人", "没有查到"), ("", "请写 /look"), ("%", "没有查到"),
    ],
)  # fmt: skip
def test_an_account_is_looked_up_and_no_case_is_opened(team: Team, asked: str, found: str) -> None:
    assert found in team.clerk.says(f"/look {asked}")
    assert team.office.store.cases.newest_first() == ()


def test_who_sees_not_all_looks_nothing_up(team: Team) -> None:
    assert "您的岗位不能做这一步" in team.electrician.says("/look 张建国")
