"""The statutory holidays (法定节日), which are known before a year's calendar is published."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache

from borax.calendars.lunardate import LunarDate, TermUtils

IN_FORCE = 2025
FIRST, LAST = 1901, 2100  # the ends of the lunar tables


@cache
def statutory_days(year: int) -> frozenset[date]:
    """The days off for all by 全国年节及纪念日放假办法 (State Council order No. 795, 2024).

    In force from 2025; none for earlier years and for those after 2100, whose lunar dates are
    not known. Which days are moved and made up for (调休), each year's own notice says.

    >>> [f"{day:%m-%d}" for day in sorted(statutory_days(2028))][1:6]
    ['01-25', '01-26', '01-27', '01-28', '04-04']
    """
    return frozenset(day for days in statutory_by_name(year).values() for day in days)


def statutory_by_name(year: int) -> Mapping[str, tuple[date, ...]]:
    """The same days by holiday, as `chinese_calendar` calls them."""
    return feasts_by_name(year) if year >= IN_FORCE else {}


@cache
def feasts_by_name(year: int) -> Mapping[str, tuple[date, ...]]:
    """The feasts of any year, whether or not they were days off for all then."""
    if not FIRST <= year <= LAST:
        return {}
    new_year = _lunar(year, 1, 1)
    return {
        "New Year's Day": (date(year, 1, 1),),
        # 除夕 to 正月初三
        "Spring Festival": tuple(new_year + timedelta(days=n) for n in range(-1, 3)),
        "Tomb-sweeping Day": (TermUtils.day_start_from_term(year, "清明"),),
        "Labour Day": (date(year, 5, 1), date(year, 5, 2)),
        "Dragon Boat Festival": (_lunar(year, 5, 5),),
        "Mid-autumn Festival": (_lunar(year, 8, 15),),
        "National Day": tuple(date(year, 10, n) for n in (1, 2, 3)),
    }


def _lunar(year: int, month: int, day: int) -> date:
    found: date = LunarDate(year, month, day).to_solar_date()
    return found
