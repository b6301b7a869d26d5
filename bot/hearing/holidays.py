"""Holidays that people count by: how they are called, and their days off."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

import chinese_calendar

from bot.contract.holidays import feasts_by_name

# The pattern of its names: the holiday, as the calendar calls it.
HOLIDAYS = {
    "国庆节?|十一(?=假|长假|[前后])": "National Day", "元旦节?": "New Year's Day",
    "春节|过年|年三十": "Spring Festival", "清明节?": "Tomb-sweeping Day",
    "五一节?|劳动节": "Labour Day", "端午节?": "Dragon Boat Festival",
    "中秋节?": "Mid-autumn Festival",
}  # fmt: skip


@cache
def days_off(name: str, year: int) -> list[date]:
    """The days off for that holiday; in years whose calendar is not known the statutory ones.

    Where two feasts fall together (中秋 and 国庆 2020), the calendar has the days of one alone.
    """
    # New Year's days off may begin in the old year; no other holiday comes near to its end.
    first = date(year - 1, 12, 20)
    days = (first + timedelta(days=n) for n in range(366))
    try:
        off = [day for day in days if chinese_calendar.get_holiday_detail(day) == (True, name)]
    except NotImplementedError:
        off = []
    return off or [*feasts_by_name(year).get(name, ())]
