"""A month in figures, for who may see the figures."""

from __future__ import annotations

import base64
import io
import json

import openpyxl
import pytest

from tests.dialogue.conftest import SEED
from tests.staff.conftest import Team


def closed(team: Team, number: str) -> None:
    for press in ("contact:{}", "decide:{}:billing_correction"):
        team.clerk.presses_data(press.format(number))
    team.head.presses("批准")
    for press in ("tasks:{}:correction", "answer:{}:telephone", "close:{}", "rate:{}:good"):
        team.clerk.presses_data(press.format(number))


@pytest.fixture
def december(team: Team) -> Team:
    """The seed corrected, a complaint that was answered late, one by mistake, one of January."""
    team.clerk.says(f"/case {SEED} 电费不对")
    closed(team, team.office.case().number)
    team.clerk.says("/case 收费员态度恶劣")
    team.clerk.says("/case 停电通知")
    team.clerk.presses_data("mistake:TS20181222003")
    team.clerk.says("转发错了")
    team.office.until("2019-01-04 09:00")
    team.clerk.presses_data("contact:TS20181222002")
    team.clerk.presses_data("answer:TS20181222002:telephone")
    team.clerk.presses_data("reopen:TS20181222002")
    team.clerk.says("/case 一月的事情")
    team.head.hears()
    return team


@pytest.mark.parametrize("asked", ["2018-12", "2018年12月", "12月", "", "十二月"])
def test_a_month_is_told_by_class_village_person_and_what_was_kept(
    december: Team, asked: str
) -> None:
    told = december.head.says(f"/report {asked}")
    for line in (
        "2018年12月的投诉:2件", "按时联系:1张中1张", "按时答复:1张中1张", "重新受理:1",
        "更正账单:52.00元", "不计入:作废1件,并案0件", "· 营业投诉·业扩报装超时限:1",
        "按原因", "· 立户晚于用电:1", "· 没有核过账单:1",
        "· 还没归类:1", "· 青石镇柳河村:1", "· 王芳:2", "· 满意:1",
    ):  # fmt: skip
        assert line in told, told
    assert SEED not in told
    assert "张建国" not in told


def test_a_household_is_counted_in_its_area_where_that_is_known(december: Team) -> None:
    connection = december.office.store.connection
    connection.execute("UPDATE account SET area = '柳河1号台区'")
    told = december.head.says("/report 2018-12")
    assert "按台区、村" in told
    assert "· 柳河1号台区:1" in told
    assert "青石镇柳河村" not in told


def test_who_gave_a_case_back_is_counted_for_none_of_it(december: Team) -> None:
    clerk = december.clerk
    clerk.says(f"/case {SEED} 又不对了")
    clerk.presses_data("return:TS20190104002")
    clerk.answers("为什么退回", "不是我的台区")
    told = december.head.says("/report 2019-01")
    assert "· 王芳:1" in told
    assert "· 周明:1" in told


def test_the_table_says_the_same(december: Team) -> None:
    december.head.says("/report 2018-12")
    row = december.office.store.connection.execute(
        "SELECT what FROM outbox WHERE what LIKE '%report-2018-12.xlsx%'"
    ).fetchone()
    name, content = json.loads(row[0])["document"]
    assert name == "report-2018-12.xlsx"
    page = openpyxl.load_workbook(io.BytesIO(base64.b64decode(content))).active
    rows = [tuple(cell for cell in row if cell is not None) for row in page.values]
    assert ("2018年12月的投诉:2件",) in rows
    assert ("营业投诉·业扩报装超时限", 1) in rows
    assert ("王芳", 2) in rows


def test_the_month_comes_as_a_picture_too(december: Team) -> None:
    december.head.says("/report 2018-12")
    row = december.office.store.connection.execute(
        "SELECT what FROM outbox WHERE what LIKE '%aria-label%'"
    ).fetchone()
    drawing = json.loads(row[0])["drawing"]
    for words in ("2018年12月的投诉:2件", "营业投诉·业扩报装超时限", "还没归类"):
        assert f">{words}</text>" in drawing
    assert "张" not in drawing


def test_of_a_month_without_complaints_there_is_no_picture(team: Team) -> None:
    assert "2018年3月的投诉:0件" in team.head.says("/report 2018-03")
    assert not [h for h in team.office.heard if h.method == "sendPhoto"]


@pytest.mark.parametrize("wrong", ["去年", "2018-13", "2018-12-22", "x"])
def test_what_is_no_month_is_asked_again(december: Team, wrong: str) -> None:
    assert "/report 2018-12" in december.head.says(f"/report {wrong}")


def test_who_may_not_see_the_figures_gets_none(december: Team) -> None:
    assert december.clerk.says("/report 2018-12") == "您的岗位不能做这一步,请找所长。"
    december.head.sends(text="/report 2018-12", group=-7)
    assert december.head.hears(group=-7) == "请在和我的私聊里查看。"


def test_what_is_late_and_still_undone_is_not_left_out(team: Team) -> None:
    team.clerk.says(f"/case {SEED} 电费不对")
    team.office.until("2019-01-04 09:00")
    told = team.head.says("/report 2018-12")
    assert "按时联系:1张中0张" in told
    assert "按时答复:1张中0张" in told


def test_reports_about_a_person_are_counted_for_the_auditor_alone(team: Team) -> None:
    team.stranger.says("我要举报所长周明收红包")
    assert "2018年12月的投诉:0件" in team.head.says("/report 2018-12")
    assert "2018年12月的投诉:1件" in team.auditor.says("/report 2018-12")
