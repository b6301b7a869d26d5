"""The office's own calendar: days off and days worked of a year, before the official one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.cli.own_calendar import own_calendar
from bot.cli.settings import read_settings
from bot.contract.errors import SettingsError
from tests.staff.conftest import Team

NOTICE = """\
# made up for this test
2027-01-01至2027-01-03 休 元旦
2027-02-05至2027-02-11 休 春节
2027-01-31 班
2027-02-14 班
"""


def write(folder: Path, text: str) -> dict[str, str]:
    file = folder / "假日.txt"
    file.write_text(text, encoding="utf-8")
    return {"JIETI_HOLIDAYS": str(file)}


@pytest.fixture
def dated(team: Team, tmp_path: Path) -> Team:
    hours = read_settings(write(tmp_path, NOTICE)).office.hours
    desk = team.office.desk
    team.office.desk = replace(desk, office=replace(desk.office, hours=hours))
    return team


def test_promises_are_counted_by_it(dated: Team) -> None:
    dated.office.until("2027-01-29 17:30")
    told = dated.stranger.says("转人工,电表坏了")
    case = dated.office.case()
    # The Sunday is worked, Spring Festival is not.
    assert f"{case.contact_by:%m-%d}" == "01-31"
    assert case.answer_by == date(2027, 2, 4)
    assert "没有" not in told.partition("【接下来】")[2] or "日历" not in told


def test_of_a_year_without_notice_customers_are_told_so(team: Team) -> None:
    team.office.until("2027-01-29 17:30")
    told = team.stranger.says("转人工,电表坏了")
    assert "2027年的放假安排我们还没有" in told
    team.clerk.presses_data(f"contact:{team.office.case().number}")
    assert "2027年的放假安排我们还没有" in team.head.says("/due")


def test_days_of_a_known_year_can_be_replaced(tmp_path: Path) -> None:
    hours = read_settings(write(tmp_path, "2026-11-30 休 停电检修\n")).office.hours
    assert not hours.is_working_day(date(2026, 11, 30))
    assert hours.is_working_day(date(2026, 12, 1))
    assert not hours.is_working_day(date(2026, 10, 1))


@pytest.mark.parametrize(
    "line",
    [
        "2027-02-30 休", "2027-02-05", "休 2027-02-05", "2027-02-05 也许", "二月五日 休",
        "2027-02-11至2027-02-05 休", "2027-01-01至2027-12-31 休",
    ],
)  # fmt: skip
def test_a_line_that_is_none_is_named_at_the_start(tmp_path: Path, line: str) -> None:
    with pytest.raises(SettingsError, match=r"JIETI_HOLIDAYS: .*:2:.*2026-02-14 班"):
        read_settings(write(tmp_path, f"2027-01-01 休\n{line}\n"))


def test_two_lines_that_contradict_are_told(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=":2: 2027-01-01 is worked in one line"):
        own_calendar(*write(tmp_path, "2027-01-01 休\n2027-01-01 班\n").popitem())


def test_no_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be read"):
        own_calendar("JIETI_HOLIDAYS", str(tmp_path / "none"))
