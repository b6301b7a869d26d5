"""Promised dates over holidays and their make-up days, by the State Council's calendars."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from bot.cases.deadlines import deadlines
from bot.clock import CHINA
from bot.contract.hours import Hours, after_working_days, is_working_day
from bot.records.case import CameBy


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
        ("2041-03-02", False),  # not published yet: weekends only
        ("2041-03-04", True),
    ],
)
def test_working_days(day: str, worked: bool) -> None:
    assert is_working_day(date.fromisoformat(day)) is worked


@pytest.mark.parametrize(
    ("opened", "contact_by", "answer_by"),
    [
        # One working day, seven working days (2011): a Saturday before Christmas and New Year.
        ("2018-12-22T10:00", "2018-12-24T18:00", "2019-01-02"),
        ("2018-09-29T09:00", "2018-09-30T18:00", "2018-10-15"),
        # 24 hours, five working days (2020).
        ("2024-02-08T17:30", "2024-02-09T17:30", "2024-02-21"),
        ("2025-09-30T09:00", "2025-10-01T09:00", "2025-10-14"),
        ("2026-09-30T09:00", "2026-10-01T09:00", "2026-10-13"),
    ],
)
def test_what_is_promised(opened: str, contact_by: str, answer_by: str) -> None:
    made = datetime.fromisoformat(opened).replace(tzinfo=CHINA)
    promised = deadlines(made, CameBy.OWN, Hours())
    assert promised.contact_by == datetime.fromisoformat(contact_by).replace(tzinfo=CHINA)
    assert promised.answer_by == date.fromisoformat(answer_by)


def test_the_day_itself_does_not_count() -> None:
    assert after_working_days(date(2026, 11, 23), 0) == date(2026, 11, 23)
    assert after_working_days(date(2026, 11, 23), 1) == date(2026, 11, 24)
    assert after_working_days(date(2026, 11, 20), 1) == date(2026, 11, 23)
