"""Every number in a message that may be a figure, whatever stands beside it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from decimal import Decimal

from bot.hearing.entity import EntityKind
from bot.hearing.heard import Heard
from bot.hearing.numbers import CHINESE, NUMBER, number

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
    for match in _NUMBER.finditer(_without(heard, _OF_TIME)):
        text = match[0]
        value = Decimal(text) if text[0].isdecimal() else number(text)
        if value is not None:
            yield text, value


def only_number(heard: Heard) -> Decimal | None:
    """The number that is all that stands there, but for 元; else None.

    >>> from datetime import date
    >>> from bot.hearing.heard import hear
    >>> [str(only_number(hear(text, date(2018, 12, 22)))) for text in ("1,200", "三十", "30,40")]
    ['1200', '30', 'None']
    """
    text = heard.plain.strip(" 元")
    return number(text) if re.fullmatch(NUMBER, text) else None


def stands_beside(heard: Heard, kind: EntityKind) -> bool:
    """Whether another number stands there besides those of that kind.

    >>> from datetime import date
    >>> from bot.hearing.heard import hear
    >>> [stands_beside(hear(text, date(2018, 12, 22)), EntityKind.AMOUNT)
    ...  for text in ("30块5毛", "30块5毛,再加20", "每月10元共3个月")]
    [False, True, True]
    """
    return bool(_NUMBER.search(_without(heard, {kind})))


def _without(heard: Heard, kinds: Collection[EntityKind]) -> str:
    rest = heard.plain
    for entity in heard.understood.entities:
        if entity.kind in kinds:
            rest = f"{rest[: entity.start]}{' ' * (entity.end - entity.start)}{rest[entity.end :]}"
    return rest
