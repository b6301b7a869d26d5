"""Which days are meant by what is said, as seen from today: 上个月, 10月到12月, 国庆节前.

Each reader takes what a pattern has matched; where the words name no day it answers None.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from bot.hearing.entity import Match
from bot.hearing.holidays import days_off
from bot.hearing.numbers import number

Days = tuple[date | None, date | None]  # None where it has no such end
_YEARS = {"今": 0, "去": -1, "前": -2, "明": 1, "上": -1}


def shifted(day: date, months: int) -> date:
    """The first day of the month so many months later."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, 1)


def whole_month(first: date) -> tuple[date, date]:
    """The first and the last day of that month."""
    return first, first.replace(day=monthrange(first.year, first.month)[1])


def year_of(match: Match, today: date, suffix: str = "") -> int | None:
    """The year that is said; None where none is."""
    year, word = match[f"y{suffix}"], match[f"w{suffix}"]
    if year:
        return int(year) + (2000 if len(year) == 2 else 0)
    return today.year + _YEARS[word] if word else None


def first_of(month: int, year: int | None, until: date) -> date:
    """The first day of that month, of that year or the latest that has begun by then."""
    if year is not None:
        return date(year, month, 1)
    return date(until.year - (month > until.month), month, 1)


def _number(word: str) -> int:
    return int(number(word) or 0)


def count(word: str) -> int:
    """How many months: 俩, 三, 半年; 0 where it is no number."""
    return {"俩": 2, "仨": 3, "半年": 6}.get(word) or _number(word)


def the_month(match: Match, today: date) -> Days:
    """10月, 去年12月."""
    return whole_month(first_of(_number(match["m"]), year_of(match, today), today))


def from_month_to_month(match: Match, today: date) -> Days:
    """10月到12月; a year said of one end is that of the other where it fits."""
    end_year = year_of(match, today, "2")
    begin_year = year_of(match, today)
    one, other = _number(match["m"]), _number(match["m2"])
    if end_year is None and begin_year is not None:
        end_year = begin_year + (other < one)
    last = first_of(other, end_year, today)
    first = first_of(one, begin_year, last)
    return first, whole_month(last)[1]


def neighbouring_months(match: Match, today: date) -> Days | None:
    """七八月, 10、11月: none where the one does not follow the other."""
    one, other = _number(match["m"]), _number(match["m2"])
    if other != one + 1:
        return None
    last = first_of(other, year_of(match, today), today)
    return shifted(last, -1), whole_month(last)[1]


def months_in_one_breath(match: Match, today: date) -> Days | None:
    """四五六月: none where they do not follow each other."""
    months = [_number(one) for one in match["m"] + match["more"]]
    if months != list(range(months[0], months[0] + len(months))):
        return None
    last = first_of(months[-1], year_of(match, today), today)
    return shifted(last, 1 - len(months)), whole_month(last)[1]


def since_month(match: Match, today: date) -> Days:
    """10月以来: up to now."""
    return first_of(_number(match["m"]), year_of(match, today), today), today


def before_month(match: Match, today: date) -> Days:
    """10月以前."""
    first = first_of(_number(match["m"]), year_of(match, today), today)
    return None, first - timedelta(days=1)


def the_day(match: Match, today: date) -> Days | None:
    """10月8日."""
    first = first_of(_number(match["m"]), year_of(match, today), today)
    return _one_day(first, _number(match["d"]))


def day_in_figures(match: Match, _: date) -> Days | None:
    """2018-10-08."""
    month = int(match["m"])
    return _one_day(date(int(match["y"]), month, 1), int(match["d"])) if 1 <= month <= 12 else None


def _one_day(first: date, day: int) -> Days | None:
    if not 1 <= day <= monthrange(first.year, first.month)[1]:
        return None
    return first.replace(day=day), first.replace(day=day)


def day_of_month(match: Match, today: date) -> Days | None:
    """20号: of this month, or of the last one where it is still to come."""
    day = _number(match["d"])
    first = shifted(today, -1 if match["p"] and "上" in match["p"] else 0)
    if not match["p"] and day > today.day:
        first = shifted(today, -1)
    return _one_day(first, day)


def days_ago(match: Match, today: date) -> Days:
    """今天, 昨天, 三天前."""
    word = match["r"]
    ago = {"今": 0, "昨": 1, "夜": 1, "前": 2, "大": 3}[word[0]] if word else _number(match["n"])
    day = today - timedelta(days=min(ago, 36500))
    return day, day


def the_week(match: Match, today: date) -> Days:
    """上周, 这周: as far as it has gone."""
    monday = today - timedelta(days=today.weekday() + 7 * ("上" in match[0]))
    return monday, min(monday + timedelta(days=6), today)


def near_month(match: Match, today: date) -> Days:
    """上个月, 本月, 下个月."""
    back = {
        "上上": -2,
        "再上": -2,
        "大上": -2,
        "前": -2,
        "上": -1,
        "这": 0,
        "本": 0,
        "当": 0,
        "下": 1,
    }
    return whole_month(shifted(today, back[match["r"]]))


def months_ago(match: Match, today: date) -> Days | None:
    """四个月前: that month."""
    months = _number(match["n"])
    return whole_month(shifted(today, -months)) if 0 < months <= 1200 else None


def last_months(match: Match, today: date) -> Days | None:
    """三个月没交: the months up to now, this one included."""
    months = count(match["n"])
    return (shifted(today, 1 - months), today) if 0 < months <= 120 else None


def the_year(match: Match, today: date) -> Days:
    """去年, 2018年."""
    year = year_of(match, today) or today.year
    return date(year, 1, 1), date(year, 12, 31)


def holiday(name: str) -> Callable[[Match, date], Days | None]:
    """A reader of what is said of that holiday: its days off, or all before or after them."""

    def read(match: Match, today: date) -> Days | None:
        said = year_of(match, today)
        for year in (said,) if said else (today.year, today.year - 1):
            days = days_off(name, year)
            if days and (said or days[0] <= today):
                if match["b"]:
                    return None, days[0] - timedelta(days=1)
                return (days[-1] + timedelta(days=1), today) if match["a"] else (days[0], days[-1])
        return None

    return read
