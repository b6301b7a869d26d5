"""Months named by the weather: 暖和那几个月, 天冷那阵子, 开空调的时候. The answer names them."""

from __future__ import annotations

from datetime import date, timedelta

from bot.hearing.entity import Match
from bot.hearing.numbers import NUMBER
from bot.hearing.span_days import Days, count, shifted, whole_month
from bot.hearing.span_rule import SpanRule

_SOME = r"[的了]?(?:[那这](?:[几两三四五俩仨]个月|阵子?|会儿?|段时间)|时候|日子)"
# Which months people mean by it; heating runs from the middle of November to that of March.
_HOT, _COOL, _WARM = (6, 8), (9, 11), (4, 10)
_COLD, _HEATED = (12, 2), (11, 3)
_MOST = 24  # months that are looked back


def _of(months: tuple[int, int], today: date) -> Days:
    """The latest such months that have begun; over New Year of each the newest bill is meant."""
    first, last = months
    year = today.year - (first > last or date(today.year, first, 1) > today)
    return date(year, first, 1), whole_month(date(year + (first > last), last, 1))[1]


def _before(match: Match, today: date) -> Days | None:
    """前面11个月: so many months before this one."""
    months = count(match["n"])
    if not 1 <= months <= _MOST:
        return None
    return shifted(today, -months), shifted(today, 0) - timedelta(days=1)


BY_WEATHER = (
    SpanRule(
        "months-before",
        rf"(?:前面|头里|往前)(?:的|那)?(?P<n>俩|仨|{NUMBER})个月",
        _before,
        reads={"前面11个月": "前面11个月: 2018-01-01 .. 2018-11-30"},
        leaves=("前面的车", "往前40个月"),
    ),
    SpanRule(
        "warm-months",
        rf"(?:天气?)?(?:暖和|不冷不热){_SOME}",
        lambda _, today: _of(_WARM, today),
        reads={"暖和那几个月": "暖和那几个月: 2018-04-01 .. 2018-10-31"},
        leaves=("暖和吗",),
    ),
    SpanRule(
        "hot-months",
        rf"(?:天气?|最)?(?:热|(?:开|吹|用)空调|制冷){_SOME}",
        lambda _, today: _of(_HOT, today),
        reads={"开空调那几个月": "开空调那几个月: 2018-06-01 .. 2018-08-31"},
        leaves=("热水器那阵子",),
    ),
    SpanRule(
        "cool-months",
        rf"(?:天气?)?(?:凉快|凉爽){_SOME}",
        lambda _, today: _of(_COOL, today),
        reads={"凉快那几个月": "凉快那几个月: 2018-09-01 .. 2018-11-30"},
        leaves=("凉快一下",),
    ),
    SpanRule(
        "cold-months",
        rf"(?:天气?|最)?(?:冷|下雪){_SOME}",
        lambda _, today: _of(_COLD, today),
        reads={"天冷那阵子": "天冷那阵子: 2017-12-01 .. 2018-02-28"},
        leaves=("冷柜",),
        of_year=False,
    ),
    SpanRule(
        "heated-months",
        rf"(?:[烧用开供]暖气?|取暖|采暖){_SOME}",
        lambda _, today: _of(_HEATED, today),
        reads={"烧暖气那几个月": "烧暖气那几个月: 2017-11-01 .. 2018-03-31"},
        leaves=("电采暖咋办",),
        of_year=False,
    ),
)
