"""Parts of a year as spans of days: 上半年, 三季度, 夏天, 头仨月, 入秋以来."""

from __future__ import annotations

from datetime import date

from bot.hearing.entity import Match
from bot.hearing.span_days import Days, count, first_of, shifted, whole_month, year_of

_PARTS = {
    "上半年": (1, 6), "前半年": (1, 6), "头半年": (1, 6), "下半年": (7, 12), "后半年": (7, 12),
    "年初": (1, 2), "年底": (12, 12), "年末": (12, 12),
    "春": (3, 5), "夏": (6, 8), "秋": (9, 11), "三": (7, 8),
}  # fmt: skip


def part_of_year(match: Match, today: date) -> Days:
    """上半年, 年底, 三季度."""
    year = year_of(match, today) or today.year
    part = match["h"] or ""
    if part.startswith("冬"):
        return _winter(year)
    of_part = _PARTS.get(part) or _PARTS.get(part[:1])
    first, last = of_part or _quarter(count(match["q"]))
    if date(year, first, 1) > today and not (match["y"] or match["w"]):
        year -= 1
    return date(year, first, 1), whole_month(date(year, last, 1))[1]


def last_winter(_: Match, today: date) -> Days:
    """冬天, the last that is over; of each month the newest bill is meant."""
    return _winter(today.year - 1)


def first_months(match: Match, today: date) -> Days | None:
    """头仨月, 今年前四个月: from January on."""
    months, year = count(match["n"]), year_of(match, today) or today.year
    if not 1 <= months <= 12:
        return None
    return date(year, 1, 1), whole_month(date(year, months, 1))[1]


def since_season(match: Match, today: date) -> Days:
    """入秋以来, 开春到现在: the quarters of the year; 立秋以后 a month earlier."""
    first = {"春": 3, "夏": 6, "秋": 9, "冬": 12}[match["s"]] - ("立" in match[0])
    return first_of(first, year_of(match, today), today), today


def _winter(year: int) -> Days:
    first = date(year, 12, 1)
    return first, whole_month(shifted(first, 2))[1]


def _quarter(number: int) -> tuple[int, int]:
    return 3 * number - 2, 3 * number
