"""Dates and months in the forms in which systems and people write them."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import lru_cache

from bot.clock import CHINA

_EXCEL_DAY_ZERO = date(1899, 12, 30)
YEARS = range(1949, 2101)
_ENGLISH = (
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
)  # fmt: skip
_NUMERALS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
# What may stand behind a date and says nothing of the day: a time, its half of the day, a weekday.
_TIME = re.compile(
    r"[ T]*(?:上午|下午|凌晨|早上|晚上|中午|am|pm)?[ ]*"
    r"\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[., ]\d+)?)?[ ]*(?:上午|下午|am|pm)?$"
    r"|[ T]*\d{1,2}时(?:\d{1,2}分(?:\d{1,2}秒)?)?$|[ ]*(?:上午|下午|凌晨|早上|晚上|中午)$"
    r"|[ ]*(?:星期|周)[一二三四五六日天]$|[ ]*\((?:星期|周)?[一二三四五六日天]\)$|\.$",
    re.IGNORECASE,
)
_ZONE = re.compile(r"(\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?)(Z|[+-]\d\d:?\d\d)")
_DAY = re.compile(
    r"(\d{4}|\d{2})\s*(?:(年)|[-/._、\\])\s*(\d{1,2})\s*(?(2)月|[-/._、\\])\s*(\d{1,2})[日号]?"
)
_PLAIN = re.compile(r"(\d{4})(\d{2})(\d{2})(?:[ T]?\d{6}|\.0+)?")
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
_ORACLE = re.compile(r"(\d{1,2})[- ](\d{1,2}|[a-z]{3})月?[- ,]+(\d{4}|\d{2})", re.IGNORECASE)
_JAVA = re.compile(
    r"[a-z]{3} ([a-z]{3}) (\d{1,2}) [\d:]{8} (?:cst|gmt\+08:00) (\d{4})", re.IGNORECASE
)
_IN_WORDS = re.compile(
    r"([〇○零一二三四五六七八九\d]{4})年([一二三四五六七八九十]{1,2})月"
    r"(?:([一二三四五六七八九十]{1,3})[日号])?"
)
_MONTH = re.compile(
    r"(\d{4}|\d{2}(?=年))(?:\s*[-/_年m]\s*(?:第|m)?(\d{1,2})|[. ]?(\d{2})(?:\.0+)?)"
    r"(?:月份?|[账帐]?期)?(?:电费)?",
    re.IGNORECASE,
)
_DAY_OF_MONTH_FIRST = re.compile(r"([a-z]{3})[a-z]* (\d{1,2}),? (\d{4})", re.IGNORECASE)
_SPAN = re.compile(r"(\S{6,11})\s*[-~至到]\s*(\S{6,11})")
_OF_SEVERAL = re.compile(r"(\d{6})-\d")  # the first, second … issue of a month
_MONTH_FIRST = re.compile(r"([a-z]{3})[- ]?(\d{4}|\d{2})", re.IGNORECASE)


@lru_cache(maxsize=4096)
def day(text: str) -> date | None:
    """The day that a cell names, if there is but one that it can be.

    >>> day("20-12月-18") == day("2018年12月20日 星期四") == day("20181220")
    True
    >>> day("12/20/2018")
    """
    zone = _ZONE.fullmatch(text)
    if zone:
        moment = datetime.fromisoformat(zone[1].replace(" ", "T") + zone[2].replace("Z", "+00:00"))
        return moment.astimezone(CHINA).date()
    found = _whole_day(text)
    while found is None and (shorter := _TIME.sub("", text).rstrip()) != text:
        text = shorter
        found = _whole_day(text)
    return found if found and found.year in YEARS else None


def _whole_day(text: str) -> date | None:
    if match := _DAY.fullmatch(text):
        return _date(match[1], match[3], match[4])
    if match := _PLAIN.fullmatch(text):
        return _date(match[1], match[2], match[3])
    if match := _ORACLE.fullmatch(text):
        # A month in figures needs its 月 here, or which of the three is what is not clear.
        if match[2].isdigit() and "月" not in text:
            return None
        return _date(match[3], _month_of(match[2]), match[1])
    if match := _DAY_OF_MONTH_FIRST.fullmatch(text):
        return _date(match[3], _month_of(match[1]), match[2])
    if match := _JAVA.fullmatch(text):
        return _date(match[3], _month_of(match[1]), match[2])
    if (match := _IN_WORDS.fullmatch(text)) and match[3]:
        return _date(match[1].translate(_NUMERALS), _in_words(match[2]), _in_words(match[3]))
    match = _SERIAL.fullmatch(text)
    return _EXCEL_DAY_ZERO + timedelta(days=int(match[1])) if match else None


@lru_cache(maxsize=4096)
def month(text: str) -> date | None:
    """The first day of the month that a cell names; of a date, its month.

    "2018.1" names none: Excel makes it of 2018.10, too.

    >>> month("18年12月") == month("2018年第12期") == month("201812.0") == month("Dec-18")
    True
    """
    text = re.sub(r" *([年月]) *", r"\1", text)
    if match := _OF_SEVERAL.fullmatch(text):
        text = match[1]
    if match := _MONTH.fullmatch(text):
        found = _date(match[1], match[2] or match[3], "1")
    elif match := _MONTH_FIRST.fullmatch(text):
        found = _date(match[2], _month_of(match[1]), "1")
    elif match := _IN_WORDS.fullmatch(text):
        found = _date(match[1].translate(_NUMERALS), _in_words(match[2]), "1")
    elif (match := _SPAN.fullmatch(text)) and month(match[1]) == month(match[2]):
        found = month(match[1])  # from its first day to its last
    else:
        found = day(text)
    return found.replace(day=1) if found and found.year in YEARS else None


def _month_of(name: str) -> str:
    low = name.lower()
    return str(_ENGLISH.index(low) + 1) if low in _ENGLISH else name


def _in_words(text: str) -> str:
    """Up to 三十一 as figures."""
    tens, ten, ones = text.rpartition("十")
    figures = f"{tens or '1'}{ones or '0'}" if ten else text
    return figures.translate(_NUMERALS)


def _date(year: str, month_: str, day_: str) -> date | None:
    try:
        return date(int(year) + (2000 if len(year) == 2 else 0), int(month_), int(day_))
    except ValueError:
        return None
