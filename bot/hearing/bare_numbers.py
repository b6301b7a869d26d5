"""Every number in a message that may be a figure, whatever stands beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from bot.hearing.entity import EntityKind
from bot.hearing.heard import Heard
from bot.hearing.numbers import CHINESE, number

_OF_TIME = {EntityKind.DATE, EntityKind.MONTH, EntityKind.MONTHS, EntityKind.DAYS}
_NUMBER = re.compile(rf"\d+(?:\.\d+)?|[{CHINESE}]{{2,}}(?:点[{CHINESE[:12]}]+)?")


def bare_numbers(heard: Heard) -> Iterator[tuple[str, Decimal]]:
    """Each as it is written, with its value; days, months and spans of time are none.

    >>> from datetime import date
    >>> from bot.hearing.heard import hear
    >>> found = bare_numbers(hear("12月24日来,从407走到八百二十七", date(2018, 12, 22)))
    >>> [(text, str(value)) for text, value in found]
    [('407', '407'), ('八百二十七', '827')]
    """
    rest = heard.plain
    for entity in heard.understood.entities:
        if entity.kind in _OF_TIME:
            rest = rest.replace(entity.text, " ")
    for match in _NUMBER.finditer(rest):
        text = match[0]
        value = Decimal(text) if text[0].isdecimal() else number(text)
        if value is not None:
            yield text, value
