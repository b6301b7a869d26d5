"""Visits in the field at the desk: drawn by the head, told on the spot in a line or button."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.cases.acting import Acting
from bot.lessons.drawing import DrawnAlreadyError, draw
from bot.records.case import Party
from bot.records.inspection import Drawn
from tests.dialogue.conftest import SEED
from tests.dialogue.conversation import OFFICE
from tests.staff.conftest import Team


@pytest.fixture
def visits(team: Team) -> Team:
    """All of the seed's village is 李强's; the list of tomorrow is drawn, and it is tomorrow."""
    accounts = team.office.store.accounts
    for one in accounts.matching(("",), 99):
        accounts.put_account(replace(one, manager="李强", area="柳河台区"))
    assert "请写 /visit 抽" in team.head.says("/visit 抽 很多")
    drawn = team.head.says("/visit 抽 20")
    tomorrow = team.office.now.date() + timedelta(days=1)
    assert f"种子{team.office.store.inspections.drawn_on(tomorrow)[0].seed}" in drawn
    assert "要普查" in team.electrician.hears()
    team.office.waits(days=1)
    return team


def place_of(team: Team, account_no: str) -> int:
    listed = team.office.store.inspections.drawn_on(team.office.now.date())
    return next(one.place for one in listed if one.account_no == account_no)


def test_a_visit_told_in_one_line_stands_beside_the_books(visits: Team) -> None:
    place = place_of(visits, SEED)
    shown = visits.electrician.says("/visit")
    assert "现场普查名单" in shown
    assert "张建国" not in shown
    told = visits.electrician.answers("现场普查名单", f"{place} 在用 示数1 住3人")
    assert f"第{place}户记下了" in told
    assert "比已经收过费的示数" in told
    (case,) = visits.office.store.cases.of_account(SEED)
    assert case.number in told
    assert case.assignee == 3, "whose area it is"
    assert "不一致" in visits.electrician.says("/visit")
    assert "现场普查" in visits.head.presses_data(f"household:{case.number}")
    assert "现场普查" in visits.head.presses_data(f"history:{case.number}")
    assert "事由:" in visits.head.presses_data(f"show:{case.number}")


def test_a_button_tells_it_and_a_picture_is_kept_with_it(visits: Team) -> None:
    place = place_of(visits, SEED)
    visits.electrician.says("/visit")
    shown = visits.electrician.presses_data(f"visit:{visits.office.now.date()}:{place}")
    assert "账上的表号" in shown
    assert "没人用电" in visits.electrician.presses("没人用电")
    visits.electrician.sends(photo=[{"file_id": "P9", "width": 9, "height": 9}],
                             caption=f"普查 {place}")  # fmt: skip
    assert "有照片" in visits.electrician.hears()
    (seen,) = visits.office.store.inspections.of_account(SEED)
    assert (seen.in_use, seen.picture, seen.visitor) == (False, "P9", "staff:3")


@pytest.mark.parametrize("said", ["", "表号后四位不对", "电表换过了"])
def test_another_meter_is_a_task_for_the_books(visits: Team, said: str) -> None:
    place, office = place_of(visits, SEED), visits.office
    if said:
        told = visits.electrician.says(f"/visit {place} {said} 在用")
    else:
        visits.electrician.presses_data(f"visit:{office.now.date()}:{place}")
        told = visits.electrician.presses("表号不对")
    assert "表号没有记下" in told
    assert "补全档案:李强" in told
    (case,) = office.store.cases.of_account(SEED)
    assert "补全档案:李强" in visits.head.presses_data(f"show:{case.number}")
    visits.electrician.says(f"/visit {place} 表号00410777")
    (seen,) = office.store.inspections.of_account(SEED)
    assert (seen.meter_no, seen.found) == ("00410777", ("other_meter",))
    assert visits.office.store.cases.of_account(SEED) == (case,)


def test_nobody_chooses(visits: Team) -> None:
    store, day = visits.office.store, visits.office.now.date()
    listed = store.inspections.drawn_on(day)
    assert "不再重抽" in visits.head.says(f"/visit 抽 1 {day}")
    assert "岗位不能" in visits.electrician.says(f"/visit 抽 1 {day}")
    assert "不再重抽" not in visits.head.says(f"/visit 抽 20 {day}"), "the same list again"
    assert store.inspections.drawn_on(day) == listed
    acting = Acting(store, Party.SYSTEM, visits.office.now, OFFICE)
    with pytest.raises(DrawnAlreadyError):
        draw(acting, day, 20, listed[0].seed + 1)
    assert "名单里" in visits.electrician.says("/visit 4199999999 在用")
    assert store.inspections.all() == ()


def test_a_list_of_tomorrow_is_not_filled_in_today(visits: Team) -> None:
    visits.office.store.connection.execute("DELETE FROM visit")
    visits.head.says("/visit 抽 20")
    assert "到那天再填" in visits.electrician.says("/visit 1 在用")
    assert visits.office.store.inspections.all() == ()


def test_what_is_said_of_an_older_list_is_noted_for_its_day(visits: Team) -> None:
    """Today's list has another household in that place."""
    store, before = visits.office.store, visits.office.now.date()
    place = place_of(visits, SEED)
    visits.electrician.says("/visit")
    visits.office.waits(days=1)
    today = visits.office.now.date()
    other = next(a for a in store.accounts.matching(("",), 9) if a.account_no != SEED).account_no
    store.inspections.draw([Drawn(today, place, other, 1, "low", "ordinary")])
    visits.electrician.presses(f"第{place}户 青石镇柳河村3组")
    visits.electrician.presses("没人用电")
    visits.electrician.answers("现场普查名单", f"{place} 住3人")
    assert "名单里" in visits.electrician.presses_data(f"visit:{place}:no"), "of no day"
    (seen,) = store.inspections.all()
    assert (seen.day, seen.account_no, seen.in_use, seen.lives) == (before, SEED, False, "住3人")
    visits.electrician.says(f"/visit {place} 在用")
    assert [s.account_no for s in store.inspections.all() if s.day == today] == [other]


def test_another_electrician_sees_nothing_of_that_area(visits: Team) -> None:
    accounts = visits.office.store.accounts
    for one in accounts.matching(("",), 99):
        accounts.put_account(replace(one, manager="别人"))
    assert "没有您要普查的户" in visits.electrician.says("/visit")
    assert "名单里" in visits.electrician.says("/visit 1 在用")
    assert "岗位不能" in visits.auditor.says("/visit")


def test_who_is_visited_cannot_be_reckoned_before(visits: Team) -> None:
    store, today = visits.office.store, visits.office.now.date()
    days = [today + timedelta(days=n) for n in range(1, 4)]
    for day in days:
        visits.head.says(f"/visit 抽 2 {day}")
    seeds = {store.inspections.drawn_on(day)[0].seed for day in days}
    assert len(seeds) == len(days)
    assert not seeds & {int(f"{day:%Y%m%d}") for day in days}
