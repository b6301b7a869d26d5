"""At holidays who is on duty hears of what comes in, by the office's own roster."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.cli.settings import read_settings
from bot.contract.errors import SettingsError
from tests.staff.conftest import Team


@pytest.fixture
def roster(team: Team, tmp_path: Path) -> Team:
    """Spring Festival of 2026: the electrician on the 17th, the auditor on the 18th."""
    file = tmp_path / "值班.txt"
    file.write_text(
        "# 春节\n2026-02-17 李强\n\n2026-02-18 赵敏、王芳 # 下午换班\n", encoding="utf-8"
    )
    office = read_settings({"JIETI_DUTY": str(file)}).office
    desk = team.office.desk
    team.office.desk = replace(desk, office=replace(desk.office, duty=office.duty))
    team.office.until("2026-02-17 10:00")
    for person in (team.head, team.clerk, team.electrician, team.auditor):
        person.hears()
    return team


def test_who_is_on_duty_hears_at_once_and_sees_the_case(roster: Team) -> None:
    roster.stranger.says("转人工,停电了")
    number = roster.office.case().number
    assert f"新工单 {number}" in roster.electrician.hears()
    assert "待联系" in roster.electrician.presses("看工单")
    assert roster.auditor.hears() == ""
    assert f"新工单 {number}" in roster.clerk.hears(), "the counter as on every day"


def test_danger_goes_to_the_head_and_to_who_is_on_duty(roster: Team) -> None:
    roster.stranger.says("电线掉下来冒火花了,孩子在旁边")
    for person in (roster.head, roster.electrician):
        assert "需要您马上过问" in person.hears()


def test_a_report_is_not_shown_to_who_is_on_duty(roster: Team) -> None:
    roster.stranger.says("我要举报你们王芳收红包")
    assert roster.electrician.hears() == ""


def test_on_the_next_day_it_is_somebody_else(roster: Team) -> None:
    roster.office.until("2026-02-18 10:00")
    roster.stranger.says("转人工,停电了")
    assert roster.electrician.hears() == ""
    assert "新工单" in roster.auditor.hears()


@pytest.mark.parametrize("line", ["2026-02-30 李强", "李强", "2026-02-17", "2月17日 李强"])
def test_a_line_that_is_no_day_with_names_is_named_at_the_start(tmp_path: Path, line: str) -> None:
    file = tmp_path / "duty.txt"
    file.write_text(f"2026-02-16 王芳\n{line}\n", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"JIETI_DUTY:.*第2行"):
        read_settings({"JIETI_DUTY": str(file)})


def test_a_roster_that_is_not_there_is_told_at_the_start(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"JIETI_DUTY:.*读不了"):
        read_settings({"JIETI_DUTY": str(tmp_path / "none")})
