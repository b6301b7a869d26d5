"""A closed case teaches: the head keeps it, practice and the month's report bring it again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from bot.handbook.book import book_of
from bot.handbook.entry import Mark
from bot.store.port import Store
from tests.staff.conftest import Team, team_of
from tests.staff.office import SETTINGS, Office
from tests.staff.test_practice_of_a_case import closed


def test_the_head_keeps_the_seeds_lesson(team: Team) -> None:
    number = closed(team)
    told = team.head.presses_data(f"analysis:{number}")
    assert "建议今后:接电当天就立户" in told
    assert "练习里会再练" in team.head.presses("记为教训")
    assert "学到的:\n· 接电当天就立户" in team.head.says("/report 2018-12")
    team.head.hears()
    again = team.head.presses_data(f"lesson:{number}")
    assert "没有新的教训" in again
    assert len(team.office.store.practice.lessons()) == 1


def test_who_practised_it_before_meets_it_again_at_once(team: Team) -> None:
    number = closed(team)
    store = team.office.store
    while (running := store.practice.running(3)) is None or running.kind != "late_registration":
        team.electrician.says("/practice")
    team.electrician.says("按规定算的。")
    told = team.electrician.says("就这样。")
    assert "所里记下的教训" not in told
    (stands,) = store.practice.practised(3)
    assert stands.due > team.office.now
    team.head.presses_data(f"lesson:{number}")
    (stands,) = store.practice.practised(3)
    assert stands.due == team.office.now
    team.electrician.says("/practice")
    team.electrician.says("按规定算的。")
    assert "所里记下的教训:\n· 接电当天就立户" in team.electrician.says("就这样。")


def test_a_case_that_is_open_or_not_the_heads_to_keep_teaches_nothing(team: Team) -> None:
    number = closed(team)
    assert "记为教训" not in str([h.buttons for h in team.office.heard if h.chat == team.clerk.id])
    team.clerk.presses_data(f"lesson:{number}")
    assert team.office.store.practice.lessons() == ()
    assert "没有这张" in team.head.presses_data("lesson:TS20180101999")


def test_an_analysis_names_earlier_cases_with_the_same_cause(team: Team) -> None:
    number = closed(team)
    team.office.waits(days=7)
    team.clerk.says("/case 4100000123 又是为什么超过0.56")
    newer = team.office.store.cases.newest_first()[0].number
    assert newer != number
    told = team.clerk.presses_data(f"analysis:{newer}")
    assert f"以前同样原因的工单:{number}" in told


def test_a_kept_lesson_is_an_entry_of_the_offices_own_handbook(
    store: Store, tmp_path: Path
) -> None:
    settings = replace(SETTINGS, handbook=tmp_path)
    team = team_of(Office(store, settings=settings))
    number = closed(team)
    assert "也写进了手册" in team.head.presses_data(f"lesson:{number}")
    (entry,) = [one for one in book_of(settings).entries if one.topic == "lessons"]
    assert (entry.point, entry.mark) == ("late_registration", Mark.OWN)
    assert entry.say.startswith("接电当天就立户")
    assert book_of(settings).topic("complaining", "henan", team.office.now.date())
    assert "JIETI_HANDBOOK" not in team.head.presses_data(f"lesson:{number}")


def test_a_handbook_that_cannot_be_written_is_told(store: Store, tmp_path: Path) -> None:
    (tmp_path / ".lessons.yaml.new").mkdir()  # in the way
    team = team_of(Office(store, settings=replace(SETTINGS, handbook=tmp_path)))
    number = closed(team)
    told = team.head.presses_data(f"lesson:{number}")
    assert "没有写进手册" in told
    assert len(store.practice.lessons()) == 1, "it is kept all the same"
