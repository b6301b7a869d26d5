"""Quarters and runs of months that end before this one: 上季度, 第二个季度, 前三个月."""

from __future__ import annotations

from datetime import date

from bot.hearing.entity import Match
from bot.hearing.numbers import NUMBER
from bot.hearing.span_days import Days, count, shifted, whole_month
from bot.hearing.span_rule import SpanRule

QUARTER = "near-quarter"  # the rule
_BACK = {"上上": 2, "再上": 2, "上": 1, "前": 1, "这": 0, "本": 0, "当": 0}


def near_quarter(match: Match, today: date) -> Days:
    """上季度, 这个季度."""
    first = today.replace(month=3 * ((today.month - 1) // 3) + 1, day=1)
    return _quarter(shifted(first, -3 * _BACK[match["r"]]))


def nth_quarter(match: Match, today: date) -> Days:
    """第二个季度, 头一个季度: the latest that has begun."""
    number = 1 if match["h"] else count(match["q"])
    first = date(today.year, 3 * number - 2, 1)
    return _quarter(first if first <= today else shifted(first, -12))


def months_before(match: Match, today: date) -> Days | None:
    """前三个月: those before this one."""
    months = count(match["n"])
    if not 2 <= months <= 12:
        return None
    return shifted(today, -months), whole_month(shifted(today, -1))[1]


def _quarter(first: date) -> Days:
    return first, whole_month(shifted(first, 2))[1]


RULES = (
    SpanRule(
        QUARTER,
        r"(?P<r>上上|再上|上|前|这|本|当)一?个?季度?(?!节)",
        near_quarter,
        reads={
            "上季度": "上季度: 2018-07-01 .. 2018-09-30",
            "上一个季度": "上一个季度: 2018-07-01 .. 2018-09-30",
            "再上个季度": "再上个季度: 2018-04-01 .. 2018-06-30",
            "这个季度": "这个季度: 2018-10-01 .. 2018-12-31",
        },
        leaves=("这季节", "三季度"),
    ),
    SpanRule(
        "quarter-by-its-number",
        r"(?:(?P<h>头一?|打头)|第(?P<q>[一二三四1234]))个季度?(?!节)",
        nth_quarter,
        reads={
            "第二个季度": "第二个季度: 2018-04-01 .. 2018-06-30",
            "头一个季度": "头一个季度: 2018-01-01 .. 2018-03-31",
        },
        leaves=("第五个季度", "头一个月"),
    ),
    SpanRule(
        "months-up-to-this-one",
        rf"(?<![年之以月])(?<!年的)前(?:面|头|边)?(?P<n>俩|仨|{NUMBER})个?月(?!前|之前|以前|没|来|一[起块])",
        months_before,
        reads={"前三个月平均": "前三个月: 2018-09-01 .. 2018-11-30"},
        leaves=("前几个月", "前一个月"),
    ),
)
