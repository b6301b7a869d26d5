"""Promised dates over holidays and their make-up days, by the State Council's calendars."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import chinese_calendar
import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from hypothesis import given
from hypothesis import strategies as st

from bot.cases.deadlines import deadlines
from bot.channels import health
from bot.channels.pulse import Pulse
from bot.clock import CHINA
from bot.contract.holidays import statutory_days
from bot.contract.hours import Hours, is_working_day
from bot.records.case import CameBy, CaseKind
from bot.sqlite.database import open_database
from tests.dialogue.conversation import OFFICE, Customer, new_file


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        ("2018-09-29", True),  # make-up Saturdays and Sundays of National Day 2018
        ("2018-09-30", True),
        ("2018-10-01", False),
        ("2018-10-05", False),
        ("2018-10-08", True),
        ("2018-12-29", True),  # make-up for 31 December 2018
        ("2018-12-31", False),
        ("2024-02-04", True),  # make-up of Spring Festival 2024
        ("2024-02-12", False),
        ("2024-10-12", True),
        ("2025-01-26", True),
        ("2025-09-28", True),
        ("2025-10-08", False),
        ("2025-10-11", True),
        ("2026-02-14", True),
        ("2026-10-07", False),
        ("2026-10-10", True),
        ("2026-11-21", False),  # an ordinary Saturday
        ("2041-03-02", False),  # not published yet: weekends and statutory days
        ("2041-03-04", True),
        ("2041-01-01", False),
        ("2041-01-31", False),  # the eve of the Spring Festival
        ("2041-02-04", True),  # what is moved is not known
        ("2041-10-02", False),
        ("2041-10-04", True),
        ("2028-01-24", True),
        ("2028-01-25", False),  # Spring Festival 2028: 26 January
        ("2028-01-28", False),
        ("2028-04-04", False),  # Qingming
        ("2028-05-01", False),
        ("2028-05-03", True),
        ("2028-05-29", True),  # Dragon Boat is a Sunday; its day in lieu is not known
        ("2028-10-03", False),  # Mid-Autumn and National Day on one day
        ("2101-10-03", True),  # beyond the lunar tables
    ],
)
def test_working_days(day: str, worked: bool) -> None:
    assert is_working_day(date.fromisoformat(day)) is worked


@pytest.mark.parametrize("year", [2025, 2026])
def test_each_statutory_day_is_off_in_the_published_calendars(year: int) -> None:
    days = statutory_days(year)
    assert len(days) == 13
    for day in days:
        off, name = chinese_calendar.get_holiday_detail(day)
        assert off, day
        assert name, f"{day} is off for another reason"


@given(st.dates(date(2027, 1, 1), date(2100, 12, 31)))
def test_a_year_to_come_has_weekends_and_statutory_days_off(day: date) -> None:
    days = statutory_days(day.year)
    assert len(days) in {12, 13}  # Mid-Autumn may fall on a National Day
    assert {each.year for each in days} == {day.year}
    assert is_working_day(day) <= (day.weekday() < 5)
    assert not any(is_working_day(each) for each in days)


@pytest.mark.parametrize("day", ["2026-12-30", "2027-09-28", "2018-12-22"])
def test_a_date_in_a_year_without_a_calendar_says_how_it_is_counted(
    customer: Customer, day: str
) -> None:
    customer.now = datetime.fromisoformat(f"{day}T10:00").replace(tzinfo=CHINA)
    said = "".join(reply.text for reply in customer.says("我要投诉"))
    assert ("2027年的放假安排我们还没有" in said) == (day > "2026-12-25")


@pytest.mark.parametrize(
    ("day", "told"),
    [("2018-12-22", None), ("2026-11-28", "make-up days of 2027 are not known")],
)
async def test_health_says_when_deadlines_may_reach_a_year_without_a_calendar(
    tmp_path: Path, day: str, told: str | None
) -> None:
    now = datetime.fromisoformat(f"{day}T10:00").replace(tzinfo=CHINA)
    app, pulse = web.Application(), Pulse([])
    async with open_database(new_file(tmp_path / "jieti.db")) as database:
        app.add_routes(health.routes(database, pulse, lambda: now, Hours()))
        async with TestClient(TestServer(app)) as client:
            answer = await (await client.get("/health")).json()
    assert (answer["status"], answer.get("calendar")) == ("ok", told)


@pytest.mark.parametrize(
    ("opened", "contact_by", "answer_by"),
    [
        # One working day, seven working days (2011): a Saturday before Christmas and New Year.
        ("2018-12-22T10:00", "2018-12-24T18:00", "2019-01-02"),
        ("2018-09-29T09:00", "2018-09-30T18:00", "2018-10-15"),
        # 24 hours, five working days (2020).
        ("2024-02-08T17:30", "2024-02-09T17:30", "2024-02-21"),
        ("2025-09-30T09:00", "2025-09-30T18:00", "2025-10-14"),
        ("2026-09-30T09:00", "2026-09-30T18:00", "2026-10-13"),
    ],
)
def test_what_is_promised(opened: str, contact_by: str, answer_by: str) -> None:
    made = datetime.fromisoformat(opened).replace(tzinfo=CHINA)
    promised = deadlines(made, CameBy.OWN, CaseKind.COMPLAINT, OFFICE)
    assert promised.contact_by == datetime.fromisoformat(contact_by).replace(tzinfo=CHINA)
    assert promised.answer_by == date.fromisoformat(answer_by)


def test_the_day_itself_does_not_count() -> None:
    assert Hours().after_working_days(date(2026, 11, 23), 0) == date(2026, 11, 23)
    assert Hours().after_working_days(date(2026, 11, 23), 1) == date(2026, 11, 24)
    assert Hours().after_working_days(date(2026, 11, 20), 1) == date(2026, 11, 23)
