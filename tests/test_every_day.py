"""Every day of 2025 to 2030 is worked or not as the notices and the law say; names go on after."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.contract.hours import Hours, is_working_day
from bot.contract.month import Month
from bot.hearing.heard import hear

# By the notices of 2024-11-12 and 2025-11-04; 2027 by 全国年节及纪念日放假办法 alone.
OFF = {
    2025: "01-01 01-28..02-04 04-04..04-06 05-01..05-05 05-31..06-02 10-01..10-08",
    2026: "01-01..01-03 02-15..02-23 04-04..04-06 05-01..05-05 06-19..06-21 09-25..09-27 "
          "10-01..10-07",
    2027: "01-01 02-05..02-08 04-05 05-01..05-02 06-09 09-15 10-01..10-03",
}  # fmt: skip
WORKED = {
    2025: "01-26 02-08 04-27 09-28 10-11",
    2026: "01-04 02-14 02-28 05-09 09-20 10-10",
    2027: "",
}
DAYS = [date(2025, 1, 1) + timedelta(days=n) for n in range(6 * 365 + 1)]


def days_of(year: int, text: str) -> set[date]:
    found: set[date] = set()
    for part in text.split():
        first, _, last = part.partition("..")
        begins = date.fromisoformat(f"{year}-{first}")
        ends = date.fromisoformat(f"{year}-{last or first}")
        found |= {begins + timedelta(days=n) for n in range((ends - begins).days + 1)}
    return found


@pytest.mark.parametrize("year", OFF)
def test_each_day_of_a_year_whose_days_off_are_known(year: int) -> None:
    off, worked = days_of(year, OFF[year]), days_of(year, WORKED[year])
    for day in (day for day in DAYS if day.year == year):
        wanted = day in worked or (day.weekday() < 5 and day not in off)
        assert is_working_day(day) is wanted, day


def test_the_fifth_working_day_after_each_day() -> None:
    before = date.min
    for day in DAYS:
        answer = Hours().after_working_days(day, 5)
        between = [day + timedelta(days=n) for n in range(1, (answer - day).days + 1)]
        assert sum(map(is_working_day, between)) == 5, day
        assert is_working_day(answer), day
        assert answer >= before, day
        before = answer


@pytest.mark.parametrize(
    ("text", "today", "month"),
    [
        ("春节前的电费", "2031-03-01", (1, 2031)),
        ("2031年春节前的电费", "2031-05-02", (1, 2031)),
        ("中秋那个月的电费", "2031-11-20", (10, 2031)),
        ("端午那个月电费多少", "2050-08-01", (6, 2050)),
        ("国庆那个月", "2099-12-01", (10, 2099)),
        ("春节前的电费", "2026-12-25", (2, 2026)),
    ],
)
def test_the_name_of_a_holiday_is_known_in_any_year(
    text: str, today: str, month: tuple[int, int]
) -> None:
    assert hear(text, date.fromisoformat(today)).months == (Month(*month),)
