"""One stranger does not bury the others: many reports are one, a flood is answered once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.counter.flood import MOST
from bot.records.case import CaseKind, State
from tests.staff.conftest import Team
from tests.staff.office import Person


def test_what_one_chat_reports_again_goes_into_its_open_report(team: Team) -> None:
    for n in range(25):
        team.stranger.says(f"我要举报李强收了我{n}00块好处费")
    (case,) = team.office.store.cases.newest_first()
    assert case.kind is CaseKind.REPORT
    told = team.auditor.hears()
    assert told.count(f"新工单 {case.number}") == 1
    assert told.count("又说了情况") == 1
    assert "2400块" in team.auditor.presses_data(f"history:{case.number}")


def test_whom_a_report_names_later_does_not_read_it_either(team: Team) -> None:
    team.stranger.says("我要举报李强收好处费")
    (case,) = team.office.store.cases.newest_first()
    team.auditor.presses_data(f"release:{case.number}:sure")
    assert case.number in team.head.says(f"/case {case.number}")
    team.stranger.says("我要举报所长周明也收了")
    assert "没有这张工单" in team.head.says(f"/case {case.number}")


def test_another_chat_s_report_is_its_own(team: Team) -> None:
    team.stranger.says("我要举报李强收好处费")
    Person(team.office, 67, "另一个").says("我要举报李强收好处费")
    assert len(team.office.store.cases.newest_first()) == 2


def test_a_closed_report_is_not_opened_by_a_new_one(team: Team) -> None:
    team.stranger.says("我要举报李强收好处费")
    (case,) = team.office.store.cases.newest_first()
    closed = replace(case, state=State.CLOSED, closed_at=team.office.now)
    team.office.store.cases.change(case, closed, team.office.now, "staff:4")
    team.stranger.says("我要举报李强又收好处费")
    assert len(team.office.store.cases.newest_first()) == 2


def test_who_writes_without_end_is_answered_once_a_minute(team: Team) -> None:
    for n in range(MOST):
        assert team.stranger.says(f"第{n}条,你好")
    assert "您发得太快" in team.stranger.says("再来一条")
    for n in range(40):
        assert team.stranger.says(f"第{n}条") == ""
    assert "先打120" in team.stranger.says("电线掉下来冒火花了"), "danger is heard at any pace"
    assert "有人身危险" in team.head.hears()
    assert Person(team.office, 67, "另一个").says("你好"), "nobody else waits"
    team.office.waits(minutes=2)
    assert team.stranger.says("你好")


@pytest.mark.parametrize("words", ["我要举报李强收好处费", "我不想活了"])
def test_what_is_grave_is_heard_in_a_flood(team: Team, words: str) -> None:
    for _ in range(MOST + 5):
        team.stranger.sends(text="在吗")
    team.stranger.sends(text=words)
    assert team.office.store.cases.newest_first()


def test_words_of_a_flood_stand_in_the_open_case(team: Team) -> None:
    team.stranger.says("转人工")
    number = team.office.case().number
    for n in range(MOST + 5):
        team.stranger.sends(text=f"第{n}句话")
    assert f"第{MOST + 4}句话" in team.clerk.presses_data(f"history:{number}")


def test_staff_forward_as_much_as_they_like(team: Team) -> None:
    for n in range(MOST + 10):
        team.clerk.forwards(f"第{n}条")
    team.office.waits(seconds=5)
    assert "您发得太快" not in team.clerk.hears()
    assert len(team.office.store.materials.of_case(team.office.case().number)) == MOST + 10


@pytest.mark.parametrize("words", ["电线掉下来冒火花了", "我不想活了"])
def test_the_answer_to_a_danger_leaves_before_all_that_waits(team: Team, words: str) -> None:
    office = team.office
    for n in range(5):
        Person(office, 70 + n, "别人").sends(text="你好")
    team.stranger.sends(text="你好")
    team.stranger.sends(text=words)
    first = office.deliver()[0]
    assert (first.chat, "120" in first.text) == (team.stranger.id, True)


@pytest.mark.parametrize("many", ["转人工", "我要举报李强收了我200块好处费"])
def test_whoever_must_hear_of_a_danger_hears_it_before_all_that_others_want(
    team: Team, many: str
) -> None:
    office = team.office
    for n in range(12):
        Person(office, 200 + n, "别人").sends(text=many)
    team.stranger.sends(text="电线掉下来冒火花了")
    told = [one for one in office.deliver() if one.chat == team.head.id and one.text]
    assert "人身危险" in told[0].text
