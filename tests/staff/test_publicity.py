"""What is put up in the village: the head reads it first, and releases it."""

from __future__ import annotations

import pytest

from bot.lessons.poster import PAPERS
from tests.staff.conftest import Team


def test_the_head_reads_it_and_releases_it(team: Team) -> None:
    text = team.head.says("/notice 2018-12")
    assert "草稿" in text
    told = team.head.presses("发布")
    assert "已发布" in told
    files = [h for h in team.office.heard if h.method == "sendDocument"]
    assert len(files) == len(PAPERS)
    trail = team.office.store.connection.execute(
        "SELECT actor, detail FROM audit WHERE action = 'notice_released'"
    ).fetchall()
    assert [tuple(row) for row in trail] == [("staff:1", "2018-12")]


def test_nobody_else_releases_one(team: Team) -> None:
    assert "大喇叭" not in team.clerk.says("/notice")
    assert "已发布" not in team.clerk.presses_data("notice:2018-12")


@pytest.mark.parametrize("text", ["/notice 明年", "/notice 2026-13", "/notice 2026-12-05"])
def test_a_month_that_is_none_is_asked_for(team: Team, text: str) -> None:
    assert "/notice 2026-12" in team.head.says(text)
