"""The paper for the monthly meeting: what came in, what was learnt, who does what by when."""

from __future__ import annotations

from tests.staff.conftest import Team
from tests.staff.test_documents import made
from tests.staff.test_practice_of_a_case import closed


def paper(team: Team, month: str) -> str:
    """The text of the .docx that comes with the month's report."""
    team.head.says(f"/report {month}")
    return made(team, "meeting-")


def test_the_meeting_has_the_month_its_lesson_and_what_is_planned(team: Team) -> None:
    number = closed(team)
    team.head.presses_data(f"lesson:{number}")
    team.clerk.says("/case 4100000123 还有一个问题,电表快")
    other = team.office.store.cases.newest_first()[0].number
    team.clerk.presses_data(f"plan:{other}:training:2:2018-12-29")
    told = paper(team, "2018-12")
    assert "例会材料(2018年12月)" in told
    assert "接电当天就立户" in told
    assert "上个月0张" in told
    assert "立户晚于用电:上个月0,这个月" in told
    assert "4100000123" not in told
    assert "张建国" not in told


def test_next_month_asks_what_became_of_it(team: Team) -> None:
    number = closed(team)
    team.office.waits(days=20)
    told = paper(team, "2019-01")
    assert "上个月1张,这个月0张" in told
    assert number not in told or "已做完" in told
