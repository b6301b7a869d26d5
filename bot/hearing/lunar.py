"""Days of the farmers' calendar as days of ours: 农历九月初六, 腊月二十三, seen from today."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from borax.calendars.lunardate import LunarDate

from bot.hearing.entity import Entity
from bot.hearing.normalise import plain
from bot.hearing.numbers import number
from bot.hearing.rules.dates import FARMERS
from bot.hearing.total import total

_DAY = re.compile(
    r"(?P<m>[正一二三四五六七八九十冬腊]|十[一二])月(?P<d>初?廿?[一二三四五六七八九十]*)$"
)
_MONTHS = {"正": 1, "冬": 11, "腊": 12}


def by_our_calendar(found: Iterable[Entity], today: date) -> tuple[Entity, ...]:
    """The entities, where such a day has its value: the latest that is not after today."""
    return tuple(
        replace(entity, value=_value(entity.text, today)) if entity.rule == FARMERS else entity
        for entity in found
    )


@total(None)
def _value(words: str, today: date) -> str | None:
    match = _DAY.search(plain(words))
    if match is None:
        return None
    month = _MONTHS.get(match["m"]) or int(number(match["m"]) or 0)
    said = match["d"].removeprefix("初").replace("廿", "二十")
    day = int(number(said) or 0)
    for year in (today.year, today.year - 1):
        try:
            solar: date = LunarDate(year, month, day).to_solar_date()
        except ValueError:
            return None
        if solar <= today:
            return f"{solar:%m-%d}"
    return None
