"""Questions for a ratio: how many times as much, how many in a hundred more, which part of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from bot.hearing.asks import Asks
from bot.hearing.total import total


class Part(StrEnum):
    """Of what the part is asked: 多收的占几成, 二档占百分之几, 谷电占多少."""

    OVERCHARGE = "overcharge"
    TIERS = "tiers"
    PEAK = "peak"
    VALLEY = "valley"
    SPAN = "span"  # 12月占全年的几成


@dataclass(frozen=True, slots=True)
class Ratio:
    """What ratio is wanted.

    Attributes:
        times: how many times as much (几倍), and not by how many in a hundred it differs.
        part: the part of a whole that is asked for; None where two are set against each other.
        of_year: the whole is a year.
        of_right: the whole is what should have been charged.
        between: where in the text the one side ends; -1 where it names no two.
    """

    times: bool = False
    part: Part | None = None
    of_year: bool = False
    of_right: bool = False
    between: int = -1


_TIMES = r"(?:几|多少|好几|几多)倍|翻了?(?:几|一|两|多少)?[番倍]"
_IN_A_HUNDRED = (
    r"(?<!\d)几成|百分之(?:几|多少|几多)|百分比|几分之几|(?:多大|多少|什么)的?比例|比例(?:是|有)?(?:多少|几|多大)"
    r"|占比|[涨降增跌减升]幅|(?:涨|降|多|少|跌|增加|减少)了?(?:几|多少)个?(?:点|百分点)"
)
_NOT_OF_BILLS = (
    r"违约金|滞纳金|利息|误差|损耗|线损|税|补贴|打[几折]|利率|手续费"
    r"|电价[^,。]{0,4}[涨降升调]|[涨降调]价"
)
# Patterns, as those of `over_bills`.
OF_RATIOS: tuple[tuple[Asks, str], ...] = (
    (Asks.RATIO, rf"^(?!.*(?:{_NOT_OF_BILLS})).*(?:{_TIMES}|{_IN_A_HUNDRED})"),
)
_ASKS_TIMES = re.compile(_TIMES)
_BETWEEN = re.compile(r"占|比|是(?=[^不])|有(?=.*倍)")
_OF_YEAR = re.compile(r"占[^,。]{0,3}(?:全年|一年|今年|整年|这一?年)")
_OF_RIGHT = re.compile(r"(?:占|是)[^,。]{0,3}(?:应|该|正确|对的)")
_PARTS = tuple(
    (part, re.compile(pattern))
    for part, pattern in (
        (Part.OVERCHARGE, r"多收|多扣|多算|多要|多出来的|该退|要退|退(?:的|给我的)|少收|少算"),
        (Part.VALLEY, r"谷|夜里|晚上|夜间"),
        (Part.PEAK, r"峰|白天"),
        (Part.TIERS, r"[二三23]档|超(?:档|出|标)|高价|阶梯"),
        (Part.SPAN, r"占"),
    )
)


@total(None)
def ratio_in(heard: str) -> Ratio | None:
    """The ratio that a plain text asks for; None where it asks for none."""
    if not re.search(OF_RATIOS[0][1], heard):
        return None
    between = _BETWEEN.search(heard)
    part = next((part for part, pattern in _PARTS if pattern.search(heard)), None)
    if part is not Part.OVERCHARGE and "占" not in heard:
        part = None
    return Ratio(
        _ASKS_TIMES.search(heard) is not None,
        part,
        of_year=_OF_YEAR.search(heard) is not None,
        of_right=_OF_RIGHT.search(heard) is not None,
        between=between.start() if between else -1,
    )
