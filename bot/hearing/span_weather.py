"""Months named by the weather: 暖和那几个月, 天冷那阵子, 开空调的时候. The answer names them."""

from __future__ import annotations

from datetime import date

from bot.hearing.span_days import Days, whole_month
from bot.hearing.span_rule import SpanRule

_SOME = r"[的了]?(?:[那这](?:[几两三四五俩仨]个月|阵子?|会儿?|段时间)|时候|日子)"
# Which months people mean by it; heating runs from the middle of November to that of March.
_HOT, _COOL, _WARM = (6, 8), (9, 11), (4, 10)
_COLD, _HEATED = (12, 2), (11, 3)


def _of(months: tuple[int, int], today: date) -> Days:
    """The latest such months that have begun; over New Year of each the newest bill is meant."""
    first, last = months
    year = today.year - (first > last or date(today.year, first, 1) > today)
    return date(year, first, 1), whole_month(date(year + (first > last), last, 1))[1]


BY_WEATHER = (
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
