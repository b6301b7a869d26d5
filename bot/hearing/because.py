"""Causes that a text names for a bill's being more: 是不是因为进二档, 用得多了, 涨价."""

from __future__ import annotations

import re

from bot.contract.cause import Cause
from bot.hearing.asks import Asks
from bot.hearing.total import total

_MORE = (
    r"(?:[贵高涨]|比[^,。]{1,6}多(?!少)|多(?:出|花|交|收|用|掏|了|\d|[一二两三四五六七八九十]))"
)
_OF = {
    Cause.TIER: r"(?:[进到超上跳升][^,。]{0,3}档|超档|跳档|阶梯|[二三23]档)",
    Cause.USE: r"(?:[用使]了?电?[得的]?[太更]?多|多用了?电?|用电量?[大增])",
    Cause.PRICE: r"(?:涨(?:了)?价|[电单]价(?:给)?[涨调变高]|调(?:了)?价|提价)",
}
_ANY = rf"(?:{'|'.join(_OF.values())})"
_WHETHER = r"(?:是不是|是否|是因为|因为|[怪赖]|由于|[吗吧么]|还是)"
# Patterns, as those of `over_bills`.
OF_CAUSES: tuple[tuple[Asks, str], ...] = (
    (
        Asks.BECAUSE,
        (
            rf"^(?!.*(?:多少|几块|几多|好多钱)).*(?:{_MORE}[^。]{{0,14}}{_WHETHER}[^。]{{0,8}}{_ANY}"
            rf"|{_WHETHER}[^。]{{0,6}}{_ANY}[^。]{{0,8}}{_MORE}"
            rf"|{_MORE}[^。]{{0,10}}{_ANY}[^,。]{{0,3}}"
            r"(?:闹的|[的得]原因|的关系|造成|引起|惹的|的事))"
            # after two bills were set against each other: 是不是因为进二档
            rf"|^(?!.*(?:多少|几块|几多|好多钱))(?:那|这|所以|,)*(?:是不是|是|就是|难道是|就)?(?:因为|[怪赖]|由于)[^,。]{{0,6}}{_ANY}[^,。]{{0,6}}$"
        ),
    ),
)
_COMPILED = {cause: re.compile(pattern) for cause, pattern in _OF.items()}


@total(frozenset[Cause]())
def causes_in(heard: str) -> frozenset[Cause]:
    """The causes that a plain text names."""
    return frozenset(cause for cause, pattern in _COMPILED.items() if pattern.search(heard))
